import { businessDate } from '../../../shared/dates.ts'
import type { CountDetail, CountLine } from '../../../shared/inventory/counts-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import type { HandOut } from '../../../shared/production/hand-outs-contract.ts'
import type { ScannedBundle } from '../../../shared/production/work-contract.ts'
import type { Inspection } from '../../../shared/quality/contract.ts'
import { bundleWithWaiting, carriedPack, skuCarried, waitingRecords } from './floor-pack.ts'
import { inputsOf, type KeptCall, waitingCalls } from './kept-store.ts'

/** `input`: what was asked for. */
type Overlay<A, B = A> = (answer: A, waiting: readonly KeptCall[], input: unknown) => Promise<B> | B

/** What the host, or its last answer, does not know yet is counted in, so that what was kept is seen and not done twice. */
export async function withWaiting(name: string, input: unknown, answer: unknown): Promise<unknown> {
  if (!Object.hasOwn(overlays, name)) return answer
  const waiting = await waitingCalls()
  return waiting.length === 0 ? answer : overlays[name]!(answer as never, waiting, input)
}

const scanned: Overlay<{ readonly kind: string; readonly bundle: ScannedBundle }> = async (found) =>
  found.kind === 'bundle' ? { ...found, bundle: await bundleWithWaiting(found.bundle) } : found

/** The count as it will be: what was typed or scanned since, in its order. */
const count: Overlay<CountDetail> = async (detail, waiting) => {
  const lines = new Map(detail.lines.map((line) => [line.sku.id, line]))
  const change = (line: CountLine, counted: number | null) =>
    lines.set(line.sku.id, {
      ...line,
      counted,
      difference: counted === null ? null : counted - line.expected,
      differenceValue: null,
    })
  for (const call of waiting) {
    const [set] = inputsOf([call], 'inventory.counts.set')
    const line = set?.id === detail.id ? lines.get(set.itemId) : undefined
    if (set && line) change(line, set.counted)
    const [scan] = inputsOf([call], 'inventory.counts.scan')
    const sku = scan?.id === detail.id ? await skuCarried(scan.code) : null
    if (sku === null) continue
    const before = lines.get(sku.id) ?? emptyLine(sku)
    change(before, (before.counted ?? 0) + 1)
  }
  return { ...detail, lines: [...lines.values()] }
}

/** A photo that this device took and has not sent. Null: it has none of that name. */
export async function photoWaiting(input: unknown): Promise<File | null> {
  const { hash, size } = input as { readonly hash: string; readonly size: 'thumbnail' | 'original' }
  const taken = (await waitingCalls()).filter(({ words }) => words.hash === hash)
  return inputsOf(taken, 'catalog.photos.upload')[0]?.[size] ?? null
}

const emptyLine = (sku: CountLine['sku']): CountLine => ({
  sku,
  counted: null,
  expected: 0,
  packed: 0,
  difference: null,
  differenceValue: null,
})

const inspection: Overlay<Inspection> = async (answer, waiting) => {
  const { id } = answer
  const isOf = (input: { readonly id: number }) => input.id === id
  const inspected = inputsOf(waiting, 'quality.inspections.count')
    .filter(isOf)
    .reduce((there, one) => Math.max(0, there + one.inspected - (one.before ?? there)), answer.inspected)
  const workers = (await carriedPack())?.workers ?? []
  const defects = waiting.flatMap((call) =>
    inputsOf([call], 'quality.inspections.addDefect')
      .filter(isOf)
      .map(({ id: _, commandId: __, ...defect }) => ({
        ...defect,
        id: -call.order!,
        bundleNumber: answer.bundles.find((one) => one.id === defect.bundleId)?.bundleNumber ?? null,
        operationName: answer.operations.find((one) => one.id === defect.operationId)?.name ?? '',
        workerName: workers.find((one) => one.id === defect.workerId)?.name ?? '',
        mended: false,
        at: call.at,
        voided: false,
      })),
  )
  const pieces = (of: 'critical' | 'major' | 'minor') =>
    answer[of] + defects.reduce((sum, one) => sum + (one.class === of ? one.pieces : 0), 0)
  let measures = answer.measures
  for (const { piece, size, values } of inputsOf(waiting, 'quality.inspections.measure').filter(isOf)) {
    // Tolerances are the host's word: until it has spoken what was measured is within them.
    const measured = values.map((one) => ({
      ...(measures.find((other) => other.size === size && other.point === one.point) ?? {
        target: one.measured,
        minus: 0,
        plus: 0,
      }),
      ...one,
      piece,
      size,
    }))
    measures = [...measures.filter((one) => one.piece !== piece), ...measured]
  }
  return {
    ...answer,
    inspected,
    critical: pieces('critical'),
    major: pieces('major'),
    minor: pieces('minor'),
    defects: [...defects.reverse(), ...answer.defects],
    measures,
  }
}

