import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { fitLine, fitText, textWidthEm } from '../fit.ts'
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
  /** The bundle's code for the bars, and as the QR code says it (`qrText`): a strip names its step, too. */
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
  const side = width - qrMm - 2
  const number = fitLine(
    String(ticket.bundleNumber),
    side * 0.45,
    large ? [36, 32, 28, 24, 20] : [24, 20, 18, 16],
  )
  // What the number leaves, less the flag's own margins.
  const left = side - textWidthEm(String(ticket.bundleNumber)) * number * ptMm - 7
  const size = fitLine(ticket.size, left, [...(large ? [20, 18] : []), 16, 14, 12, 10, 9, 8, 7, 6])
  const names = large ? [11, 10, 9, 8, 7] : [10, 9, 8, 7]
  const style = fitText(ticket.styleNo, side, 5, names)
  const colour = fitText(ticket.colour, side, 5, names)
  const steps = ticket.operations.map((name, index) => `${index + 1} ${name}`).join('　')
  return (
    <>
      <div className="row">
        <div className="grow">
          <div className="row">
            <b className={`nowrap s${number}`}>{ticket.bundleNumber}</b>
            <span className="grow" />
            <span className={`flag s${size}`}>{ticket.size}</span>
          </div>
          <div className={`line b s${style.pt}`}>{ticket.styleNo}</div>
          {ticket.strip === null ? (
            <div className={`line s${colour.pt}`}>{ticket.colour}</div>
          ) : (
            <div className={`line b s${fitText(ticket.strip, side, 5, [12, 11, 10, 9, 8, 7]).pt}`}>
              {ticket.strip}
            </div>
          )}
        </div>
        <QrCode text={ticket.qr} maxMm={qrMm} />
      </div>
      <div className="row">
        <span className="nowrap s9">{ticket.batchNumber}</span>
        {/* Never cut off with a long colour: two dye lots must not look alike. */}
        <b className="grow line s9">{ticket.dyeLot}</b>
        <b className="nowrap s12">{labels.pieces(ticket.pieces)}</b>
      </div>
      {large ? (
        <div className="clamp s9 c3">{steps}</div>
      ) : (
        ticket.strip === null && <div className="clamp s6 c2">{steps}</div>
      )}
      <div className="stack foot">
        <Barcode text={ticket.code} maxWidthMm={props.barsMm} heightMm={large ? 9 : 5} />
        <span className="b s8">{ticket.code}</span>
      </div>
    </>
  )
}
