import type { Kysely } from 'kysely'
import type { RowProblem } from '../../../shared/orders/files/types.ts'
import { lineKey, matchKey } from '../../../shared/orders/matching.ts'
import { mergeFacts } from '../../../shared/orders/merge.ts'
import type { Database } from '../../schema.ts'
import { differsFromEdit, readEdits } from './edited-recipients.ts'
import { findByNumbers, linesOf, toKnownHead, toKnownLine } from './known-orders.ts'
import type { ImportTarget, PreparedSlice } from './prepared.ts'

export interface PreviewSample {
  readonly orderNumber: string
  readonly change: 'added' | 'updated' | 'unchanged' | 'overtaken'
  readonly pieces: number
  readonly titles: string
  /** Names of the facts that change; of one that was overtaken, those that stay as newer files said. */
  readonly changes: readonly string[]
}

/** Sums of a preview over all files of a batch; an order that two files carry counts once. */
export interface PreviewSums {
  readonly orders: Map<string, 'added' | 'updated' | 'unchanged'>
  /** Line keys of orders that no commit has written yet. */
  readonly newLines: Map<string, Set<string>>
  readonly lines: { added: number; updated: number; unchanged: number }
  readonly masked: Set<string>
  /** Orders of which a file says something else that newer files have settled. */
  readonly overtaken: Set<string>
  unmatchedLines: number
  addressDiffers: number
  readonly samples: PreviewSample[]
}

export function emptyPreview(): PreviewSums {
  return {
    orders: new Map(),
    newLines: new Map(),
    lines: { added: 0, updated: 0, unchanged: 0 },
    masked: new Set(),
    overtaken: new Set(),
    unmatchedLines: 0,
    addressDiffers: 0,
    samples: [],
  }
}

const sampleLimit = 200

/** Says what applying a slice would do, by the same merge rules. Writes nothing. Gives the problems found. */
export async function previewSlice(
  db: Kysely<Database>,
  target: ImportTarget,
  slice: PreparedSlice,
  sums: PreviewSums,
  isMatched: (line: { sellerCode: string; key: string }) => boolean,
): Promise<RowProblem[]> {
  const problems: RowProblem[] = [...slice.problems]
  const found = await findByNumbers(db, target.shop.platform, slice.numbers)
  const known = new Map(
    found.filter((row) => row.shop_id === target.shop.id).map((row) => [row.order_number, row]),
  )
  const elsewhere = new Set(
    found.filter((row) => row.shop_id !== target.shop.id).map((row) => row.order_number),
  )
  const edits = await readEdits(
    db,
    [...known.values()].map((row) => row.id),
  )
  const lines = await linesOf(
    db,
    [...known.values()].map((row) => row.id),
  )
  for (const { parsed } of slice.orders) {
    const number = parsed.orderNumber
    const row = known.get(number)
    if (!row && elsewhere.has(number)) {
      for (const source of parsed.rows)
        problems.push({ row: source, code: 'other-shop', column: null, value: number, kept: false })
      continue
    }
    if (parsed.head.recipient?.masked) sums.masked.add(number)
    for (const line of parsed.lines)
      if (!row && !isMatched({ sellerCode: line.sellerCode, key: matchKey(line) })) sums.unmatchedLines += 1
    const changes: string[] = []
    let change: 'added' | 'updated' | 'unchanged' = 'added'
    let shown: PreviewSample['change'] | undefined
    if (row) {
      const sales = (lines.get(row.id) ?? []).filter((line) => line.kind === 'sale')
      const {
        head,
        lines: merged,
        overtaken,
      } = mergeFacts(
        { head: toKnownHead(row), lines: sales.map(toKnownLine), linesAsOf: row.lines_as_of },
        parsed,
        target.exportedAt,
      )
      if (head.backwards)
        problems.push({
          row: parsed.rows[0] ?? 0,
          code: 'status-backwards',
          column: null,
          value: parsed.head.platformStatus ?? '',
          kept: true,
        })
      const edit = edits.get(row.id)
      const differs = edit && head.patch.recipient ? differsFromEdit(edit, head.patch.recipient) : false
      if (differs) sums.addressDiffers += 1
      // Her own address stands; that the platform's is another now is all that changes.
      const applies = (name: string) => name !== 'recipient' || !edit || differs
      changes.push(...Object.keys(head.patch).filter((name) => name !== 'asOf' && applies(name)))
      sums.lines.added += merged.added.length
      sums.lines.updated += merged.updated.length
      sums.lines.unchanged += merged.unchanged
      for (const line of merged.added)
        if (!isMatched({ sellerCode: line.sellerCode, key: matchKey(line) })) sums.unmatchedLines += 1
      if (merged.added.length > 0) changes.push('newLines')
      if (merged.updated.length > 0) changes.push('lines')
      const settled = overtaken.filter(applies)
      if (changes.length === 0 && settled.length > 0) {
        sums.overtaken.add(number)
        change = 'unchanged'
        shown = 'overtaken'
        changes.push(...settled)
      } else change = changes.length > 0 ? 'updated' : 'unchanged'
    } else {
      const keys = sums.newLines.get(number) ?? new Set()
      for (const line of parsed.lines) {
        const key = lineKey(line)
        if (!keys.has(key)) sums.lines.added += 1
        keys.add(key)
      }
      sums.newLines.set(number, keys)
    }
    const before = sums.orders.get(number)
    if (before === undefined || (before === 'unchanged' && change === 'updated'))
      sums.orders.set(number, change)
    if (before === undefined && sums.samples.length < sampleLimit)
      sums.samples.push({
        orderNumber: number,
        change: shown ?? change,
        pieces: parsed.lines.reduce((sum, line) => sum + line.quantity, 0) || (parsed.head.pieceCount ?? 0),
        titles: parsed.lines[0]?.title ?? parsed.head.titles ?? '',
        changes,
      })
  }
  return problems
}

/** Which listings of a shop are matched already: by alias or by one of our seller codes. */
export async function matchedListings(
  db: Kysely<Database>,
  shopId: number,
): Promise<(line: { sellerCode: string; key: string }) => boolean> {
  const aliases = await db
    .selectFrom('listing_alias')
    .select('match_key')
    .where('shop_id', '=', shopId)
    .execute()
  const codes = await db
    .selectFrom('sku')
    .select('seller_code')
    .where('seller_code', '<>', '')
    .where('archived_at', 'is', null)
    .execute()
  const keys = new Set(aliases.map((row) => row.match_key))
  const known = new Set(codes.map((row) => row.seller_code.toLowerCase()))
  return (line) => keys.has(line.key) || (line.sellerCode !== '' && known.has(line.sellerCode.toLowerCase()))
}
