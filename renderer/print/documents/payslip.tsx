import type { ReactNode } from 'react'
import { fitLine, fitText, lineClasses, linesMm, textWidthEm } from '../fit.ts'
import { Photo } from '../items.tsx'
import { type Paper, ptMm } from '../paper.ts'
import { gapMm, marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

/** One line as it is read: what for, how many at what, how much; and why, where it was taken. */
export interface SlipLine {
  readonly name: string
  readonly detail: string
  readonly amount: string
  readonly isTaken: boolean
}

export interface PayslipProps {
  readonly workshopName: string
  readonly name: string
  readonly photoUrl: string | null
  readonly from: string
  readonly to: string
  /** "42 hours", empty where none were kept. */
  readonly hours: string
  readonly lines: readonly SlipLine[]
  readonly gross: string
  readonly taken: string
  readonly net: string
  /** What was handed over before this was printed, where it is less than all. */
  readonly paid: string
  /** Sentences on what is unusual. */
  readonly notes: readonly string[]
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['payslip']
}

/** Sizes by paper: a sheet of A4, or a strip of 80 mm. */
interface Sizes {
  readonly head: number
  readonly name: number
  readonly line: number
  readonly detail: number
  readonly net: number
  readonly photoMm: 12 | 36
}
const onSheet: Sizes = { head: 12, name: 20, line: 12, detail: 10, net: 24, photoMm: 36 }
const onStrip: Sizes = { head: 9, name: 16, line: 10, detail: 8, net: 18, photoMm: 12 }

/** What one worker is paid and why, large enough to be read by who went to school for four years; several pages where it must. */
export function Payslip(props: PayslipProps & Layout): ReactNode {
  const { paper, labels } = props
  const isSheet = paper.widthMm > 100
  const sizes = isSheet ? onSheet : onStrip
  const width = paper.widthMm - 2 * marginMm(paper)
  const height = paper.heightMm - 2 * marginMm(paper)
  const notes = props.notes.map((text) => fitText(text, width, 60, [sizes.detail]))
  const notesMm = notes.reduce((sum, { heightMm }) => sum + heightMm, 0)
  const headMm = (isSheet ? 42 : 24) + linesMm(1, sizes.head)
  const rowMm = linesMm(1, sizes.line) + linesMm(1, sizes.detail) + 1
  const sumMm = 2 * linesMm(1, sizes.line) + linesMm(1, sizes.net) + linesMm(2, sizes.line) + notesMm + 18
  const footMm = linesMm(1, 8) + 1
  const pages = split(
    props.lines,
    Math.floor((height - headMm - footMm) / rowMm),
    Math.floor((height - linesMm(1, sizes.head) - 2 - footMm) / rowMm),
    Math.ceil(sumMm / rowMm),
  )
  return pages.map((lines, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="payslip">
      {page === 0 ? (
        <Head {...props} sizes={sizes} width={width} />
      ) : (
        <div className={`b ${lineClasses(props.name, width, sizes.head)}`}>{props.name}</div>
      )}
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
        <LineRow key={index} line={line} sizes={sizes} width={width} />
      ))}
      {page === pages.length - 1 && (
        <>
          <Sums {...props} sizes={sizes} />
          {props.notes.map((text, index) => (
            <div key={text} className={notes[index]!.classes}>
              {text}
            </div>
          ))}
          <div className={`row h14 s${sizes.line}`}>
            <span className="grow blank">{labels.signature}</span>
            <span className="grow blank">{labels.day}</span>
          </div>
        </>
      )}
      <div className="row foot s8">
        <span className={`grow ${lineClasses(props.workshopName, width - 25, 8)}`}>{props.workshopName}</span>
        <span className="nowrap">{labels.page(page + 1, pages.length)}</span>
      </div>
    </PrintPage>
  ))
}

/** Lines by page; the last keeps room for the sums. */
function split(lines: readonly SlipLine[], onFirst: number, onNext: number, end: number): SlipLine[][] {
  const pages: SlipLine[][] = [lines.slice(0, onFirst)]
  for (let at = onFirst; at < lines.length; at += onNext) pages.push(lines.slice(at, at + onNext))
  const room = pages.length === 1 ? onFirst : onNext
  if (pages.at(-1)!.length + end > room) pages.push([])
  return pages
}

function Head(props: PayslipProps & Layout & { readonly sizes: Sizes; readonly width: number }): ReactNode {
  const { sizes, labels } = props
  const beside = props.width - sizes.photoMm - gapMm
  const name = fitLine(props.name, beside, [sizes.name, 14, 12, 10, 9])
  const span = `${props.from} – ${props.to}`
  return (
    <>
      <div className={`row s${sizes.head}`}>
        <span className="grow b">{labels.title}</span>
        <span className="nowrap">{span}</span>
      </div>
      <div className={`row hair${sizes.photoMm === 36 ? ' slip-head' : ''}`}>
        <Photo url={props.photoUrl} sizeMm={sizes.photoMm} />
        <div className="grow">
          <div className={`b ${lineClasses(props.name, beside, name)}`}>{props.name}</div>
          {props.hours !== '' && <div className={`s${sizes.line}`}>{props.hours}</div>}
        </div>
      </div>
    </>
  )
}

