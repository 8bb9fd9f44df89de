import { decodeCode, looksPrinted } from '../../../shared/barcode.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { RecordInput, ScannedBundle } from '../../../shared/production/work-contract.ts'
import type { FloorPack } from '../../../shared/stations/pack.ts'
import { inputsOf, type KeptCall, keptStore, waitingCalls } from './kept-store.ts'

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

/** The host took records of work: what is carried says so until the next pack comes. */
export async function workTaken(call: Pick<KeptCall, 'name' | 'input'>): Promise<void> {
  const carried = await carriedPack()
  if (carried === null) return
  const records = recordsIn([call], carried.bundles)
  if (records.length === 0) return
  const bundles = carried.bundles.map((one) => withRecords(one, records))
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
  return withHandOuts(withRecords(bundle, await waitingRecords()), await waitingCalls())
}

/** What waits here of recorded work, bundle by bundle. */
export async function waitingRecords(): Promise<readonly RecordInput[]> {
  return recordsIn(await waitingCalls(), (await carriedPack())?.bundles ?? [])
}

/** Scans as they are; sheets laid over the bundles that have pieces left, by the host's rule (db/production/record-many.ts). */
function recordsIn(
  calls: readonly Pick<KeptCall, 'name' | 'input'>[],
  bundles: readonly ScannedBundle[],
): RecordInput[] {
  const records: RecordInput[] = []
  const leftAt = (bundle: ScannedBundle, operationId: number) =>
    records.reduce(
      (left, one) =>
        one.bundleId === bundle.id && one.operationId === operationId ? left - one.good - one.scrap : left,
      bundle.steps.find((step) => step.operationId === operationId)?.remaining ?? 0,
    )
  for (const call of calls) {
    records.push(...inputsOf([call as KeptCall], 'production.work.record'))
    for (const { batchId, workDate, basis, cells } of inputsOf(
      [call as KeptCall],
      'production.work.recordMany',
    )) {
      const write = (bundleId: number, { workerId, operationId }: (typeof cells)[number], good: number) =>
        records.push({
          ...{ bundleId, operationId, workerId, good, workDate, basis },
          ...{ rework: 0, scrap: 0, reason: '' },
        })
      for (const cell of cells) if (cell.bundleId !== null) write(cell.bundleId, cell, cell.good)
      for (const cell of cells) {
        let good = cell.bundleId === null ? cell.good : 0
        for (const bundle of bundles) {
          if (good === 0) break
          if (bundle.batchId !== batchId) continue
          const here = Math.min(good, Math.max(0, leftAt(bundle, cell.operationId)))
          if (here > 0) write(bundle.id, cell, here)
          good -= here
        }
      }
    }
  }
  return records
}

/** Who was handed pieces of it meanwhile. */
function withHandOuts(bundle: ScannedBundle, calls: readonly KeptCall[]): ScannedBundle {
  let after = bundle
  for (const call of calls)
    for (const { bundles, operationId, workerId } of inputsOf([call], 'production.handOuts.create')) {
      const given = bundles.find(({ bundleId }) => bundleId === bundle.id)
      if (!given) continue
      after = {
        ...after,
        steps: after.steps.map((step) => {
          if (step.operationId !== operationId) return step
          const held = step.holders.reduce((sum, { pieces }) => sum + pieces, 0)
          const pieces = given.pieces ?? Math.max(0, step.remaining - held)
          const holder = { handOutId: -call.order!, workerId, name: nameOf(workerId), pieces, since: '' }
          return pieces > 0 ? { ...step, holders: [...step.holders, holder] } : step
        }),
      }
    }
  return after
}

const nameOf = (id: number) => pack?.workers.find((worker) => worker.id === id)?.name ?? ''

function withRecords(bundle: ScannedBundle, all: readonly RecordInput[]): ScannedBundle {
  const records = all.filter(({ bundleId }) => bundleId === bundle.id)
  if (records.length === 0) return bundle
  return {
    ...bundle,
    steps: bundle.steps.map((step) => {
      const here = records.filter(({ operationId }) => operationId === step.operationId)
      const sum = (what: 'good' | 'scrap') => here.reduce((total, one) => total + one[what], 0)
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
        holders: heldAfter(step.holders, here),
      }
    }),
  }
}

/** What somebody records is no longer in her hand. */
function heldAfter(
  holders: ScannedBundle['steps'][number]['holders'],
  records: readonly RecordInput[],
): ScannedBundle['steps'][number]['holders'] {
  let after = holders
  for (const { workerId, good, scrap } of records) {
    let done = good + scrap
    after = after.flatMap((holder) => {
      if (holder.workerId !== workerId) return [holder]
      const here = Math.min(done, holder.pieces)
      done -= here
      return here === holder.pieces ? [] : [{ ...holder, pieces: holder.pieces - here }]
    })
  }
  return after
}
