import { lineHeight } from './fit.ts'
import { type Calibration, calibrationTransform, type Paper } from './paper.ts'

/** Where the host serves the bundled type; without it the system's own is used. */
export interface PrintFonts {
  /** Noto Sans SC 400 and 700 with the 7,900 commonest characters, one file each: two requests for any document. */
  readonly regularUrl: string
  readonly boldUrl: string
  /** Style sheets of the sliced Noto Sans SC, for rarer characters of names and villages; fetched only when met. */
  readonly rareCssUrls?: readonly string[]
}

/** Space kept free along every edge: labels are die-cut and feed a little crooked. */
export function marginMm(paper: Paper): number {
  if (paper.widthMm >= 140) return 10
  if (paper.widthMm >= 90) return 4
  return paper.widthMm >= 70 ? 3 : 2
}

/** Between the parts of a row. */
export const gapMm = 2

export function fontCss(fonts: PrintFonts): string {
  const face = (weight: number, url: string) =>
    `@font-face{font-family:'Noto Sans SC Print';font-weight:${weight};src:url(${JSON.stringify(url)}) format('woff2')}`
  return face(400, fonts.regularUrl) + face(700, fonts.boldUrl)
}

/** Paper size, margin and calibration: the same for every page of a document. */
export function pageCss(paper: Paper, calibration: Calibration): string {
  const { widthMm, heightMm } = paper
  const margin = marginMm(paper)
  const transform = calibrationTransform(calibration)
  return (
    `@page{size:${widthMm}mm ${heightMm}mm;margin:0}` +
    `.page{width:${widthMm}mm;height:${heightMm}mm}` +
    `.sheet{margin:${margin}mm;height:${heightMm - 2 * margin}mm;${transform ? `transform:${transform}` : ''}}`
  )
}

const sizes = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 18, 20, 24, 28, 32, 36, 44]
const sizeCss = sizes.map((pt) => `.s${pt}{font-size:${pt}pt}`).join('')
const clampCss = Array.from({ length: 30 }, (_, i) => `.c${i + 1}{-webkit-line-clamp:${i + 1}}`).join('')
const heightCss = [5, 6, 7, 8, 9, 10, 12, 14, 16, 18].map((mm) => `.h${mm}{height:${mm}mm}`).join('')

/**
 * The style sheet of all documents. Black on white only: thermal heads know no grey, they print it as dots. Lines
 * are whole dots (0.25 mm, 0.375 mm). Sizes are classes, not style attributes, so that a page under a strict
 * content security policy needs to allow one style sheet only.
 *
 * Measured with 500 labels: pages out of sight are not laid out on the screen, so that they are laid out once, for
 * the paper (a `.probe` of all characters loads the fonts meanwhile); `contain:strict` spares each page the painting of
 * the others. Every box that cuts what is in it is a layer that is looked at for each page, so only what is too long for
 * its place is cut (`lineClasses`, `fitText`), and by `clip`, which has no scrolling layer. This halves Chromium's time.
 */
