import { SkinOutlined, UserOutlined } from '@ant-design/icons'
import { useEffect, useState } from 'react'
import styles from './photo.module.css'
import { photoUrl } from './photo-cache.ts'

interface PhotoProps {
  readonly hash: string | null
  /** Side of the square in CSS pixels. Above 320 the original is loaded. */
  readonly side: number
  /** What is on it, for those who cannot see it. */
  readonly alt: string
  /** What the placeholder stands for; a costume when left out. */
  readonly subject?: 'costume' | 'person'
}

/** A costume's or a person's photo as a square; a quiet placeholder where there is none, so that rows keep their height. */
export function Photo({ hash, side, alt, subject = 'costume' }: PhotoProps) {
  const [shown, setShown] = useState<{ readonly hash: string; readonly url: string } | null>(null)
  const size = side > 320 ? 'original' : 'thumbnail'
  useEffect(() => {
    if (hash === null) return
    let isHere = true
    photoUrl(hash, size)
      .then((url) => isHere && setShown({ hash, url }))
      // Without its picture a costume is still named: the placeholder stays.
      .catch(() => undefined)
    return () => {
      isHere = false
    }
  }, [hash, size])
  const frame = { width: side, height: side }
  if (hash !== null && shown?.hash === hash)
    return <img className={styles.photo} style={frame} src={shown.url} alt={alt} />
  return (
    <span className={styles.none} style={{ ...frame, fontSize: side / 3 }} role="img" aria-label={alt}>
      {subject === 'person' ? <UserOutlined /> : <SkinOutlined />}
    </span>
  )
}
