import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '../../../shared/contract.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { CountDetail } from '../../../shared/inventory/counts-contract.ts'
import type { BundleStep, ScannedBundle } from '../../../shared/production/work-contract.ts'
import { carriedPack, scanCarried, skuCarried } from './floor-pack.ts'
import { type KeptCall, waitingCalls } from './kept-store.ts'
import { lastAnswer } from './last-answers.ts'

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
        at: Date.now(),
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
    const count = await lastAnswer<CountDetail>('inventory.counts.get', { id })
    const line = count?.lines.find((one) => one.sku.id === sku.id)
    const again = await Promise.all(
      (await waitingCalls())
        .filter(({ name }) => name === 'inventory.counts.scan')
        .map(({ input }) => input as CountScan)
        .filter((input) => input.id === id)
        .map(async (input) => (await skuCarried(input.code))?.id === sku.id),
    )
    const counted = (line?.counted ?? 0) + again.filter(Boolean).length + 1
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
  // The host names a photo by the same digest (host/catalog/photo-files.ts).
  answer: async ({ original }) => {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await original.arrayBuffer()))
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return () => ({ hash })
  },
  words: async ({ original }) => ({ kilobytes: Math.ceil(original.size / 1000) }),
}

/** What is kept while the link is down. Everything else needs the store: it says so, and nothing is written. */
export const keepables: Readonly<Record<string, Keepable<never, unknown>>> = {
  'production.work.record': record,
  'production.handOuts.create': handOut,
  'production.handOuts.giveBack': giveBack,
  'inventory.counts.scan': countScan,
  'inventory.counts.set': countSet,
  'quality.inspections.count': inspected,
  'quality.inspections.addDefect': defect,
  'quality.inspections.measure': measure,
  'catalog.photos.upload': photo,
}
