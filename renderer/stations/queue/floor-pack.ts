import { decodeCode, looksPrinted } from '../../../shared/barcode.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { RecordInput, ScannedBundle } from '../../../shared/production/work-contract.ts'
import type { FloorPack } from '../../../shared/stations/pack.ts'
import { keptStore, waitingCalls } from './kept-store.ts'

let pack: FloorPack | null = null

/** What this device carries for the time without a link; null before the first one came. */
export async function carriedPack(): Promise<FloorPack | null> {
  pack ??= (await (await keptStore()).get('pack', 'floor')) ?? null
  return pack
}

export async function carryPack(next: FloorPack): Promise<void> {
  pack = next
  await (await keptStore()).put('pack', next, 'floor')
}

/** How long a change of what is carried may be lost with the battery, in milliseconds: the next pack has it anyway. */
const writtenWithin = 5000
let writing: ReturnType<typeof setTimeout> | undefined

/** The host took a record: what is carried says so until the next pack comes. */
export async function recordTaken(record: RecordInput): Promise<void> {
  const carried = await carriedPack()
  if (carried === null) return
  const bundles = carried.bundles.map((one) =>
    one.id === record.bundleId ? withRecords(one, [record]) : one,
  )
  pack = { ...carried, bundles }
  clearTimeout(writing)
  writing = setTimeout(() => void carryPack(pack!).catch(() => {}), writtenWithin)
}

type Scanned =
  | { readonly kind: 'bundle'; readonly bundle: ScannedBundle; readonly operationId: number | null }
  | { readonly kind: 'worker'; readonly worker: { readonly id: number; readonly name: string } }

/**
 * What a scan means by what this device carries, with what waits on it taken into account. By the same rules as the host's
 * (db/production/scan.ts); raises code-unknown, code-foreign, code-old-epoch. Null where nothing is carried yet.
 */
export async function scanCarried(text: string): Promise<Scanned | null> {
  const carried = await carriedPack()
  if (carried === null) return null
  const { stamp, bundles, workers } = carried
  const read = decodeCode(text, stamp.mark)
  const code = read?.site && read.site !== stamp.site ? null : read
  if (code && code.epoch > stamp.epoch) throw new YifangError('code-old-epoch', { code: text })
  if (code?.kind === 'bundle') {
    const bundle = bundles.find(({ id }) => id === code.id)
    if (bundle)
      return { kind: 'bundle', bundle: await bundleWithWaiting(bundle), operationId: code.operationId }
    // Cut since, or over: this device cannot tell.
    throw new YifangError('ticket-not-carried', { code: text.slice(0, 60) })
  }
  const typed = /^(\d{6}-\d{1,5})[\s#/.]+(\d{1,6})$/.exec(text.normalize('NFKC').trim())
  const numbered =
    typed && bundles.find((one) => one.batchNumber === typed[1] && one.bundleNumber === Number(typed[2]))
  if (numbered) return { kind: 'bundle', bundle: await bundleWithWaiting(numbered), operationId: null }
  const word = text.normalize('NFKC').trim()
  const named =
    code?.kind === 'worker'
      ? workers.filter(({ id }) => id === code.id)
      : workers.filter(({ name, initials }) => name === word || initials === word.toLowerCase())
  if (named.length === 1) return { kind: 'worker', worker: { id: named[0]!.id, name: named[0]!.name } }
  throw new YifangError(looksPrinted(text) && code === null ? 'code-foreign' : 'code-unknown', {
    code: text.slice(0, 60),
  })
}

/** The SKU of a scanned or typed text, as `findSku` of the host finds it; null for none. */
export async function skuCarried(text: string): Promise<SkuLabel | null> {
  const carried = await carriedPack()
  if (carried === null) return null
  const typed = text.normalize('NFKC').trim()
  const code = decodeCode(typed, carried.stamp.mark)
  const { skus } = carried
  if (code) return code.kind === 'sku' ? (skus.find(({ id }) => id === code.id) ?? null) : null
  if (typed === '') return null
  return (
    skus.find(({ barcode }) => barcode === typed) ??
    skus.find(({ sellerCode }) => sellerCode === typed) ??
    null
  )
}

/** A ticket as it will be once all that waits here is written. */
export async function bundleWithWaiting(bundle: ScannedBundle): Promise<ScannedBundle> {
  const records = (await waitingCalls())
    .filter(({ name }) => name === 'production.work.record')
    .map(({ input }) => input as RecordInput)
    .filter((input) => input.bundleId === bundle.id)
  return withRecords(bundle, records)
}

function withRecords(bundle: ScannedBundle, records: readonly RecordInput[]): ScannedBundle {
  if (records.length === 0) return bundle
  const nameOf = (id: number) => pack?.workers.find((worker) => worker.id === id)?.name ?? ''
  return {
    ...bundle,
    steps: bundle.steps.map((step) => {
      const here = records.filter(({ operationId }) => operationId === step.operationId)
      const sum = (what: 'good' | 'scrap') => here.reduce((all, one) => all + one[what], 0)
      return {
        ...step,
        remaining: Math.max(0, step.remaining - sum('good') - sum('scrap')),
        good: step.good + sum('good'),
        scrap: step.scrap + sum('scrap'),
        workers: [
          ...step.workers,
          ...here
            .filter(({ good }) => good > 0)
            .map(({ workerId, good }) => ({ workerId, name: nameOf(workerId), good, of: [] })),
        ],
      }
    }),
  }
}
