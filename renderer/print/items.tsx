import type { ReactNode } from 'react'

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
  readonly children?: ReactNode
}

/**
 * One line for an item. Style and name give way first, then the colour; size and quantity are never cut: a wrong
 * size is the commonest wrong parcel.
 */
export function GoodsLine({ item, children }: GoodsLineProps): ReactNode {
  return (
    <>
      <span className="grow line">{`${item.styleNo} ${item.name}`}</span>
      <span className="line colour">{item.colour}</span>
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
