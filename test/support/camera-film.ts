import { writeFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { openPrint } from './print-pages.ts'
import { type Grey, greyOf } from './scan-picture.ts'

const width = 640
const height = 480
/** Frames a second: what is held before a camera by a hand does not change faster. */
const rate = 2

/** What the camera sees for some seconds; null: the table. */
export interface Scene {
  readonly seconds: number
  readonly shown: Grey | null
}

/** A printed page as a camera held before it sees it. */
export async function photographed(browser: Browser, html: string): Promise<Grey> {
  const page = await openPrint(browser, html)
  const picture = greyOf(await page.locator('.page').first().screenshot())
  await page.close()
  return picture
}

/** Writes a film (YUV4MPEG2) for `--use-file-for-fake-video-capture`, which plays it again and again. */
export async function writeFilm(file: string, scenes: readonly Scene[]): Promise<void> {
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`)]
  const colour = Buffer.alloc((width * height) / 2, 128)
  for (const { seconds, shown } of scenes) {
    const luma = lumaOf(shown)
    for (let frame = 0; frame < seconds * rate; frame++) parts.push(Buffer.from('FRAME\n'), luma, colour)
  }
  await writeFile(file, Buffer.concat(parts))
}

/** On a grey table, in the middle, shrunk to the nearest dot where it is larger than the picture. */
function lumaOf(shown: Grey | null): Buffer {
  const luma = Buffer.alloc(width * height, 90)
  if (!shown) return luma
  const scale = Math.max(1, shown.width / (width - 40), shown.height / (height - 40))
  const wide = Math.floor(shown.width / scale)
  const high = Math.floor(shown.height / scale)
  const left = Math.floor((width - wide) / 2)
  const top = Math.floor((height - high) / 2)
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      luma[(top + y) * width + left + x] =
        shown.levels[Math.floor(y * scale) * shown.width + Math.floor(x * scale)]!
  return luma
}