export const printCss = `
*{box-sizing:border-box;margin:0;padding:0}
body{color:#000;font-family:'Noto Sans SC Print','Noto Sans SC','Microsoft YaHei UI','Microsoft YaHei','PingFang SC',sans-serif;
font-size:9pt;line-height:${lineHeight};font-variant-numeric:tabular-nums;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.page{contain:strict;break-after:page}
.page:last-child{break-after:auto}
.sheet{display:flex;flex-direction:column}
.probe{position:absolute;visibility:hidden;width:200mm}
@media screen{body{background:#fff}html{background:#ddd}.page{background:#fff;margin:0 auto 4mm;content-visibility:auto}}
@media print{.probe{display:none}}
${sizeCss}${clampCss}${heightCss}
b,.b{font-weight:700}
.bars,.qr{display:block;fill:#000;flex:none;overflow:visible}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;overflow:clip;overflow-wrap:anywhere;white-space:pre-line}
.text{overflow-wrap:anywhere;white-space:pre-line}
.line{white-space:nowrap;overflow:clip;text-overflow:ellipsis;min-width:0}
.row{display:flex;align-items:center;gap:${gapMm}mm;flex:none}
.grow{flex:1;min-width:0}
.end{text-align:right}
.center{text-align:center}
.stack{display:flex;flex-direction:column;align-items:center;flex:none}
.rule{border-top:.375mm solid #000}
.hair{border-bottom:.25mm solid #000}
.flag{background:#000;color:#fff;font-weight:700;padding:.5mm 2mm;white-space:nowrap;flex:none}
.frame{border:.375mm solid #000;padding:.5mm 1.5mm}
.mark{background:#000;color:#fff;font-weight:700;width:7mm;flex:none;text-align:center;line-height:1.4}
.h5 .tick,.h6 .tick{width:4.25mm;height:4.25mm}
.tick{width:5.5mm;height:5.5mm;border:.375mm solid #000;flex:none}
.photo{flex:none;object-fit:cover;display:block}
.nophoto{border:.25mm dashed #000;flex:none}
.p8{width:8mm;height:8mm}.p12{width:12mm;height:12mm}.p14{width:14mm;height:14mm}.p36{width:36mm;height:36mm}
.nowrap{white-space:nowrap;flex:none}
.tight{line-height:1}.whole{word-break:keep-all}
.gap{margin-top:1.5mm}
.foot{margin-top:auto;flex:none}
.to{padding-top:1mm}
.qty{width:9mm}.colour{flex:0 1 auto;max-width:40%}
.side{width:7mm;flex:none;align-self:flex-start;text-align:center}
.col-tick{width:5.5mm;flex:none}.col-place{width:22mm;flex:none}.col-qty{width:17mm;flex:none}.col-orders{width:50mm;flex:none;word-break:keep-all}
.columns{display:flex;gap:6mm;align-items:flex-start;flex:none}
.col-number{width:7mm;flex:none}.col-pieces{width:8mm;flex:none}.col-weight{width:16mm;flex:none}
.blank{border-bottom:.25mm solid #000}
.page-calibration .sheet{position:relative;margin:0;height:100%}
.marks{position:absolute;inset:0}.marks text{font-family:inherit}
.stroke{fill:none;stroke:#000;stroke-width:.25}
.calibration{position:absolute;inset:10mm 10mm 5mm 13.5mm;display:flex;flex-direction:column}
.qr{align-self:flex-start}
.ticket-grid{display:grid;grid-template-columns:repeat(3,1fr);grid-template-rows:repeat(7,1fr);height:100%}
.ticket{display:flex;flex-direction:column;padding:1.5mm;border:.25mm dashed #000;overflow:clip;min-width:0}
.slip-head{height:38mm}
.slip-grid{display:grid;grid-template-rows:repeat(3,1fr);height:100%}
.slip{display:flex;flex-direction:column;padding:2mm;border-bottom:.25mm dashed #000;min-width:0;min-height:0}
.sheet-head{height:42mm;align-items:flex-start;gap:4mm}.sheet-facts{display:grid;grid-template-columns:1fr 1fr;gap:.5mm 4mm;margin-top:1.5mm}.sheet-long{grid-column:1/-1}
.sheet-name{flex:0 0 34mm;min-width:0}
.sheet-figure{flex:1;min-width:0;max-width:30mm}
.time-day{flex:none;width:16mm}.time-times{flex:none;width:30mm}.time-hours{flex:none;width:22mm}
.certificate-title{height:24mm;line-height:24mm;flex:none}.certificate-body{align-items:flex-start;gap:8mm}.certificate-figure{flex:0 0 32mm}
.roster-number{width:7mm;flex:none}.roster-figure{flex:0 0 19mm;min-width:0}.roster-word{display:block}
.calibration-small{inset:8.5mm 3mm 3mm 9mm}
`
