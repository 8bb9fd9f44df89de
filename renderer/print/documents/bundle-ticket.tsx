import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { fitLine, fitText, isOneLine, lineClasses, linesMm, textWidthEm } from '../fit.ts'
import { type Paper, ptMm } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import { QrCode } from '../qr-code.tsx'
import type { PrintTexts } from '../texts.ts'

export interface Ticket {
  readonly batchNumber: string
  readonly bundleNumber: number
  readonly styleNo: string
  readonly colour: string
  readonly size: string
  readonly dyeLot: string
  readonly pieces: number
  /** Names of the operations that are recorded, in their order. */
  readonly operations: readonly string[]
  /** A strip to be torn off by who does this step, with its rate where it is shown; null: the ticket itself. */
  readonly strip: string | null
  /** The bundle's code for the bars, and as the QR code says it (`qrText`): a strip names its step, too, and has no bars. */
  readonly code: string
  readonly qr: string
}

export interface BundleTicketProps {
  /** One for a label; as many as `ticketsOn` for a sheet. */
  readonly tickets: readonly Ticket[]
}

const columns = 3
const rows = 7

/** How many tickets a page of a paper takes: a sheet is a grid to be cut along its lines. */
export function ticketsOn(paper: Paper): number {
  return paper.widthMm >= 140 ? columns * rows : 1
}

/** Bundle tickets 菲票: the bundle's number to be read from the far side of the table, and two codes to scan. */
export function BundleTicket(
  props: BundleTicketProps & { readonly paper: Paper; readonly labels: PrintTexts['bundleTicket'] },
): ReactNode {
  const { paper, labels } = props
  const margin = marginMm(paper)
  const [first] = props.tickets
  if (ticketsOn(paper) === 1)
    return (
      <PrintPage kind="ticket">
        {first && (
          <TicketBody
            ticket={first}
            width={paper.widthMm - 2 * margin}
            height={paper.heightMm - 2 * margin}
            barsMm={paper.widthMm - 1}
            labels={labels}
          />
        )}
      </PrintPage>
    )
  return (
    <PrintPage kind="ticket">
      <div className="ticket-grid">
        {props.tickets.map((ticket) => (
          <div key={ticket.qr} className="ticket">
            <TicketBody
              ticket={ticket}
              width={(paper.widthMm - 2 * margin) / columns - 3}
              height={(paper.heightMm - 2 * margin) / rows - 3}
              barsMm={(paper.widthMm - 2 * margin) / columns - 3}
              labels={labels}
            />
          </div>
        ))}
      </div>
    </PrintPage>
  )
}

/** Space between the batch's number, the dye lot and the pieces on one row, in millimetres. */
const rowGaps = 4

function TicketBody(props: {
  readonly ticket: Ticket
  readonly width: number
  readonly height: number
  readonly barsMm: number
  readonly labels: PrintTexts['bundleTicket']
}): ReactNode {
  const { ticket, width, height, labels } = props
  const large = height >= 45
  const qrMm = large ? 20 : 15
  // A strip has no bars: they say the bundle alone, and a scanner that read them would take another step for the strip's.
  const bars = ticket.strip !== null ? 0 : large ? 9 : 5
  const side = width - qrMm - 2
  const numberText = String(ticket.bundleNumber)
  const number = fitLine(numberText, side * 0.45, large ? [36, 32, 28, 24, 20] : [24, 20, 18, 16])
  // What the number leaves, less the flag's own margins.
  const left = side - textWidthEm(numberText) * number * ptMm - 7
  const size = fitLine(ticket.size, left, [...(large ? [20, 18] : []), 16, 14, 12, 10, 9, 8, 7, 6])
  const names = large ? [11, 10, 9, 8, 7] : [9, 8, 7]
  const style = fitLine(ticket.styleNo, side, names)
  const second = ticket.strip ?? ticket.colour
  const secondLine = fitLine(second, side, ticket.strip === null ? names : [11, 10, 9, 8, 7])
  const pieces = labels.pieces(ticket.pieces)
  // Never cut off: two dye lots must not look alike. What does not fit beside the pieces gets a row of its own.
  const beside = width - (textWidthEm(ticket.batchNumber) * 9 + textWidthEm(pieces) * 12) * ptMm - rowGaps
  const lotPt = [9, 8, 7].find((pt) => textWidthEm(ticket.dyeLot) * pt * ptMm <= beside) ?? 0
  const ownPt = lotPt === 0 ? fitLine(ticket.dyeLot, width, [9, 8, 7, 6, 5]) : 0
  const used =
    Math.max(qrMm, number * ptMm + linesMm(1, style) + linesMm(1, secondLine)) +
    linesMm(1, 12) +
    (ownPt === 0 ? 0 : linesMm(1, ownPt)) +
    bars +
    linesMm(1, 8)
  const below =
    ticket.strip === null
      ? // A step stays whole: breaks only stand between steps.
        ticket.operations
          .map((name, index) => `${index + 1}\u00a0${name.replaceAll(' ', '\u00a0')}`)
          .join('　')
      : ticket.colour
  const rest = fitText(below, width, Math.max(0, height - used), large ? [9, 8, 7, 6] : [8, 7, 6, 5])
  return (
    <>
      <div className="row">
        <div className="grow">
          <div className="row">
            <b className={`nowrap tight s${number}`}>{ticket.bundleNumber}</b>
            <span className="grow" />
            <span className={`flag tight s${size}`}>{ticket.size}</span>
          </div>
          <div className={`b ${lineClasses(ticket.styleNo, side, style)}`}>{ticket.styleNo}</div>
          <div className={`${ticket.strip === null ? '' : 'b '}${lineClasses(second, side, secondLine)}`}>
            {second}
          </div>
        </div>
        <QrCode text={ticket.qr} maxMm={qrMm} />
      </div>
      <div className="row">
        <span className="nowrap s9">{ticket.batchNumber}</span>
        <b className={`grow s${lotPt || 9}`}>{lotPt === 0 ? '' : ticket.dyeLot}</b>
        <b className="nowrap s12">{pieces}</b>
      </div>
      {ownPt > 0 && <b className={lineClasses(ticket.dyeLot, width, ownPt)}>{ticket.dyeLot}</b>}
      {height - used >= linesMm(1, rest.pt) && (
        // Whole steps may take more lines than were counted.
        <div
          className={
            isOneLine(below, width, rest.pt) ? rest.classes : `whole clamp c${rest.lines} s${rest.pt}`
          }
        >
          {below}
        </div>
      )}
      <div className="stack foot">
        {ticket.strip === null && <Barcode text={ticket.code} maxWidthMm={props.barsMm} heightMm={bars} />}
        <span className="b s8">{ticket.strip === null ? ticket.code : ticket.qr}</span>
      </div>
    </>
  )
}
