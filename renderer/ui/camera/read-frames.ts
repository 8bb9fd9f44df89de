import type { FoundCode, Picture } from './code-reader.worker.ts'

/** Between the pictures that are looked at, in milliseconds: a cheap tablet is given time to breathe. */
const between = 80
/** Longest side of what is looked at, in dots. More reads no ticket better and takes longer. */
const longest = 1280

export interface Frame {
  readonly width: number
  readonly height: number
  readonly found: FoundCode | null
}

/** Looks at a playing video again and again until the returned function is called. */
export function readFrames(
  video: HTMLVideoElement,
  qrOnly: boolean,
  take: (frame: Frame) => void,
): () => void {
  const worker = new Worker(new URL('./code-reader.worker.ts', import.meta.url), { type: 'module' })
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let size = { width: 0, height: 0 }
  const later = () => {
    if (!isOver) timer = setTimeout(() => void look().catch(later), between)
  }
  const look = async () => {
    if (document.hidden || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return later()
    const scale = Math.min(1, longest / Math.max(video.videoWidth, video.videoHeight))
    size = {
      width: Math.round(video.videoWidth * scale),
      height: Math.round(video.videoHeight * scale),
    }
    const picture = await createImageBitmap(video, { resizeWidth: size.width, resizeHeight: size.height })
    if (isOver) picture.close()
    else worker.postMessage({ picture, qrOnly } satisfies Picture, [picture])
  }
  worker.addEventListener('message', (event: MessageEvent<FoundCode | null>) => {
    if (isOver) return
    take({ ...size, found: event.data })
    later()
  })
  later()
  return () => {
    isOver = true
    clearTimeout(timer)
    worker.terminate()
  }
}
