import type { ReactNode } from 'react'
import type { BusinessDate } from '../../../shared/dates.ts'
import { Barcode } from '../barcode.tsx'
import { fitLine, fitText, linesMm, paginate, textWidthEm } from '../fit.ts'
import { Photo, type PrintItem, totalQuantity } from '../items.tsx'
import { type Paper, ptMm } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface PickSlipProps {
  /** `encodeCode` of the pick slip: scanned at the packing table. */
  readonly code: string
  readonly orderNo: string
  readonly shopName: string
  /** Sets already exploded into the parts that are picked. */
  readonly items: readonly PrintItem[]
  readonly shipBy: BusinessDate | null
  readonly performanceDate?: BusinessDate | null
  readonly carrierName?: string | null
  readonly remark?: string
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['pickSlip']
}

/** Row heights with the photo that goes with them: large photos for few lines, none for many. */
const steps = [
  { rowMm: 18, photoMm: 14, location: 14, goods: 12, quantity: 20 },
  { rowMm: 14, photoMm: 12, location: 14, goods: 11, quantity: 20 },
  { rowMm: 12, photoMm: 8, location: 12, goods: 10, quantity: 16 },
  { rowMm: 9, photoMm: 8, location: 10, goods: 9, quantity: 14 },
  { rowMm: 6, photoMm: null, location: 10, goods: 9, quantity: 12 },
] as const

/** Of `.tick` and between the parts of a `.row`. */
const tickMm = 5.5
const gapMm = 2

/**
 * What to fetch for one order. A line left out would be a wrong parcel, so the list is never cut: it shrinks, and
 * beyond that goes on numbered further pages of their own.
 */
export function PickSlip(props: PickSlipProps & Layout): ReactNode {
  const { items, remark, paper, labels } = props
  const width = paper.widthMm - 2 * marginMm(paper)
  const height = paper.heightMm - 2 * marginMm(paper)
  const noteText = labels.remark(remark ?? '')
  const note = remark ? fitText(noteText, width - 5, height * 0.15, [12, 10, 9]) : null
  const roomMm = height - 9 - linesMm(1, 10) - 16 - (note === null ? 0 : note.heightMm + 3) - 8
  const narrow = paper.widthMm < 90
  const order = `${labels.order} ${props.orderNo}`
  const carrierMm = textWidthEm(props.carrierName ?? '') * 10 * ptMm
  const orderPt = fitLine(order, width - carrierMm - 2, [10, 9, 8, 7])
  const step = steps.find(({ rowMm }) => items.length * rowMm <= roomMm) ?? steps[steps.length - 1]!
  const perPage = Math.floor(roomMm / step.rowMm)
  const pages = paginate(items, perPage, perPage)
  return pages.map((rows, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="pick">
      <div className="row h8">
        <span className={`grow line b s${narrow ? 12 : 14}`}>{labels.title}</span>
        {props.performanceDate ? (
          <span className={`flag s${narrow ? 11 : 12}`}>{labels.show(props.performanceDate)}</span>
        ) : null}
        <span className={`nowrap b s${narrow ? 11 : 12}`}>
          {props.shipBy === null ? labels.noShipBy : labels.shipBy(props.shipBy)}
        </span>
      </div>
      <div className="row s10">
        <span className={`grow line s${orderPt}`}>{order}</span>
        {props.carrierName ? <span className="nowrap">{props.carrierName}</span> : null}
      </div>
      <div className="stack">
        <Barcode text={props.code} maxWidthMm={width} heightMm={11} />
        <span className="b s10">{props.code}</span>
      </div>
      {note === null ? null : (
        <div className="frame gap">
          <div className={`b ${note.classes}`}>{noteText}</div>
        </div>
      )}
      <div className="rule gap">
        {rows.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
          <div key={index} className={`row hair h${step.rowMm}`}>
            <span className="tick" />
            {step.photoMm === null ? null : <Photo url={item.photoUrl} sizeMm={step.photoMm} />}
            <PickedGoods item={item} step={step} noLocation={labels.noLocation} slipMm={width} />
            <span className={`nowrap b s${step.quantity}`}>{`×${item.quantity}`}</span>
          </div>
        ))}
      </div>
      <div className="row foot b s9">
        <span className="nowrap">{labels.totals(items.length, totalQuantity(items))}</span>
        <span className="grow line end">{props.shopName}</span>
        {pages.length > 1 ? <span className="flag">{labels.page(page + 1, pages.length)}</span> : null}
      </div>
    </PrintPage>
  ))
}

interface PickedGoodsProps {
  readonly item: PrintItem
  readonly step: (typeof steps)[number]
  readonly noLocation: string
  /** Width of the whole row. */
  readonly slipMm: number
}

/** Where it lies, which style and size; below, the colour: smaller or on two lines, never cut, for whites differ. */
function PickedGoods({ item, step, noLocation, slipMm }: PickedGoodsProps): ReactNode {
  const place = item.location ?? noLocation
  const quantityMm = textWidthEm(`×${item.quantity}`) * step.quantity * ptMm
  if (step.photoMm === null) {
    const taken = textWidthEm(place) * step.location * ptMm + textWidthEm(item.size) * step.goods * ptMm
    const goods = `${item.styleNo} ${item.colour}`
    const pt = fitLine(goods, slipMm - tickMm - quantityMm - taken - 4 * gapMm, [step.goods, 8, 7, 6, 5])
    return (
      <>
        <span className={`nowrap b s${step.location}`}>{place}</span>
        <span className={`grow line s${pt}`}>{goods}</span>
        <span className={`nowrap b s${step.goods}`}>{item.size}</span>
      </>
    )
  }
  const goodsMm = slipMm - tickMm - step.photoMm - quantityMm - 3 * gapMm
  const nameMm = step.photoMm === 14 ? linesMm(1, 8) : 0
  const colourMm = step.rowMm - 1 - linesMm(1, step.location) - nameMm
  const colour = fitText(item.colour, goodsMm, colourMm, [step.goods, 10, 9, 8, 7, 6])
  return (
    <div className="grow">
      <div className="row">
        <span className={`nowrap b s${step.location}`}>{place}</span>
        <span className="grow line s8">{step.photoMm === 14 ? '' : item.styleNo}</span>
        <span className={`nowrap b s${step.goods}`}>{item.size}</span>
      </div>
      {step.photoMm === 14 ? <div className="line s8">{`${item.styleNo} ${item.name}`}</div> : null}
      <div className={`b ${colour.classes}`}>{item.colour}</div>
    </div>
  )
}
