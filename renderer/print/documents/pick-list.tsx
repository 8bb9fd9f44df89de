import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { paginate } from '../fit.ts'
import { Photo, type PrintItem, totalQuantity } from '../items.tsx'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface PickListOrder {
  /** As packers know it: a box number of the wave or the tail of the order number. */
  readonly mark: string
  readonly quantity: number
}

export interface PickListRow extends PrintItem {
  readonly orders: readonly PickListOrder[]
}

export interface PickListProps {
  /** What the wave is called. */
  readonly wave: string
  readonly createdAt: string
  readonly rows: readonly PickListRow[]
  readonly orderCount: number
  readonly code?: string | null
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['pickList']
}

/** Orders named in one row before the rest is only counted: two lines of an A4 column. */
const namedOrders = 10

/** Everything one walk through the store fetches for many orders, in the order of the walk. */
export function PickList(props: PickListProps & Layout): ReactNode {
  const { paper, labels } = props
  const sorted = [...props.rows].sort(byPlace)
  const height = paper.heightMm - 2 * marginMm(paper)
  const perPage = Math.floor((height - 30) / 16)
  const pages = paginate(sorted, perPage, perPage)
  return pages.map((rows, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="picklist">
      <div className="row h16">
        <div className="grow">
          <div className="line b s16">{`${labels.title} ${props.wave}`}</div>
          <div className="line s10">
            {`${labels.totals(props.orderCount, sorted.length, totalQuantity(sorted))}　${props.createdAt}`}
          </div>
        </div>
        {props.code ? (
          <div className="stack">
            <Barcode text={props.code} maxWidthMm={70} heightMm={9} />
            <span className="s9">{props.code}</span>
          </div>
        ) : null}
      </div>
      <div className="row rule hair b s9 gap">
        <span className="col-tick" />
        <span className="col-place">{labels.location}</span>
        <span className="grow">{labels.goods}</span>
        <span className="col-qty end">{labels.quantity}</span>
        <span className="col-orders">{labels.orders}</span>
      </div>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
        <div key={index} className="row hair h16">
          <span className="tick" />
          <span className="col-place clamp c2 b s14">{row.location ?? labels.noLocation}</span>
          <Photo url={row.photoUrl} sizeMm={14} />
          <div className="grow">
            <div className="row b s12">
              <span className="line">{`${row.styleNo} ${row.colour}`}</span>
              <span className="nowrap">{row.size}</span>
            </div>
            <div className="line s9">{row.name}</div>
            <div className="line s8">{row.sellerCode}</div>
          </div>
          <span className="col-qty end b s20">{row.quantity}</span>
          <div className="col-orders clamp c3 s8">{orderMarks(row.orders, labels)}</div>
        </div>
      ))}
      <div className="row foot s9">
        <span className="grow" />
        <span className="nowrap b">{labels.page(page + 1, pages.length)}</span>
      </div>
    </PrintPage>
  ))
}

function orderMarks(orders: readonly PickListOrder[], labels: PrintTexts['pickList']): string {
  const named = orders
    .slice(0, namedOrders)
    .map(({ mark, quantity }) => (quantity > 1 ? `${mark}×${quantity}` : mark))
  const rest = orders.length > namedOrders ? ` ${labels.moreOrders(orders.length)}` : ''
  return named.join('　') + rest
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** By location (A2 before A10), goods without one last, then style and SKU. */
function byPlace(a: PickListRow, b: PickListRow): number {
  if ((a.location === null) !== (b.location === null)) return a.location === null ? 1 : -1
  return (
    collator.compare(a.location ?? '', b.location ?? '') ||
    collator.compare(a.styleNo, b.styleNo) ||
    collator.compare(a.sellerCode, b.sellerCode)
  )
}
