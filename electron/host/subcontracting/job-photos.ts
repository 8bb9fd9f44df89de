import type { KeptPhoto } from '../../../db/subcontracting/accept-job.ts'
import { YifangError } from '../../../shared/errors.ts'
import { type JobPhoto, jobPhotoSchema } from '../../../shared/subcontracting/job-file.ts'
import { mediaTypeOf, readPhoto, storePhoto } from '../catalog/photo-files.ts'

/** A style's thumbnail as it goes into a file; null where it is missing, too large or of a kind that files do not carry. */
export async function readJobPhoto(dataDir: string, hash: string): Promise<JobPhoto | null> {
  try {
    const file = await readPhoto(dataDir, hash, 'thumbnail')
    const data = Buffer.from(await file.arrayBuffer()).toString('base64')
    return jobPhotoSchema.safeParse({ mediaType: file.type, data }).data ?? null
  } catch (error) {
    // A style without its picture can still be made.
    if (error instanceof YifangError && error.code === 'not-found') return null
    throw error
  }
}

/** Keeps the picture of a file beside the database, small as it is. Null where it is none, whatever the file calls it. */
export async function keepJobPhoto(dataDir: string, photo: JobPhoto | undefined): Promise<KeptPhoto | null> {
  if (!photo) return null
  const bytes = new Uint8Array(Buffer.from(photo.data, 'base64'))
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return null
  const file = new File([bytes], 'job-photo', { type: mediaType })
  return { hash: await storePhoto(dataDir, file, file), mediaType }
}
