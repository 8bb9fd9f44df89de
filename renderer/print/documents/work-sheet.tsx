import type { ReactNode } from 'react'
import { fitText, textWidthEm } from '../fit.ts'
import { Photo } from '../items.tsx'
import { type Paper, ptMm } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import { QrCode } from '../qr-code.tsx'
import type { PrintTexts } from '../texts.ts'

export interface SheetTable {
  readonly title: string
  /** Columns of figures are set to the right. */
  readonly columns: readonly { readonly title: string; readonly isFigure: boolean }[]
  readonly rows: readonly (readonly string[])[]
}

export interface WorkSheetProps {
  readonly title: string
  readonly number: string
  readonly workshopName: string
  readonly styleNo: string
  readonly styleName: string
  /** Left out where the sheet is of no costume. */
  readonly photoUrl?: string | null
  /** What stands beside the photo: due date, partner, price. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly tables: readonly SheetTable[]
  readonly note: string
  /** In the QR code at the head; null: none. */
  readonly code: string | null
  /** Who signs it. */
  readonly signatures: readonly string[]
}

type Line =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'head' | 'row'; readonly cells: readonly string[]; readonly table: SheetTable }

const lineMm = 7
const nameMm = 34
const headMm = 42
const nextHeadMm = 12
const footMm = 8
const photoMm = 36
const codeMm = 34
const gapMm = 4
const factPt = 11

/** What is to be made, of what and how: the sheet that hangs over the work, or goes out with it. */
export function WorkSheet(
  props: WorkSheetProps & { readonly paper: Paper; readonly labels: PrintTexts['workSheet'] },
): ReactNode {
  const { paper, labels } = props
  const height = paper.heightMm - 2 * marginMm(paper) - footMm
  const endMm = (props.note === '' ? 0 : 16) + (props.signatures.length > 0 ? 16 : 0)
  const lines = props.tables.flatMap(linesOf)
  const pages = pagesOf(
    lines,
    Math.floor((height - headMm) / lineMm),
    Math.floor((height - nextHeadMm) / lineMm),
    Math.ceil(endMm / lineMm),
  )
  return pages.map((rows, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="worksheet">
      {page === 0 ? (
        <Head {...props} />
      ) : (
        <div className="line b s12">{`${props.title} ${props.number}`}</div>
      )}
      {rows.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
        <SheetLine key={index} line={line} />
      ))}
      {page === pages.length - 1 && props.note !== '' && (
        <div className="clamp c3 s10 gap">{labels.note(props.note)}</div>
      )}
      {page === pages.length - 1 && props.signatures.length > 0 && (
        <div className="row h14 s11">
          {props.signatures.map((name) => (
            <span key={name} className="grow blank">
              {name}
            </span>
          ))}
        </div>
      )}
      <div className="row foot s9">
        <span className="grow">{props.workshopName}</span>
        <span className="nowrap b">{labels.page(page + 1, pages.length)}</span>
      </div>
    </PrintPage>
  ))
}

function linesOf(table: SheetTable): Line[] {
  if (table.rows.length === 0) return []
  const head = { kind: 'head' as const, cells: table.columns.map(({ title }) => title), table }
  return [
    { kind: 'title', text: table.title },
    head,
    ...table.rows.map((cells) => ({ kind: 'row' as const, cells, table })),
  ]
}

/** Lines by page; a table that goes on begins with its head again, and the last page keeps room for its end. */
function pagesOf(lines: readonly Line[], onFirst: number, onNext: number, end: number): Line[][] {
  const pages: Line[][] = [[]]
  for (const [index, line] of lines.entries()) {
    const room = pages.length === 1 ? onFirst : onNext
    const page = pages.at(-1)!
    // A title and a head are nothing without the row after them.
    const needs = line.kind === 'title' ? 3 : line.kind === 'head' ? 2 : 1
    if (page.length + needs <= room) {
      page.push(line)
      continue
    }
    const before = lines[index - 1]
    pages.push(
      line.kind === 'row' && before?.kind === 'row'
        ? [{ kind: 'head', cells: line.table.columns.map(({ title }) => title), table: line.table }, line]
        : [line],
    )
  }
  const last = pages.length === 1 ? onFirst : onNext
  if (pages.at(-1)!.length + end > last) pages.push([])
  return pages
}

function Head(props: WorkSheetProps & { readonly paper: Paper }): ReactNode {
  const besideMm = (props.photoUrl === undefined ? 0 : photoMm) + (props.code === null ? 0 : codeMm)
  // Two stand beside each other.
  const factMm = (props.paper.widthMm - 2 * marginMm(props.paper) - besideMm - gapMm * 3) / 2
  return (
    <div className="row sheet-head">
      {props.photoUrl !== undefined && <Photo url={props.photoUrl} sizeMm={photoMm} />}
      <div className="grow">
        <div className="line b s18">{`${props.title} ${props.number}`}</div>
        <div className="line b s14">{`${props.styleNo} ${props.styleName}`}</div>
        <div className={`sheet-facts s${factPt}`}>
          {props.facts.map(([name, value]) => (
            <span
              key={name}
              // A fingerprint is compared to its end, and a batch may be made for several orders.
              className={
                textWidthEm(`${name} ${value}`) * factPt * ptMm > factMm ? 'sheet-long clamp c3' : 'line'
              }
            >
              {`${name} `}
              <b>{value}</b>
            </span>
          ))}
        </div>
      </div>
      {props.code === null ? null : <QrCode text={props.code} maxMm={codeMm} />}
    </div>
  )
}

function SheetLine({ line }: { readonly line: Line }): ReactNode {
  if (line.kind === 'title') return <div className="row h7 b s12">{line.text}</div>
  const isHead = line.kind === 'head'
  // A grid of sizes: the colour is read whole, whatever the number of sizes.
  const isWide = line.table.columns.length > 6
  return (
    <div className={isHead ? 'row rule hair h7 b s9' : 'row hair h7 s11'}>
      {line.cells.map((cell, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
          key={index}
          className={
            line.table.columns[index]?.isFigure
              ? `sheet-figure line end${isWide ? ' s9' : ''}`
              : isWide
                ? `sheet-name clamp c2 s${fitText(cell, nameMm, lineMm, [10, 9, 8, 7, 6]).pt}`
                : 'grow line'
          }
        >
          {cell}
        </span>
      ))}
    </div>
  )
}
