import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { type Currency, parseMoney } from '../../../shared/money.ts'
import type { LineInput } from '../../../shared/orders/contract.ts'
import { parsePieces } from '../../../shared/quantity.ts'

/** A line as it is being written: quantities and prices are texts until the order is saved. */
export interface DraftLine {
  readonly key: string
  /** Of a line that is saved already. */
  readonly id: number | null
  readonly sku: SkuLabel | null
  readonly title: string
  readonly attributes: string
  readonly quantity: string
  readonly price: string
  readonly wearer: string
  readonly customText: string
  readonly measurements: string
  readonly pictureHash: string
}

export const emptyLine = (): DraftLine => ({
  key: crypto.randomUUID(),
  id: null,
  sku: null,
  title: '',
  attributes: '',
  quantity: '1',
  price: '',
  wearer: '',
  customText: '',
  measurements: '',
  pictureHash: '',
})

/** A new line in which nothing stands that could be ordered: dropped when the order is saved. */
export function isBlank(line: DraftLine): boolean {
  const { id, sku, title, attributes, price, wearer, customText, measurements, pictureHash } = line
  const texts = [title, attributes, price, wearer, customText, measurements, pictureHash]
  return id === null && sku === null && texts.every((text) => text.trim() === '')
}

/** What keeps a line from being saved. */
export function lineProblem(line: DraftLine, currency: Currency): 'nameless' | 'quantity' | 'price' | null {
  if (line.sku === null && line.title.trim() === '') return 'nameless'
  if (!parsePieces(line.quantity)) return 'quantity'
  if (line.price.trim() !== '' && (parseMoney(line.price, currency) ?? -1) < 0) return 'price'
  return null
}

/** A line as it is sent; call it for lines without a problem. A line with a SKU and no name is named after it. */
export function toLineInput(line: DraftLine, currency: Currency): LineInput {
  const { id, sku, attributes, customText, wearer, measurements, pictureHash } = line
  return {
    id,
    title: line.title.trim() || (sku ? skuTitle(sku) : ''),
    attributes,
    skuId: sku?.id ?? null,
    quantity: parsePieces(line.quantity) ?? 1,
    unitPrice: line.price.trim() === '' ? null : parseMoney(line.price, currency),
    customText,
    wearer,
    measurements,
    pictureHash,
  }
}

export const skuTitle = (sku: SkuLabel): string =>
  [sku.styleName || sku.styleNumber, sku.colour, sku.size].filter(Boolean).join(' ')

/** Σ price × pieces of the lines that say both, in minor units, and Σ pieces. */
export function sumOf(lines: readonly DraftLine[], currency: Currency): { pieces: number; amount: number } {
  let pieces = 0
  let amount = 0
  for (const line of lines) {
    const count = isBlank(line) ? 0 : (parsePieces(line.quantity) ?? 0)
    pieces += count
    amount += count * (parseMoney(line.price, currency) ?? 0)
  }
  return { pieces, amount }
}
