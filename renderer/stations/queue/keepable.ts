import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '../../../shared/contract.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { CountDetail } from '../../../shared/inventory/counts-contract.ts'
import type { BundleStep, ScannedBundle } from '../../../shared/production/work-contract.ts'
import type { KeptPath } from '../../../shared/stations/kept.ts'
import { now } from '../../ui/clock.ts'
import { carriedPack, scanCarried, skuCarried } from './floor-pack.ts'
import { inputsOf, type KeptCall, waitingCalls } from './kept-store.ts'
import { lastAnswer } from './last-answers.ts'
import { withWaiting } from './with-waiting.ts'

type Inputs = InferContractRouterInputs<Contract>
type Outputs = InferContractRouterOutputs<Contract>

/** What a device can do by itself with a call that it keeps. */
interface Keepable<I, O> {
  /**
   * The answer that the screen gets once it is kept, of the host's shape; a row that does not exist yet has its place in the
   * queue, below zero, for an id. Raises what the host would raise, as far as the device knows, and `not-carried` where it
   * knows too little: then nothing is kept.
   */
  readonly answer: (input: I) => Promise<(order: number) => O>
  /** What it says, for the list of what waits. */
  readonly words: (input: I) => Promise<KeptCall['words']>
}

async function bundleOf(id: number): Promise<ScannedBundle> {
  const bundle = (await carriedPack())?.bundles.find((one) => one.id === id)
  const found = bundle && (await scanCarried(bundle.code))
  if (found?.kind !== 'bundle') throw new YifangError('not-carried', {})
  return found.bundle
}

async function stepOf(
  bundleId: number,
  operationId: number,
): Promise<{ bundle: ScannedBundle; step: BundleStep }> {
  const bundle = await bundleOf(bundleId)
  const step = bundle.steps.find((one) => one.operationId === operationId)
  if (!step) throw new YifangError('not-carried', {})
  return { bundle, step }
}

const nameOf = async (workerId: number) =>
  (await carriedPack())?.workers.find(({ id }) => id === workerId)?.name ?? ''

type Record_ = Inputs['production']['work']['record']
const record: Keepable<Record_, Outputs['production']['work']['record']> = {
  answer: async (input) => {
    const { bundle, step } = await stepOf(input.bundleId, input.operationId)
    await refuseRepeat(input, bundle.bundleNumber, step.name)
    const out = (await carriedPack())?.away.find(
      ({ bundleId, operations }) => bundleId === bundle.id && operations.includes(step.operationId),
    )
    if (out)
      throw new YifangError('bundle-out', {
        bundle: bundle.bundleNumber,
        partner: out.partner,
        pieces: out.pieces,
      })
    if (step.remaining === 0 && input.rework === 0)
      throw new YifangError('step-done', { bundle: bundle.bundleNumber, operation: step.name })
    if (input.good + input.scrap > step.remaining)
      throw new YifangError('too-many-pieces', {
        bundle: bundle.bundleNumber,
        operation: step.name,
        remaining: step.remaining,
        wanted: input.good + input.scrap,
      })
    if (input.rework + input.scrap > 0 && input.reason === '') throw new YifangError('reason-missing', {})
    const workerName = await nameOf(input.workerId)
    return (order) => ({
      entry: {
        id: -order,
        workerId: input.workerId,
        workerName,
        operationId: step.operationId,
        operationName: step.name,
        bundleId: bundle.id,
        bundleNumber: bundle.bundleNumber,
        batchId: bundle.batchId,
        batchNumber: bundle.batchNumber,
        styleNumber: bundle.sku.styleNumber,
        colour: bundle.sku.colour,
        size: bundle.sku.size,
        good: input.good,
        rework: input.rework,
        scrap: input.scrap,
        reason: input.reason,
        basis: input.basis,
        workDate: input.workDate,
        rate: null,
        rateMissing: false,
        at: now(),
        voided: false,
        together: 1,
      },
      remaining: step.remaining - input.good - input.scrap,
      earlierMissing: [],
    })
  },
  words: async (input) => {
    const { bundle, step } = await stepOf(input.bundleId, input.operationId)
    return {
      worker: await nameOf(input.workerId),
      operation: step.name,
      batch: bundle.batchNumber,
      bundle: bundle.bundleNumber,
      pieces: input.good + input.rework + input.scrap,
    }
  },
}

