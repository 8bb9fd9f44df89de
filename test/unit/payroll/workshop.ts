import { closeRun } from '../../../db/payroll/close.ts'
import { gatherWages } from '../../../db/payroll/gather.ts'
import { readPayRules } from '../../../db/payroll/rules.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { recordWork } from '../../../db/production/work.ts'
import { addDefect, mendDefect } from '../../../db/quality/defects.ts'
import { beginInspection } from '../../../db/quality/inspections.ts'
import { run } from '../inventory/books.ts'
import { openFloor } from '../production/floor.ts'

/** Everything in these tests happened by then. */
export const lastDay = '2026-06-30'
export const may = { from: '2026-05-01', to: '2026-05-31' }
export const june = { from: '2026-06-01', to: '2026-06-30' }

/** The floor's workshop with bundles cut, and what its tests do with wages. */
export async function openWorkshop() {
  const floor = await openFloor()
  const { store, batchId, operations, workers } = floor
  const { bundleIds } = await run(store, (scope) =>
    cutLay(scope, {
      batchId,
      colours: [{ colour: '白', dyeLot: '', layers: 40 }],
      sizes: [
        { size: '110', ratio: 1 },
        { size: '120', ratio: 1 },
      ],
      rule: { by: 'size', pieces: 10 },
      businessDate: '2026-05-18',
    }),
  )
  const record = async (
    worker: number,
    bundle: number,
    good: number,
    workDate = '2026-05-18',
    more: {
      readonly step?: number
      readonly rework?: number
      readonly scrap?: number
      /** Whose fault, as it was said; null: nobody's. */
      readonly fault?: number | null | undefined
    } = {},
  ) => {
    const { step = 0, rework = 0, scrap = 0, fault } = more
    const entry = await run(store, (scope) =>
      recordWork(
        scope,
        {
          bundleId: bundleIds[bundle]!,
          operationId: operations[step]!,
          workerId: workers[worker]!,
          good,
          rework,
          scrap,
          reason: rework + scrap > 0 ? '跳线' : '',
          faultWorkerId: fault == null ? fault : workers[fault]!,
          basis: 'piece',
          workDate,
        },
        lastDay,
      ),
    )
    return entry.id
  }
  /** What a check found on a bundle's first step, by whom it was said to be done; mended by the second worker. */
  const mend = (bundle: number, by: number | null, pieces: number) =>
    run(store, async (scope) => {
      const inspection = await beginInspection(
        scope,
        {
          kind: 'inline',
          batchId,
          receiptId: null,
          operationId: null,
          lot: 40,
          level: 'II',
          strictness: 'normal',
          major: '2.5',
          minor: '4.0',
          note: '',
        },
        '2026-05-26',
      )
      const { id } = await addDefect(scope, {
        id: inspection.id,
        name: '开线',
        class: 'major',
        pieces,
        bundleId: bundleIds[bundle]!,
        operationId: operations[0]!,
        workerId: by === null ? null : workers[by]!,
        outcome: 'rework',
        photoHash: '',
        note: '',
      })
      await mendDefect(scope, { defectId: id, workerId: workers[1]!, workDate: '2026-05-27' }, lastDay)
    })
  const preview = async (span = may, workerIds: readonly number[] = workers) =>
    gatherWages(store.reader, { ...span, workerIds }, await readPayRules(store.reader))
  const closeAt = (
    span: typeof may,
    expected: { readonly gross: number; readonly net: number },
    workerIds: readonly number[] = workers,
  ) => run(store, (scope) => closeRun(scope, { ...span, workerIds, note: '', expected }, lastDay))
  /** Closes a run as its preview shows it. */
  const closeAsShown = async (span = may, workerIds: readonly number[] = workers) => {
    const all = await preview(span, workerIds)
    const sum = (key: 'gross' | 'net') => all.reduce((total, wages) => total + wages[key], 0)
    return closeAt(span, { gross: sum('gross'), net: sum('net') }, workerIds)
  }
  return { ...floor, bundleIds, record, mend, preview, closeAt, closeRun: closeAsShown }
}
export type Workshop = Awaited<ReturnType<typeof openWorkshop>>
