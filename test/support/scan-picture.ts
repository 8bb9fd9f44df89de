import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PNG } from 'pngjs'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

/** Grey levels of a picture, one byte a dot. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly levels: Uint8ClampedArray
}

export function greyOf(png: Buffer): Grey {
  const { width, height, data } = PNG.sync.read(png)
  const levels = new Uint8ClampedArray(width * height)
  for (let i = 0; i < levels.length; i++) levels[i] = (data[4 * i]! + data[4 * i + 1]! + data[4 * i + 2]!) / 3
  return { width, height, levels }
}

/** Every dot the mean of itself and its neighbours, as heat spreads in thermal paper; then black or white again. */
export function blurred({ width, height, levels }: Grey): Grey {
  const out = new Uint8ClampedArray(levels.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      let count = 0
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const level = x + dx < 0 || x + dx >= width ? undefined : levels[(y + dy) * width + x + dx]
          if (level === undefined) continue
          sum += level
          count += 1
        }
      }
      out[y * width + x] = sum / count < 128 ? 0 : 255
    }
  }
  return { width, height, levels: out }
}

/** What a phone or a scanner of two-dimensional codes reads in a picture. Throws when it reads nothing. */
export const scanQr = (picture: Grey): Promise<string> => read(picture, { formats: ['QRCode'] })

/** What a Code 128 scanner reads in a picture. Throws when it reads nothing. */
export const scan = (picture: Grey): Promise<string> => read(picture, { formats: ['Code128'] })

prepareZXingModule({
  overrides: {
    wasmBinary: new Uint8Array(
      readFileSync(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))),
    ).buffer,
  },
})

async function read({ width, height, levels }: Grey, options: ReaderOptions): Promise<string> {
  const data = new Uint8ClampedArray(4 * levels.length)
  for (const [i, level] of levels.entries()) data.set([level, level, level, 255], 4 * i)
  const [code] = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, options)
  if (!code) throw new Error(`no ${String(options.formats)} in a picture of ${width} × ${height} dots`)
  return code.text
}