/** A scan read twice: raises what the host raises of two within a second. Sent later, they all come within one. */
async function refuseRepeat(input: Record_, bundle: number, operation: string): Promise<void> {
  const last = (await waitingCalls()).at(-1)
  if (last === undefined || now() - last.at >= 1000) return
  const [before] = inputsOf([last], 'production.work.record')
  const same = (['bundleId', 'operationId', 'workerId', 'good', 'rework', 'scrap'] as const).every(
    (name) => before?.[name] === input[name],
  )
  if (same) throw new YifangError('recorded-just-now', { bundle, operation })
}

type Sheet = Inputs['production']['work']['recordMany']
const recordMany: Keepable<Sheet, Outputs['production']['work']['recordMany']> = {
  answer: async ({ batchId, cells }) => {
    const bundles = await Promise.all(
      ((await carriedPack())?.bundles ?? [])
        .filter((one) => one.batchId === batchId)
        .map(({ id }) => bundleOf(id)),
    )
    const away = (await carriedPack())?.away ?? []
    for (const [operationId, own] of Map.groupBy(cells, (cell) => cell.operationId)) {
      const here = bundles.filter(
        ({ id }) => !away.some((out) => out.bundleId === id && out.operations.includes(operationId)),
      )
      const leftAt = (bundle: ScannedBundle) =>
        bundle.steps.find((step) => step.operationId === operationId)?.remaining ?? 0
      const operation = bundles[0]?.steps.find((step) => step.operationId === operationId)?.name ?? ''
      if (operation === '') throw new YifangError('not-carried', {})
      for (const [bundleId, of] of Map.groupBy(own, (cell) => cell.bundleId)) {
        const bundle = here.find(({ id }) => id === bundleId)
        const wanted = of.reduce((sum, { good }) => sum + good, 0)
        if (bundleId !== null && bundle === undefined) throw new YifangError('not-carried', {})
        if (bundle && wanted > leftAt(bundle))
          throw new YifangError('too-many-pieces', {
            bundle: bundle.bundleNumber,
            operation,
            remaining: leftAt(bundle),
            wanted,
          })
      }
      const beyond =
        own.reduce((sum, { good }) => sum + good, 0) - here.reduce((sum, one) => sum + leftAt(one), 0)
      if (beyond > 0) throw new YifangError('pieces-beyond', { operation, beyond })
    }
    const pieces = cells.reduce((sum, { good }) => sum + good, 0)
    return () => ({ entries: cells.length, pieces, ratesMissing: 0 })
  },
  words: async ({ batchId, cells, workDate }) => ({
    batch: (await carriedPack())?.bundles.find((one) => one.batchId === batchId)?.batchNumber ?? '',
    workers: new Set(cells.map(({ workerId }) => workerId)).size,
    pieces: cells.reduce((sum, { good }) => sum + good, 0),
    day: workDate,
  }),
}

type HandOut = Inputs['production']['handOuts']['create']
const handOut: Keepable<HandOut, Outputs['production']['handOuts']['create']> = {
  answer: async (input) => {
    let sum = 0
    for (const { bundleId, pieces } of input.bundles) {
      const { bundle, step } = await stepOf(bundleId, input.operationId)
      const held = step.holders.reduce((all, holder) => all + holder.pieces, 0)
      const free = Math.max(0, step.remaining - held)
      if (free < (pieces ?? 1))
        throw new YifangError('too-many-pieces', {
          bundle: bundle.bundleNumber,
          operation: step.name,
          remaining: free,
          wanted: pieces ?? 1,
        })
      sum += pieces ?? free
    }
    return () => ({ pieces: sum })
  },
  words: async (input) => {
    const { bundle, step } = await stepOf(input.bundles[0]!.bundleId, input.operationId)
    return {
      worker: await nameOf(input.workerId),
      operation: step.name,
      batch: bundle.batchNumber,
      bundles: input.bundles.length,
    }
  },
}

