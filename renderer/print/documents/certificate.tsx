import type { ReactNode } from 'react'
import { fitText } from '../fit.ts'
import { Photo } from '../items.tsx'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'
import type { SheetTable } from './work-sheet.tsx'

export interface CertificateProps {
  readonly title: string
  readonly number: string
  readonly workshopName: string
  /** When it was given, as people write it. */
  readonly day: string
  /** Of the person; left out where the certificate shows none. */
  readonly photoUrl?: string | null
  /** What is certified. */
  readonly paragraphs: readonly string[]
  /** What it rests on, at most 14 rows; null: nothing but the words. */
  readonly table: SheetTable | null
  /** After the table. */
  readonly closing: string
  /** Who signs it, besides the seal. */
  readonly signatures: readonly string[]
}

const lineMm = 7
const titleMm = 26
const photoMm = 36
const endMm = 48
const closingMm = 24

/** Something that the workshop certifies with its seal: an income, a course that was passed. One page. */
export function Certificate(
  props: CertificateProps & { readonly paper: Paper; readonly labels: PrintTexts['certificate'] },
): ReactNode {
  const { paper, labels, table } = props
  const widthMm = paper.widthMm - 2 * marginMm(paper)
  const heightMm = paper.heightMm - 2 * marginMm(paper)
  const isBeside = props.photoUrl !== undefined
  const tableMm = table === null ? 0 : (table.rows.length + 1) * lineMm
  const bodyMm = Math.min(120, heightMm - titleMm - endMm - tableMm - closingMm)
  const body = props.paragraphs.join('\n')
  // Room to breathe: a certificate hangs on a wall or lies in a file, and is read by officials.
  const sizes = table === null ? [20, 18, 16, 14, 12, 11, 10, 9] : [14, 13, 12, 11, 10, 9, 8]
  const bodyWidthMm = isBeside ? widthMm - photoMm - 8 : widthMm
  return (
    <PrintPage kind="certificate">
      <div className="center b s32 certificate-title">{props.title}</div>
      <div className="end line s10">{props.number}</div>
      <div className="row certificate-body gap">
        <div className={`grow ${fitText(body, bodyWidthMm, bodyMm, sizes).classes}`}>{body}</div>
        {isBeside && <Photo url={props.photoUrl ?? null} sizeMm={photoMm} />}
      </div>
      {table !== null && (
        <div className="gap">
          <Cells cells={table.columns.map(({ title }) => title)} table={table} isHead />
          {table.rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
            <Cells key={index} cells={cells} table={table} />
          ))}
        </div>
      )}
      {props.closing !== '' && (
        <div className={`gap ${fitText(props.closing, widthMm, closingMm - 2, [12, 11, 10, 9, 8]).classes}`}>
          {props.closing}
        </div>
      )}
      <div className="foot">
        <div className="end line b s14">{props.workshopName}</div>
        <div className="end s12">{labels.seal}</div>
        <div className="end s12">{props.day}</div>
        <div className="row h14 s11">
          {props.signatures.map((name) => (
            <span key={name} className="grow blank">
              {name}
            </span>
          ))}
        </div>
      </div>
    </PrintPage>
  )
}

function Cells(props: {
  readonly cells: readonly string[]
  readonly table: SheetTable
  readonly isHead?: boolean
}): ReactNode {
  return (
    <div className={props.isHead ? 'row rule hair h7 b s10' : 'row hair h7 s11'}>
      {props.cells.map((cell, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
          key={index}
          className={props.table.columns[index]?.isFigure ? 'certificate-figure line end' : 'grow line'}
        >
          {cell}
        </span>
      ))}
    </div>
  )
}
