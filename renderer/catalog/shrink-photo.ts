/** Longest side of what is kept, in pixels: enough to print a page and to see a seam. */
const originalSide = 1600
const thumbnailSide = 320

export interface ShrunkPhoto {
  readonly original: File
  readonly thumbnail: File
}

/**
 * Makes what is uploaded from a phone's 12-megapixel photo. JPEG on white: a transparent PNG would print black.
 * Turned upright by the photo's own mark. Null where the file is no picture that this browser can read.
 */
export async function shrinkPhoto(file: File): Promise<ShrunkPhoto | null> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap === null) return null
  try {
    const original = await draw(bitmap, originalSide, 0.85)
    const thumbnail = await draw(bitmap, thumbnailSide, 0.8)
    return {
      original: new File([original], file.name, { type: original.type }),
      thumbnail: new File([thumbnail], file.name, { type: thumbnail.type }),
    }
  } finally {
    bitmap.close()
  }
}

async function draw(bitmap: ImageBitmap, longest: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  )
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}
