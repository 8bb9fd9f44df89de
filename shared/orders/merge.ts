import type { ParsedHead, ParsedLine, ParsedRecipient } from './files/types.ts'
import { lineKey, listingKey } from './matching.ts'
import { mergeRecipient, noRecipient } from './merge-recipient.ts'
import { type AfterSaleState, type OrderStatus, orderStatuses } from './platforms.ts'

export { noRecipient, sameRecipient } from './merge-recipient.ts'

/** Platform-owned facts of an order as the store has them. */
export interface KnownHead {
  readonly status: OrderStatus
  readonly platformStatus: string
  readonly afterSale: AfterSaleState
  readonly goodsAmount: number | null
  readonly postageAmount: number | null
  readonly discountAmount: number | null
  readonly paidAmount: number | null
  readonly refundAmount: number | null
  readonly buyerId: string
  readonly buyerNote: string
  readonly sellerNote: string
  readonly titles: string
  readonly invoiceTitle: string
  readonly statedPieces: number | null
  readonly createdAt: number | null
  readonly paidAt: number | null
  readonly promisedAt: number | null
  readonly platformShippedAt: number | null
  readonly completedAt: number | null
  readonly recipient: ParsedRecipient
  /** Export time of the newest file that set these. 0: none yet. */
  readonly asOf: number
}

/** An order before any file has said anything. */
export const emptyHead: KnownHead = {
  status: 'unknown',
  platformStatus: '',
  afterSale: 'none',
  goodsAmount: null,
  postageAmount: null,
  discountAmount: null,
  paidAmount: null,
  refundAmount: null,
  buyerId: '',
  buyerNote: '',
  sellerNote: '',
  titles: '',
  invoiceTitle: '',
  statedPieces: null,
  createdAt: null,
  paidAt: null,
  promisedAt: null,
  platformShippedAt: null,
  completedAt: null,
  recipient: noRecipient,
  asOf: 0,
}

export interface HeadMerge {
  /** The facts that change; empty where the file says nothing new. */
  readonly patch: Partial<KnownHead>
  /** The file was exported after all that was known: it may change line facts too. */
  readonly newer: boolean
  /** A later file takes the order back (shipped → paid): applied, and told to the user. */
  readonly backwards: boolean
}

type ScalarFact = Exclude<keyof KnownHead, 'recipient' | 'asOf' | 'status' | 'platformStatus'>

/**
 * Merges what a file says of an order into what is known. A later file overwrites what it says; an earlier
 * one only fills what nobody has said yet. Files of the same export time fill, and move a status forward.
 */
export function mergeHead(known: KnownHead, head: ParsedHead, exportedAt: number): HeadMerge {
  const said = saidFacts(head)
  const known0 = known.asOf === 0
  const forward = head.status !== undefined && isForward(known.status, head.status)
  const newer = known0 || exportedAt > known.asOf || (exportedAt === known.asOf && forward)
  const patch: { -readonly [K in keyof KnownHead]?: KnownHead[K] } = {}
  for (const [name, value] of Object.entries(said) as [ScalarFact, KnownHead[ScalarFact]][]) {
    const before = known[name]
    const empty = before === null || before === '' || (name === 'afterSale' && before === 'none')
    if (value !== before && (newer || empty) && !(empty && (value === null || value === '')))
      Object.assign(patch, { [name]: value })
  }
  let backwards = false
  if (head.status !== undefined && head.status !== 'unknown' && head.status !== known.status) {
    if (newer || known.status === 'unknown') {
      patch.status = head.status
      backwards = known.status !== 'unknown' && !forward
    }
  }
  const wordChanges = head.platformStatus !== undefined && head.platformStatus !== known.platformStatus
  if (wordChanges && (newer || known.platformStatus === '')) patch.platformStatus = head.platformStatus
  const recipient = mergeRecipient(known.recipient, head.recipient, newer)
  if (recipient) patch.recipient = recipient
  // Also where nothing changed: an older file must not bring back what this one has confirmed.
  const told = Object.keys(said).length > 0 || head.status !== undefined || head.recipient !== undefined
  if (newer && exportedAt !== known.asOf && (told || known0)) patch.asOf = exportedAt
  return { patch, newer, backwards }
}

function saidFacts(head: ParsedHead): Partial<Record<ScalarFact, KnownHead[ScalarFact]>> {
  const facts: Partial<Record<ScalarFact, KnownHead[ScalarFact] | undefined>> = {
    afterSale: head.afterSale,
    goodsAmount: head.goodsAmount,
    postageAmount: head.postageAmount,
    discountAmount: head.discountAmount,
    paidAmount: head.paidAmount,
    refundAmount: head.refundAmount,
    buyerId: head.buyerId,
    buyerNote: head.buyerNote,
    sellerNote: head.sellerNote,
    titles: head.titles,
    invoiceTitle: head.invoiceTitle,
    statedPieces: head.pieceCount,
    createdAt: head.createdAt,
    paidAt: head.paidAt,
    promisedAt: head.promisedAt,
    platformShippedAt: head.shippedAt,
    completedAt: head.completedAt,
  }
  for (const name of Object.keys(facts) as ScalarFact[]) if (facts[name] === undefined) delete facts[name]
  return facts as Partial<Record<ScalarFact, KnownHead[ScalarFact]>>
}

/** Forward is later in the platform's own course; anything is forward from "unknown". */
export function isForward(from: OrderStatus, to: OrderStatus): boolean {
  if (to === 'unknown' || from === to) return false
  return from === 'unknown' || orderStatuses.indexOf(to) > orderStatuses.indexOf(from)
}

