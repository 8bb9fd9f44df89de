import type { ReactNode } from 'react'
import { isOneLine } from './fit.ts'
import { gapMm } from './print-css.ts'

/** One line of goods on any document. */
export interface PrintItem {
  readonly styleNo: string
  readonly name: string
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
  readonly quantity: number
  readonly location: string | null
  /** A URL the printing page can load, best a thumbnail. Never a data URI: it would be repeated on every page. */
  readonly photoUrl: string | null
}

export function totalQuantity(items: readonly Pick<PrintItem, 'quantity'>[]): number {
  return items.reduce((sum, item) => sum + item.quantity, 0)
}

interface GoodsLineProps {
  readonly item: PrintItem
  /** Room on the line besides the children, and the size of its type. */
  readonly widthMm: number
  readonly pt: number
  /** The quantity. */
  readonly children: ReactNode
}

/**
 * One line for an item. Style and name give way first, then the colour; size and quantity are never cut: a wrong
 * size is the commonest wrong parcel.
 */
export function GoodsLine({ item, widthMm, pt, children }: GoodsLineProps): ReactNode {
  const goods = `${item.styleNo} ${item.name}`
  const fits = isOneLine(goods + item.colour + item.size, widthMm - 3 * gapMm, pt)
  return (
    <>
      <span className={fits ? 'grow' : 'grow line'}>{goods}</span>
      <span className={fits ? 'nowrap' : 'line colour'}>{item.colour}</span>
      <span className="nowrap b">{item.size}</span>
      {children}
    </>
  )
}

interface PhotoProps {
  readonly url: string | null
  readonly sizeMm: 8 | 12 | 14 | 36
}

/** A costume's photo, or an empty frame of the same size, so that rows keep their height. */
export function Photo({ url, sizeMm }: PhotoProps): ReactNode {
  if (url === null) return <span className={`nophoto p${sizeMm}`} />
  return <img className={`photo p${sizeMm}`} src={url} alt="" />
}
