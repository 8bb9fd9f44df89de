import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { fitLine, fitText } from '../fit.ts'
import { type Calibration, noCalibration, type Paper } from '../paper.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface CalibrationPageProps {
  readonly printerName: string
  /** What the page is printed with, so that the figures read from it can be added to these. */
  readonly calibration?: Calibration
  readonly code?: string
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['calibrationPage']
}

/** Rulers, corner marks and a cross whose distance to the edges gives a printer's offset and scale. */
export function CalibrationPage({
  printerName,
  calibration = noCalibration,
  code = 'YF-203',
  paper,
  labels,
}: CalibrationPageProps & Layout): ReactNode {
  const { widthMm, heightMm } = paper
  const { offsetXmm, offsetYmm, scale } = calibration
  const small = heightMm < 100
  const ruler = rulerLengths(paper)
  const size = `${widthMm}×${heightMm} mm`
  const title = `${labels.title}　${size}`
  const rulers = labels.rulers(ruler.widthMm, ruler.heightMm)
  const current = labels.current(offsetXmm, offsetYmm, scale)
  const text = small ? '' : [labels.offset, labels.scale, labels.rotate].join('\n')
  const width = widthMm - (small ? 12 : 23.5)
  const explained = fitText(text, width, heightMm / 2 - 35, [14, 12, 11, 10, 9, 8, 7])
  return (
    <PrintPage kind="calibration">
      <svg
        className="marks"
        role="img"
        aria-label={labels.title}
        width={`${widthMm}mm`}
        height={`${heightMm}mm`}
        viewBox={`0 0 ${widthMm} ${heightMm}`}
      >
        <path className="stroke" d={cornerMarks(paper) + cross(paper)} />
        <path className="stroke" d={ruler.path} />
        {ruler.numbers.map(({ x, y, value, anchor }) => (
          <text key={`${anchor}${value}`} x={x} y={y} fontSize={small ? 2 : 2.6} textAnchor={anchor}>
            {value}
          </text>
        ))}
      </svg>
      <div className={`calibration${small ? ' calibration-small' : ''}`}>
        {small ? null : (
          <>
            <div className={`line b s${fitLine(title, width, [10, 9, 8])}`}>{title}</div>
            <div className="line s9">{printerName}</div>
            <div className={`line s${fitLine(rulers, width, [9, 8, 7])}`}>{rulers}</div>
          </>
        )}
        <div className={`line s${fitLine(current, width, small ? [6, 5] : [9, 8, 7])}`}>{current}</div>
        <div className="stack foot">
          {small ? null : <div className={`${explained.classes} gap`}>{text}</div>}
          <div className="gap">
            <Barcode text={code} maxWidthMm={width} heightMm={small ? 5 : 12} />
          </div>
          <span className={`s${small ? 6 : 9}`}>{`${code}　${small ? title : labels.scan}`}</span>
        </div>
      </div>
    </PrintPage>
  )
}

/** L-shaped marks 2 mm inside the corners: missing ones show a wrong paper size or an unprintable margin. */
function cornerMarks({ widthMm: w, heightMm: h }: Paper): string {
  const [l, t, r, b] = [2, 2, w - 2, h - 2]
  const arm = Math.min(5, h / 6)
  return (
    `M${l} ${t + arm}V${t}H${l + arm}M${r - arm} ${t}H${r}V${t + arm}` +
    `M${l} ${b - arm}V${b}H${l + arm}M${r - arm} ${b}H${r}V${b - arm}`
  )
}

function cross({ widthMm: w, heightMm: h }: Paper): string {
  const arm = Math.min(8, h / 12)
  return `M${w / 2 - arm} ${h / 2}h${2 * arm}M${w / 2} ${h / 2 - arm}v${2 * arm}`
}

/** A horizontal and a vertical ruler of whole centimetres along the upper and left edge, centred, 1 mm ticks. */
function rulerLengths({ widthMm: w, heightMm: h }: Paper) {
  const across = Math.floor((w - 10) / 10) * 10
  const down = Math.floor((h - 10) / 10) * 10
  const [x0, y0] = [(w - across) / 2, (h - down) / 2]
  const at = 3
  let path = `M${x0} ${at}h${across}M${at} ${y0}v${down}`
  const numbers: { x: number; y: number; value: number; anchor: 'middle' | 'start' }[] = []
  for (let mm = 0; mm <= across; mm++) {
    path += `M${x0 + mm} ${at}v${tickMm(mm)}`
    if (mm % 10 === 0) numbers.push({ x: x0 + mm, y: at + 5.6, value: mm, anchor: 'middle' })
  }
  for (let mm = 0; mm <= down; mm++) {
    path += `M${at} ${y0 + mm}h${tickMm(mm)}`
    if (mm % 10 === 0 && mm > 0) numbers.push({ x: at + 3.6, y: y0 + mm + 0.9, value: mm, anchor: 'start' })
  }
  return { widthMm: across, heightMm: down, path, numbers }
}

function tickMm(mm: number): number {
  return mm % 10 === 0 ? 3 : mm % 5 === 0 ? 2 : 1.2
}