function LineRow({
  line,
  sizes,
  width,
}: {
  readonly line: SlipLine
  readonly sizes: Sizes
  readonly width: number
}): ReactNode {
  const amountMm = textWidthEm(line.amount) * sizes.line * ptMm
  return (
    <div className="hair">
      <div className={`row s${sizes.line}`}>
        <span className={`grow ${lineClasses(line.name, width - amountMm - gapMm, sizes.line)}`}>
          {line.name}
        </span>
        <b className="nowrap">{line.amount}</b>
      </div>
      <div className={lineClasses(line.detail, width, sizes.detail)}>{line.detail || ' '}</div>
    </div>
  )
}

function Sums(props: PayslipProps & Layout & { readonly sizes: Sizes }): ReactNode {
  const { labels, sizes } = props
  const rows: readonly (readonly [string, string])[] = [
    [labels.gross, props.gross],
    [labels.taken, props.taken],
  ]
  return (
    <div className="gap">
      {rows.map(([name, amount]) => (
        <div key={name} className={`row s${sizes.line}`}>
          <span className="grow">{name}</span>
          <span className="nowrap">{amount}</span>
        </div>
      ))}
      <div className="row rule b">
        <span className={`grow s${sizes.line}`}>{labels.net}</span>
        <span className={`nowrap s${sizes.net}`}>{props.net}</span>
      </div>
      {props.paid !== '' && <div className={`s${sizes.detail}`}>{labels.paid(props.paid)}</div>}
    </div>
  )
}

export interface PayslipGridProps {
  readonly slips: readonly PayslipProps[]
}

const slipsOnPage = 3
/** Lines of a slip that is cut from a sheet, in two columns; the rest is on the whole payslip. */
const gridLines = 28

/** Three payslips a page, to be cut apart: each with its lines in two columns and a place to sign. */
export function PayslipGrid(
  props: PayslipGridProps & { readonly paper: Paper; readonly labels: PrintTexts['payslip'] },
): ReactNode {
  const { paper, labels } = props
  const width = paper.widthMm - 2 * marginMm(paper)
  const pages = Math.ceil(props.slips.length / slipsOnPage)
  return Array.from({ length: pages }, (_, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="payslips">
      <div className="slip-grid">
        {props.slips.slice(page * slipsOnPage, (page + 1) * slipsOnPage).map((slip, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
          <SmallSlip key={index} slip={slip} labels={labels} width={width - 4} />
        ))}
      </div>
    </PrintPage>
  ))
}

function SmallSlip({
  slip,
  labels,
  width,
}: {
  readonly slip: PayslipProps
  readonly labels: PrintTexts['payslip']
  readonly width: number
}): ReactNode {
  const half = width / 2 - 2 * gapMm
  const shown = slip.lines.slice(0, slip.lines.length > gridLines ? gridLines - 1 : gridLines)
  const rest = slip.lines.length - shown.length
  const perColumn = Math.ceil((shown.length + (rest > 0 ? 1 : 0)) / 2)
  const columns = [shown.slice(0, perColumn), shown.slice(perColumn)]
  return (
    <div className="slip">
      <div className="row s10">
        <b className="nowrap s14">{slip.name}</b>
        <span className={`grow ${lineClasses(slip.hours, 40, 10)}`}>{slip.hours}</span>
        <span className="nowrap">{`${labels.title} ${slip.from} – ${slip.to}`}</span>
      </div>
      <div className="columns rule">
        {columns.map((lines, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
          <div key={column} className="grow">
            {lines.map((line, index) => {
              const text = line.detail === '' ? line.name : `${line.name} ${line.detail}`
              const amountMm = textWidthEm(line.amount) * 9 * ptMm
              const pt = fitLine(text, half - amountMm - gapMm, [9, 8, 7, 6])
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
                <div key={index} className="row hair h5">
                  <span className={`grow ${lineClasses(text, half - amountMm - gapMm, pt)}`}>{text}</span>
                  <b className="nowrap s9">{line.amount}</b>
                </div>
              )
            })}
            {column === 1 && rest > 0 && <div className="row h5 s9 b">{labels.moreLines(rest)}</div>}
          </div>
        ))}
      </div>
      <div className="row foot rule s10">
        <span className="nowrap">{`${labels.gross} ${slip.gross}`}</span>
        <span className="nowrap">{`${labels.taken} ${slip.taken}`}</span>
        <b className="nowrap s14">{`${labels.net} ${slip.net}`}</b>
        <span className="grow blank">{labels.signature}</span>
      </div>
    </div>
  )
}