/** Platform-owned facts of a line as the store has them. */
export interface KnownLine {
  readonly id: number
  readonly lineKey: string
  readonly title: string
  readonly attributes: string
  readonly sellerCode: string
  readonly listingId: string
  readonly listingSkuId: string
  readonly quantity: number
  readonly unitPrice: number | null
  readonly paidAmount: number | null
  readonly refundAmount: number | null
  readonly platformStatus: string
  readonly afterSale: AfterSaleState
}

export type LinePatch = { -readonly [K in keyof Omit<KnownLine, 'id'>]?: KnownLine[K] }

export interface LinesMerge {
  readonly added: readonly ParsedLine[]
  readonly updated: readonly { readonly id: number; readonly patch: LinePatch }[]
  readonly unchanged: number
}

/**
 * Merges a file's lines of one order into the known ones. Lines are never taken away: a file may carry
 * only some. A file with line ids adopts lines that came without; one without ids recognises the others.
 */
export function mergeLines(
  known: readonly KnownLine[],
  lines: readonly ParsedLine[],
  newer: boolean,
): LinesMerge {
  const byKey = new Map(known.map((line) => [line.lineKey, line]))
  const withoutId = new Map(
    known.filter((line) => line.lineKey.startsWith('at:')).map((line) => [line.lineKey, line]),
  )
  const added: ParsedLine[] = []
  const updated: { id: number; patch: LinePatch }[] = []
  let unchanged = 0
  for (const line of lines) {
    const key = lineKey(line)
    let match = byKey.get(key)
    let adopt: string | undefined
    if (!match && line.platformLineId !== null) {
      match = withoutId.get(listingKey(line))
      if (match) {
        withoutId.delete(match.lineKey)
        adopt = key
      }
    }
    if (!match && line.platformLineId === null) {
      const same = known.filter((candidate) => listingKey(candidate) === key)
      if (same.length > 1) {
        // Several ids of one listing, told by a file without ids: it only knows their sum.
        unchanged += 1
        continue
      }
      match = same[0]
    }
    if (!match) {
      added.push(line)
      continue
    }
    const patch = linePatch(match, line, newer)
    if (adopt !== undefined) patch.lineKey = adopt
    if (Object.keys(patch).length > 0) updated.push({ id: match.id, patch })
    else unchanged += 1
  }
  return { added, updated, unchanged }
}

function linePatch(known: KnownLine, line: ParsedLine, newer: boolean): LinePatch {
  const said: LinePatch = {
    title: line.title,
    attributes: line.attributes,
    sellerCode: line.sellerCode,
    listingId: line.listingId,
    listingSkuId: line.listingSkuId,
    quantity: line.quantity,
    ...(line.unitPrice !== null && { unitPrice: line.unitPrice }),
    ...(line.paidAmount !== null && { paidAmount: line.paidAmount }),
    ...(line.refundAmount !== null && { refundAmount: line.refundAmount }),
    ...(line.platformStatus !== undefined && { platformStatus: line.platformStatus }),
    ...(line.afterSale !== undefined && { afterSale: line.afterSale }),
  }
  const patch: LinePatch = {}
  for (const name of Object.keys(said) as (keyof LinePatch)[]) {
    const before = known[name]
    const empty = before === null || before === '' || (name === 'afterSale' && before === 'none')
    const value = said[name]
    if (value !== before && value !== '' && (newer || empty)) Object.assign(patch, { [name]: value })
  }
  return patch
}

export interface OrderMerge {
  readonly head: HeadMerge
  readonly lines: LinesMerge
  /** Facts that the file says otherwise and that stay, for a newer file has told them. */
  readonly overtaken: readonly string[]
}

/**
 * Merges all a file says of a known order. Head and lines keep their own age, so that the second file of a
 * pair exported together still counts; an after-sale state that lines tell is as old as the lines.
 */
export function mergeFacts(
  known: { readonly head: KnownHead; readonly lines: readonly KnownLine[]; readonly linesAsOf: number },
  parsed: { readonly head: ParsedHead; readonly lines: readonly ParsedLine[] },
  exportedAt: number,
): OrderMerge {
  const { afterSale, ...others } = parsed.head
  const linesTell = parsed.lines.some((line) => line.afterSale !== undefined)
  const said = linesTell ? others : parsed.head
  const head = mergeHead(known.head, said, exportedAt)
  const newer = exportedAt > known.linesAsOf || (exportedAt === known.linesAsOf && head.newer)
  const lines = mergeLines(known.lines, parsed.lines, newer)
  const overtaken: string[] = []
  if (exportedAt < known.head.asOf) {
    const alone = mergeHead({ ...known.head, asOf: exportedAt - 1 }, said, exportedAt).patch
    overtaken.push(...Object.keys(alone).filter((name) => name !== 'asOf' && !(name in head.patch)))
  }
  if (exportedAt < known.linesAsOf) {
    const alone = mergeLines(known.lines, parsed.lines, true)
    if (alone.updated.length > lines.updated.length) overtaken.push('lines')
  }
  if (!linesTell) return { head, lines, overtaken }
  const state = afterSale ?? afterSaleOfLines(parsed.lines)
  const before = known.head.afterSale
  if (state === undefined || state === before || (!newer && before !== 'none'))
    return { head, lines, overtaken }
  return { head: { ...head, patch: { ...head.patch, afterSale: state } }, lines, overtaken }
}

/** An order's after-sale state where only its lines tell: asked for on any line; refunded once all are. */
export function afterSaleOfLines(lines: readonly ParsedLine[]): AfterSaleState | undefined {
  const states = lines.map((line) => line.afterSale).filter((state) => state !== undefined)
  if (states.length === 0) return undefined
  if (states.includes('requested')) return 'requested'
  return states.every((state) => state === 'refunded') ? 'refunded' : 'none'
}
