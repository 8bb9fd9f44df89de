import { type ComponentType, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type DocumentKind, type DocumentProps, documents } from './documents.ts'
import { type Calibration, noCalibration, type Paper, type PaperName, papers } from './paper.ts'
import { fontCss, type PrintFonts, pageCss, printCss } from './print-css.ts'
import { type PrintLocale, type PrintTexts, printTexts } from './texts.ts'

export interface RenderOptions {
  /** A named paper of the kind, or one of its own measures (calibration pages). Default: the kind's usual one. */
  readonly paper?: PaperName | Paper
  readonly locale?: PrintLocale
  /** Texts that differ from the language's own. */
  readonly labels?: Partial<PrintTexts[keyof PrintTexts]>
  readonly calibration?: Calibration
  readonly fonts?: PrintFonts
  readonly title?: string
}

/**
 * A whole HTML document that prints every given set of props on pages of its own: the print window of the desktop,
 * a hidden frame in a browser and the tests all load the same text. Wait for `document.fonts.ready` before printing.
 */
export function renderDocument<K extends DocumentKind>(
  kind: K,
  propsList: readonly DocumentProps[K][],
  options: RenderOptions = {},
): string {
  const definition = documents[kind]
  const locale = options.locale ?? 'zh-CN'
  const named = options.paper ?? definition.papers[0]!
  const paper: Paper = typeof named === 'string' ? papers[named] : named
  const texts: Readonly<Record<string, object>> = printTexts[locale]
  const labels = { ...texts[kind], ...options.labels }
  const component = definition.component as unknown as ComponentType<Record<string, unknown>>
  const body = renderToStaticMarkup(
    propsList.map((props, index) => createElement(component, { key: index, ...props, paper, labels })),
  )
  // Asked for before the pages are read, so that both go on at once and the text is laid out once.
  const fonts = options.fonts
    ? [options.fonts.regularUrl, options.fonts.boldUrl].map(
        (url) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="${escapeHtml(url)}">`,
      )
    : []
  const rare = (options.fonts?.rareCssUrls ?? []).map(
    (url) => `<link rel="stylesheet" href="${escapeHtml(url)}">`,
  )
  const style =
    (options.fonts ? fontCss(options.fonts) : '') +
    printCss +
    pageCss(paper, options.calibration ?? noCalibration)
  return (
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">` +
    `<title>${escapeHtml(options.title ?? kind)}</title>${[...fonts, ...rare].join('')}<style>${style}</style></head>` +
    `<body>${options.fonts ? fontProbe(body) : ''}${body}</body></html>`
  )
}

/**
 * Every character of the document in both weights, invisible: pages out of sight are laid out only when they are
 * printed, which is too late to fetch the slice of a rare character.
 */
function fontProbe(body: string): string {
  const characters = [...new Set(body.replace(/<[^>]*>/g, ''))]
    .filter((character) => character > '\u007f')
    .join('')
  return `<div class="probe" aria-hidden="true">A${characters}<b>A${characters}</b></div>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
