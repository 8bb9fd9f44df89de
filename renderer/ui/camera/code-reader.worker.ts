import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** Reads codes in pictures of the camera, beside the page, which stays quick meanwhile. */
export interface FoundCode {
  readonly text: string
  /** Its corners, in dots of the picture. */
  readonly corners: readonly { readonly x: number; readonly y: number }[]
}

// The library's own default asks a server on the internet.
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })

export interface Picture {
  readonly picture: ImageBitmap
  readonly qrOnly: boolean
}

const options: ReaderOptions = {
  tryHarder: true,
  tryInvert: false,
  maxNumberOfSymbols: 1,
}

let canvas: OffscreenCanvas | null = null

async function read({ picture, qrOnly }: Picture): Promise<FoundCode | null> {
  const { width, height } = picture
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.drawImage(picture, 0, 0)
  picture.close()
  const [code] = await readBarcodes(context.getImageData(0, 0, width, height), {
    ...options,
    // What our tickets, badges and labels and the couriers' waybills carry.
    formats: qrOnly ? ['QRCode'] : ['Code128', 'QRCode'],
  })
  if (!code?.isValid) return null
  const { topLeft, topRight, bottomRight, bottomLeft } = code.position
  return { text: code.text, corners: [topLeft, topRight, bottomRight, bottomLeft] }
}

self.addEventListener('message', (event: MessageEvent<Picture>) => {
  read(event.data).then(
    (found) => self.postMessage(found),
    // The next picture is another try.
    () => self.postMessage(null),
  )
})