type GiveBack = Inputs['production']['handOuts']['giveBack']
const giveBack: Keepable<GiveBack, null> = {
  answer: async () => () => null,
  words: async ({ pieces }) => ({ pieces }),
}

type CountScan = Inputs['inventory']['counts']['scan']
const countScan: Keepable<CountScan, Outputs['inventory']['counts']['scan']> = {
  answer: async ({ id, code }) => {
    const sku = await skuCarried(code)
    if (sku === null) throw new YifangError('code-unknown', { code: code.slice(0, 60) })
    const last = await lastAnswer<CountDetail>('inventory.counts.get', { id })
    const count = last && ((await withWaiting('inventory.counts.get', { id }, last)) as CountDetail)
    const line = count?.lines.find((one) => one.sku.id === sku.id)
    const counted = (line?.counted ?? 0) + 1
    return () => ({ sku, counted, expected: line?.expected ?? 0 })
  },
  words: async ({ code }) => {
    const sku = await skuCarried(code)
    return { sku: sku ? `${sku.styleNumber} ${sku.colour} ${sku.size}` : code }
  },
}

type CountSet = Inputs['inventory']['counts']['set']
const countSet: Keepable<CountSet, Record<string, never>> = {
  answer: async () => () => ({}),
  words: async ({ itemId, counted }) => {
    const sku = (await carriedPack())?.skus.find(({ id }) => id === itemId)
    return { sku: sku ? `${sku.styleNumber} ${sku.colour} ${sku.size}` : '', pieces: counted ?? 0 }
  },
}

type Inspected = Inputs['quality']['inspections']['count']
const inspected: Keepable<Inspected, null> = {
  answer: async () => () => null,
  words: async (input) => ({ pieces: input.inspected, subject: await subjectOf(input.id) }),
}

type NewDefect = Inputs['quality']['inspections']['addDefect']
const defect: Keepable<NewDefect, Outputs['quality']['inspections']['addDefect']> = {
  answer: async () => (order) => ({ id: -order }),
  words: async ({ id, name, pieces }) => ({ defect: name, pieces, subject: await subjectOf(id) }),
}

type Measured = Inputs['quality']['inspections']['measure']
const measure: Keepable<Measured, null> = {
  answer: async () => () => null,
  words: async ({ id, piece }) => ({ piece, subject: await subjectOf(id) }),
}

const subjectOf = async (id: number) =>
  (await lastAnswer<{ readonly subject: string }>('quality.inspections.get', { id }))?.subject ?? ''

type Photo = Inputs['catalog']['photos']['upload']
const photo: Keepable<Photo, Outputs['catalog']['photos']['upload']> = {
  answer: async ({ original }) => {
    const hash = await hashOf(original)
    return () => ({ hash })
  },
  words: async ({ original }) => ({
    kilobytes: Math.ceil(original.size / 1000),
    hash: await hashOf(original),
  }),
}

/** The host names a photo by the same digest (host/catalog/photo-files.ts). */
async function hashOf(file: File): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What is kept while the link is down. */
const keepables: Readonly<Record<Exclude<KeptPath, 'stations.putAway'>, Keepable<never, unknown>>> = {
  'production.work.record': record,
  'production.work.recordMany': recordMany,
  'production.handOuts.create': handOut,
  'production.handOuts.giveBack': giveBack,
  'inventory.counts.scan': countScan,
  'inventory.counts.set': countSet,
  'quality.inspections.count': inspected,
  'quality.inspections.addDefect': defect,
  'quality.inspections.measure': measure,
  'catalog.photos.upload': photo,
}

/** Null: it needs the store. Then it says so, and nothing is written. */
export function keepableOf(name: string): Keepable<never, unknown> | null {
  return Object.hasOwn(keepables, name) ? keepables[name as keyof typeof keepables] : null
}
