import rareRegular from '@fontsource/noto-sans-sc/400.css?url'
import rareBold from '@fontsource/noto-sans-sc/700.css?url'
import regularUrl from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2?url'
import boldUrl from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-700-normal.woff2?url'
import type { PrintFonts } from './print-css.ts'

/** The bundled type as Vite serves it. Only pages import this file: Node knows no `?url`. */
export const bundledFonts: PrintFonts = { regularUrl, boldUrl, rareCssUrls: [rareRegular, rareBold] }