const batch: Overlay<Batch> = async (answer) => {
  const records = await waitingRecords()
  const bundles = answer.bundles.map((bundle) => {
    const own = records.filter(({ bundleId }) => bundleId === bundle.id)
    let { done } = bundle
    for (const { operationId, good, rework, scrap } of own) {
      const none = { operationId, good: 0, rework: 0, scrap: 0 }
      const here = done.find((one) => one.operationId === operationId) ?? none
      const sum = { good: here.good + good, rework: here.rework + rework, scrap: here.scrap + scrap }
      done = [...done.filter((one) => one.operationId !== operationId), { operationId, ...sum }]
    }
    return own.length === 0 ? bundle : { ...bundle, done }
  })
  return { ...answer, bundles }
}

/** What was handed out and what came back. */
const handOuts: Overlay<HandOut[]> = async (rows, waiting, input) => {
  const { workerId } = (input ?? {}) as { readonly workerId?: number | null }
  const pack = await carriedPack()
  const given = waiting.flatMap((call) =>
    inputsOf([call], 'production.handOuts.create')
      .filter((hand) => (workerId ?? hand.workerId) === hand.workerId)
      .flatMap((hand) =>
        hand.bundles.flatMap(({ bundleId, pieces }): HandOut[] => {
          const bundle = pack?.bundles.find(({ id }) => id === bundleId)
          const step = bundle?.steps.find(({ operationId }) => operationId === hand.operationId)
          if (!bundle || !step) return []
          const held = step.holders.reduce((sum, one) => sum + one.pieces, 0)
          const all = pieces ?? Math.max(0, step.remaining - held)
          const { workerId: id, operationId, dueDate, note } = hand
          return [
            {
              ...{ id: -call.order!, operationId, operationName: step.name, dueDate, note },
              ...{ workerId: id, workerName: pack?.workers.find((one) => one.id === id)?.name ?? '' },
              ...{ batchId: bundle.batchId, batchNumber: bundle.batchNumber },
              ...{ bundleId, bundleNumber: bundle.bundleNumber, sku: bundle.sku, pieces: all, left: all },
              ...{ businessDate: businessDate(call.at), atHome: false, late: false, materials: [] },
            },
          ]
        }),
      ),
  )
  const back = inputsOf(waiting, 'production.handOuts.giveBack')
  const known = rows.flatMap((row) => {
    const left = row.left - back.reduce((sum, one) => sum + (one.id === row.id ? one.pieces : 0), 0)
    return left > 0 ? [{ ...row, left }] : []
  })
  return [...given.reverse(), ...known]
}

const overlays: Readonly<Record<string, Overlay<never, unknown>>> = {
  'production.work.scan': scanned,
  'inventory.counts.get': count,
  'quality.inspections.get': inspection,
  'production.batches.get': batch,
  'production.handOuts.list': handOuts,
}

export function isCountedIn(name: string): boolean {
  return Object.hasOwn(overlays, name)
}
