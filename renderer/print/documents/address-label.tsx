import type { ReactNode } from 'react'
import type { BusinessDate } from '../../../shared/dates.ts'
import { looksMasked } from '../../../shared/shipping/masks.ts'
import { Barcode } from '../barcode.tsx'
import { countLines, fitRows, fitText, lineClasses, linesMm, textWidthEm } from '../fit.ts'
import { GoodsLine, type PrintItem, totalQuantity } from '../items.tsx'
import { type Paper, ptMm } from '../paper.ts'
import { gapMm, marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface Party {
  readonly name: string
  readonly phone: string
  readonly address: string
}

export interface AddressLabelProps {
  readonly recipient: Party
  readonly sender: Party
  readonly items: readonly PrintItem[]
  readonly orderNo: string
  readonly remark?: string
  readonly performanceDate?: BusinessDate | null
  /** Null while the courier is not chosen. */
  readonly carrierName?: string | null
  readonly tracking?: string | null
  /** Our own parcel code; its bars stand on the label only while no tracking number is known. */
  readonly parcelCode?: string | null
  /** This parcel of the several of an order. */
  readonly part?: { readonly index: number; readonly count: number } | null
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['addressLabel']
}

/** Below 14 pt only where a very long address would otherwise be cut: a cut address reaches nobody. */
const addressSizes = [18, 16, 14, 12, 10, 8, 7]
/** A label of 180 mm has the room to be read from where the parcels are sorted. */
const tallFromMm = 170
const markMm = 9
/** What a framed remark takes besides its text. */
const frameMm = 3.5

/**
 * A plain address label, printed when no platform tool makes the waybill. Only one bar code stands on it: a
 * courier's scanner takes whichever it sees first. A recipient hidden by the platform gives a notice instead.
 */
export function AddressLabel(props: AddressLabelProps & Layout): ReactNode {
  const { recipient, sender, items, remark, tracking, parcelCode, part, paper, labels } = props
  if ([recipient.name, recipient.phone, recipient.address].some(looksMasked))
    return <HiddenLabel {...props} />
  const width = paper.widthMm - 2 * marginMm(paper)
  const height = paper.heightMm - 2 * marginMm(paper)
  const code = tracking ?? parcelCode ?? null
  const tall = paper.heightMm >= tallFromMm
  const barsMm = code === null ? 0 : tall ? 26 : paper.widthMm >= 90 ? 18 : 15
  const senderText = `${sender.name} ${sender.phone} ${sender.address}`
  const from = fitText(senderText, width - markMm, tall ? 12 : 8, tall ? [11, 10, 9, 8] : [8, 7])
  const codeMm = code === null ? 0 : barsMm + linesMm(1, tall ? 18 : 14) + 2
  const free = height - 10 - codeMm - from.heightMm - linesMm(1, 8) - 8
  const itemMm = linesMm(1, 9)
  const who = oneOrTwoLines(recipient, width - markMm)
  const name = fitText(who, width - markMm, free * 0.35, [...(tall ? [28, 24] : []), 20, 18, 16, 14, 12, 10])
  // The address takes what it needs before remark and goods, which are on the packing and pick slips as well.
  const leastBelow = (tall ? Math.min(items.length, 6) : 2) * itemMm + (remark ? linesMm(2, 9) + frameMm : 0)
  const address = fitText(recipient.address, width - markMm, free - name.heightMm - leastBelow, [
    ...(tall ? [28, 24, 20] : []),
    ...addressSizes,
  ])
  const below = free - name.heightMm - address.heightMm
  const noteText = labels.remark(remark ?? '')
  const note = remark
    ? fitText(noteText, width - 5, Math.min(below - 2 * itemMm - frameMm, free * 0.3), [
        ...(tall ? [16, 14] : []),
        12,
        10,
        9,
      ])
    : null
  const goodsMm = below - (note === null ? 0 : note.heightMm + frameMm)
  const goodsPt = tall ? goodsSize(items, width, goodsMm) : 9
  const rows = fitRows(items.length, linesMm(1, goodsPt), goodsMm, itemMm)
  const carrier = props.carrierName ?? labels.carrierUnknown
  const order = `${labels.order} ${props.orderNo}`
  const ownCode = tracking && parcelCode ? parcelCode : ''
  const totals = labels.totals(items.length, totalQuantity(items))
  const orderMm = width - textWidthEm(ownCode + totals) * 8 * ptMm - 2 * gapMm
  const narrow = paper.widthMm < 90
  const head = fitText(carrier, width - (props.performanceDate ? (narrow ? 36 : 44) : 0), 10, [
    ...(tall ? [20] : []),
    16,
    14,
    12,
    10,
    9,
    8,
  ])
  return (
    <PrintPage kind="address">
      <div className="row h10">
        <div className={`grow b ${head.classes}`}>{carrier}</div>
        {props.performanceDate ? (
          <span className={`flag s${narrow ? 12 : 14}`}>{labels.show(props.performanceDate)}</span>
        ) : null}
      </div>
      {code === null ? null : (
        <div className="stack">
          <Barcode text={code} maxWidthMm={width} heightMm={barsMm} />
          <div className={`b tracking s${tall ? 18 : 14}`}>{tracking ? grouped(code) : code}</div>
        </div>
      )}
      <div className="row rule to gap">
        <div className="side">
          <div className="mark s14">{labels.to}</div>
          {part && part.count > 1 ? (
            <div className="b s9 gap">
              {part.index}/<wbr />
              {part.count}
              <div className="s6">{labels.part}</div>
            </div>
          ) : null}
        </div>
        <div className="grow">
          <div className={`b ${name.classes} name`}>{who}</div>
          <div className={`b ${address.classes} address`}>{recipient.address}</div>
        </div>
      </div>
      <div className="row rule gap">
        <span className="mark s8">{labels.from}</span>
        <div className={`grow ${from.classes}`}>{senderText}</div>
      </div>
      {note === null ? null : (
        <div className="frame gap">
          <div className={`b ${note.classes}`}>{noteText}</div>
        </div>
      )}
      <div className="rule gap items">
        {items.slice(0, rows).map((item, index) => {
          const quantity = `×${item.quantity}`
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
            <div key={index} className={`row s${goodsPt}`}>
              <GoodsLine item={item} widthMm={width - textWidthEm(quantity) * goodsPt * ptMm} pt={goodsPt}>
                <span className="nowrap b">{quantity}</span>
              </GoodsLine>
            </div>
          )
        })}
        {rows < items.length ? <div className="s9 b">{labels.moreKinds(items.length)}</div> : null}
      </div>
      <div className="row foot s8">
        <span className={`grow ${lineClasses(order, orderMm, 8)}`}>{order}</span>
        {ownCode === '' ? null : <span className="nowrap">{ownCode}</span>}
        <span className="nowrap">{totals}</span>
      </div>
    </PrintPage>
  )
}

