import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../support/print-pages.ts'

const guide = fileURLToPath(new URL('../../../docs/installer-guide', import.meta.url))
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser?.close())

test.each(['zh-CN', 'en'])('the installer guide in %s is one A4 page with its pictures', async (language) => {
  const file = join(guide, `${language}.html`)
  const page = await browser.newPage()
  try {
    await page.goto(pathToFileURL(file).href)
    await page.evaluate(() => document.fonts.ready)
    const pictures = await page.evaluate(() =>
      Array.from(document.images, ({ src, naturalWidth }) => ({ src, naturalWidth })),
    )
    expect(pictures.length).toBeGreaterThanOrEqual(3)
    for (const { src, naturalWidth } of pictures) {
      expect(existsSync(join(dirname(file), src.split('/').at(-1)!)), src).toBe(true)
      expect(naturalWidth, src).toBeGreaterThan(300)
    }
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
  } finally {
    await page.close()
  }
})
