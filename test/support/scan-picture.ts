import {
  BarcodeFormat,
  BinaryBitmap,
  Code128Reader,
  DecodeHintType,
  GlobalHistogramBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library'
import { PNG } from 'pngjs'

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

/**
 * What a phone or a scanner of two-dimensional codes reads in a picture. Throws when it reads nothing. This reader looks
 * for the code in the picture and misjudges the size of some, sharp as they are: those are read as the picture they are.
 */
export function scanQr({ width, height, levels }: Grey): string {
  const bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(levels, width, height)))
  const reader = new QRCodeReader()
  try {
    return reader.decode(bitmap).getText()
  } catch {
    return reader.decode(bitmap, new Map([[DecodeHintType.PURE_BARCODE, true]])).getText()
  }
}

/** What a Code 128 scanner reads in a picture. Throws when it reads nothing. */
export function scan({ width, height, levels }: Grey): string {
  const bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(levels, width, height)))
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.CODE_128]],
    [DecodeHintType.TRY_HARDER, true],
  ])
  return new Code128Reader().decode(bitmap, hints).getText()
}
