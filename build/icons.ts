/**
 * Draws the Windows icons from the SVGs in build/icon: `node build/icons.ts`. The results are committed, so that no
 * packaging tool needs a toolset to make them.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { PNG } from 'pngjs'
import { chromiumArgs, chromiumPath } from '../test/support/chromium.ts'

const folder = join(import.meta.dirname, 'icon')
const sizes = [16, 20, 24, 32, 40, 48, 64, 128, 256] as const
/** Up to here a drawing of its own, where there is one. */
const smallSize = 24
/** Older shells read small pictures as bitmaps only. */
const bitmapSize = 48

interface Picture {
  readonly size: number
  readonly png: Buffer
}

/** An .ico file of pictures of the same thing. */
function icoFile(pictures: readonly Picture[]): Buffer {
  const images = pictures.map(({ size, png }) => (size <= bitmapSize ? bitmap(png) : png))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size }] of pictures.entries()) {
    const at = 6 + 16 * index
    // 0 means 256.
    head.writeUInt8(size % 256, at)
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(images[index]!.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += images[index]!.length
  }
  return Buffer.concat([head, ...images])
}

/** A 32-bit bitmap as icons hold it: upside down, BGRA, twice the height, an empty mask behind. */
function bitmap(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png)
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(width, 4)
  head.writeInt32LE(height * 2, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const to = ((height - 1 - y) * width + x) * 4
      pixels[to] = data[from + 2]!
      pixels[to + 1] = data[from + 1]!
      pixels[to + 2] = data[from]!
      pixels[to + 3] = data[from + 3]!
    }
  return Buffer.concat([head, pixels, Buffer.alloc(Math.ceil(width / 32) * 4 * height)])
}

/** A 24-bit .bmp file, which is all that NSIS shows beside its pages. */
function bmpFile(png: Buffer): Buffer {
  const { width, height, data } = PNG.sync.read(png)
  const line = Math.ceil((width * 3) / 4) * 4
  const file = Buffer.alloc(54 + line * height)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4
      const to = 54 + (height - 1 - y) * line + x * 3
      for (const part of [0, 1, 2]) file[to + part] = data[from + 2 - part]!
    }
  return file
}

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs] })
const page = await browser.newPage()

async function draw(file: string, size: number, height = size): Promise<Picture> {
  const svg = readFileSync(join(folder, file), 'utf8').replace(
    '<svg ',
    `<svg width="${size}" height="${height}" `,
  )
  await page.setViewportSize({ width: size, height })
  await page.setContent(`<body style="margin:0;display:flex">${svg}`)
  return { size, png: await page.screenshot({ omitBackground: true }) }
}

for (const { name, small } of [
  { name: 'yifang', small: 'yifang-small.svg' },
  { name: 'backup', small: 'backup.svg' },
]) {
  const pictures: Picture[] = []
  for (const size of sizes) pictures.push(await draw(size <= smallSize ? small : `${name}.svg`, size))
  writeFileSync(join(folder, `${name}.ico`), icoFile(pictures))
  writeFileSync(join(folder, `${name}.png`), pictures.at(-1)!.png)
}
writeFileSync(join(folder, 'sidebar.bmp'), bmpFile((await draw('sidebar.svg', 164, 314)).png))
await browser.close()
