import { useState } from 'react'
import type { JobPhoto as Photo } from '../../shared/subcontracting/job-file.ts'

/** The picture that a file carries, before anything of it is kept. Nothing where it cannot be shown. */
export function JobPhoto({ photo, alt }: { readonly photo: Photo; readonly alt: string }) {
  const source = `data:${photo.mediaType};base64,${photo.data}`
  const [broken, setBroken] = useState<string | null>(null)
  if (broken === source) return null
  return (
    <img
      src={source}
      alt={alt}
      width={120}
      height={120}
      style={{ objectFit: 'cover', borderRadius: 6, flex: 'none' }}
      onError={() => setBroken(source)}
    />
  )
}