/** The largest size at which every line of goods fits below the others, with its colour and size whole. */
function goodsSize(items: readonly PrintItem[], widthMm: number, heightMm: number): number {
  const widest = Math.max(
    0,
    ...items.map((item) => textWidthEm(`${item.styleNo}　${item.colour}　${item.size}　×${item.quantity}`)),
  )
  const fitting = [16, 14, 12, 11, 10].find(
    (pt) => widest * pt * ptMm <= widthMm && items.length * linesMm(1, pt) <= heightMm,
  )
  return fitting ?? 9
}

/** Says what to do instead, and which parcel it is; shows nothing that could pass for an address. */
function HiddenLabel({
  orderNo,
  parcelCode,
  carrierName,
  tracking,
  paper,
  labels,
}: AddressLabelProps & Layout) {
  const width = paper.widthMm - 2 * marginMm(paper)
  const code = parcelCode ?? tracking ?? null
  return (
    <PrintPage kind="address">
      <div className="frame hidden">
        <div className="clamp b s20 c4">{labels.hiddenTitle}</div>
        <div className="clamp s14 c6 gap">{labels.hiddenText}</div>
      </div>
      <div className="clamp s12 c3 gap">{`${labels.order} ${orderNo}`}</div>
      {carrierName ? <div className="line s12">{`${carrierName} ${tracking ?? ''}`}</div> : null}
      {code === null ? null : (
        <div className="stack foot">
          <Barcode text={code} maxWidthMm={width} heightMm={15} />
          <div className="b s14">{code}</div>
        </div>
      )}
    </PrintPage>
  )
}

/** Name and phone side by side where both fit large, else below each other: a phone is never broken. */
function oneOrTwoLines({ name, phone }: Party, widthMm: number): string {
  // Mobile numbers are read out and dialled in threes and fours; the spaces must not break.
  const spaced = phone.replace(/^(1\d{2})(\d{4})(\d{4})(?=$|-)/, '$1\u00a0$2\u00a0$3')
  const line = `${name}　${spaced}`
  return countLines(line, widthMm, 18) === 1 ? line : `${name}\n${spaced}`
}

/** Letters, then digits in fours from the left, as couriers print them; no digit alone at the end. */
function grouped(tracking: string): string {
  return tracking.replace(/^([A-Z]+)(?=\d)/, '$1 ').replace(/(\d{4})(?=\d{2})/g, '$1 ')
}
