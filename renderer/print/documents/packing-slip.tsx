import type { ReactNode } from 'react'
import type { BusinessDate } from '../../../shared/dates.ts'
import { Barcode } from '../barcode.tsx'
import { fitRows, fitText, paginate } from '../fit.ts'
import { GoodsLine, type PrintItem, totalQuantity } from '../items.tsx'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface PackingSlipProps {
  readonly shopName: string
  readonly orderNo: string
  readonly date: BusinessDate
  readonly recipientName: string
  readonly items: readonly PrintItem[]
  readonly remark?: string
  /** What the shop tells its buyers: washing, returns, thanks. */
  readonly message?: string
  /** Our order or return code, to find the order when the goods come back. */
  readonly code?: string | null
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['packingSlip']
}

/** As `.qty` is wide. */
const quantityMm = 9

/** Goes into the parcel. On labels a long list is cut with the number of kinds; on A4 it takes several pages. */
export function PackingSlip(props: PackingSlipProps & Layout): ReactNode {
  const { items, paper, labels } = props
  const large = paper.widthMm >= 140
  const width = paper.widthMm - 2 * marginMm(paper)
  const height = paper.heightMm - 2 * marginMm(paper)
  const noteText = labels.remark(props.remark ?? '')
  const note = props.remark ? fitText(noteText, width - 5, height * 0.12, [11, 9]) : null
  const message = props.message
    ? fitText(props.message, width, height * (large ? 0.15 : 0.11), [9, 8, 7])
    : null
  const above = (large ? 34 : 39) + (note === null ? 0 : note.heightMm + 3)
  const below = 6 + (message === null ? 0 : message.heightMm + 3)
  const roomMm = height - above - below
  const rowMm = large ? 7 : ([7, 6].find((mm) => items.length * mm <= roomMm) ?? 5)
  const size = large ? 10 : rowMm === 5 ? 8 : 9
  const fitting = large ? items.length : fitRows(items.length, rowMm, roomMm, 5)
  const perPage = Math.floor((height - above - 6) / rowMm)
  const pages = large ? paginate(items, perPage, Math.floor(roomMm / rowMm)) : [items.slice(0, fitting)]
  return pages.map((rows, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="packing">
      <div className="row h8">
        <span className="grow line b s14">{props.shopName}</span>
        <span className="nowrap b s14">{labels.title}</span>
      </div>
      <div className="line s10">{`${labels.order} ${props.orderNo}`}</div>
      <div className="row s10">
        <span className="grow line">{`${labels.recipient} ${props.recipientName}`}</span>
        <span className="nowrap">{props.date}</span>
      </div>
      {props.code ? (
        <div className={large ? 'row gap' : 'stack gap'}>
          <Barcode text={props.code} maxWidthMm={width - (large ? 40 : 0)} heightMm={large ? 9 : 10} />
          <span className="s9 b">{props.code}</span>
        </div>
      ) : null}
      {note === null ? null : (
        <div className="frame gap">
          <div className={`b ${note.classes}`}>{noteText}</div>
        </div>
      )}
      <div className="row hair b s9 gap">
        <span className="grow">{labels.goods}</span>
        <span className="nowrap">{labels.quantity}</span>
      </div>
      {rows.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
        <div key={index} className={`row hair h${rowMm} s${size}`}>
          <GoodsLine item={item} widthMm={width - quantityMm} pt={size}>
            <span className="nowrap b end qty">{item.quantity}</span>
          </GoodsLine>
        </div>
      ))}
      {fitting < items.length ? <div className="b s10">{labels.moreKinds(items.length)}</div> : null}
      <div className="foot">
        {message !== null && page === pages.length - 1 ? (
          <div className={message.classes}>{props.message}</div>
        ) : null}
        <div className="row rule b s9">
          <span className="grow">{labels.totals(items.length, totalQuantity(items))}</span>
          {pages.length > 1 ? <span className="nowrap">{labels.page(page + 1, pages.length)}</span> : null}
        </div>
      </div>
    </PrintPage>
  ))
}
