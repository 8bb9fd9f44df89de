import type { CountDetail, CountLine } from '../../../shared/inventory/counts-contract.ts'
import type { Batch } from '../../../shared/production/contract.ts'
import type { HandOut } from '../../../shared/production/hand-outs-contract.ts'
import type { ScannedBundle } from '../../../shared/production/work-contract.ts'
import type { Inspection } from '../../../shared/quality/contract.ts'
import { bundleWithWaiting, carriedPack, skuCarried, waitingRecords } from './floor-pack.ts'
import { inputsOf, type KeptCall, waitingCalls } from './kept-store.ts'

type Overlay<A, B = A> = (answer: A, waiting: readonly KeptCall[]) => Promise<B> | B

/** What the host, or its last answer, does not know yet is counted in, so that what was kept is seen and not done twice. */
export async function withWaiting(name: string, answer: unknown): Promise<unknown> {
  if (!Object.hasOwn(overlays, name)) return answer
  const waiting = await waitingCalls()
  return waiting.length === 0 ? answer : overlays[name]!(answer as never, waiting)
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
  const inspected = inputsOf(waiting, 'quality.inspections.count').findLast(isOf)?.inspected
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
    inspected: inspected ?? answer.inspected,
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

/** What came back while there is no link; what was handed out since is with its bundle. */
const handOuts: Overlay<HandOut[]> = (rows, waiting) => {
  const back = inputsOf(waiting, 'production.handOuts.giveBack')
  return rows.flatMap((row) => {
    const left = row.left - back.reduce((sum, one) => sum + (one.id === row.id ? one.pieces : 0), 0)
    return left > 0 ? [{ ...row, left }] : []
  })
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
