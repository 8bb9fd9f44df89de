import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { dotsPerMm } from '../../renderer/print/code128.ts'
import type { PrintFonts } from '../../renderer/print/print-css.ts'
import { chromiumArgs, chromiumPath } from './chromium.ts'

const origin = 'http://print.test'
const fontFolder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'))

/** The bundled type as the test page's own origin serves it. */
export const testFonts: PrintFonts = {
  regularUrl: `${origin}/fonts/files/noto-sans-sc-chinese-simplified-400-normal.woff2`,
  boldUrl: `${origin}/fonts/files/noto-sans-sc-chinese-simplified-700-normal.woff2`,
  rareCssUrls: [`${origin}/fonts/400.css`, `${origin}/fonts/700.css`],
}

/** A photo for every `photoUrl` of this origin: a flat costume, 96×96. */
export const testPhotoUrl = `${origin}/photo.svg`
const photo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><path d="M30 12h36l22 22-14 12-8-8v46H30V38l-8 8L8 34z"/></svg>'

export function launchChromium(): Promise<Browser> {
  return chromiumPath().then((executablePath) => chromium.launch({ executablePath, args: [...chromiumArgs] }))
}

/**
 * Opens a print document as the printing host would, at the resolution of a 203 dpi label printer: one device
 * pixel is one printer dot (8 to the millimetre), fonts loaded.
 */
export async function openPrint(browser: Browser, html: string): Promise<Page> {
  const page = await browser.newPage({
    deviceScaleFactor: (dotsPerMm * 25.4) / 96,
    viewport: { width: 900, height: 1200 },
  })
  await page.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html })
    if (pathname === '/photo.svg') return route.fulfill({ contentType: 'image/svg+xml', body: photo })
    const file = await readFile(join(fontFolder, pathname.replace('/fonts/', '')))
    return route.fulfill({ contentType: pathname.endsWith('.css') ? 'text/css' : 'font/woff2', body: file })
  })
  await page.goto(`${origin}/`)
  await page.evaluate(() => document.fonts.ready)
  return page
}
