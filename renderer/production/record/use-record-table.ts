import { useState } from 'react'
import { looksPrinted } from '../../../shared/barcode.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { BundleStep, RecordInput, ScannedBundle } from '../../../shared/production/work-contract.ts'
import { client } from '../../app/client.ts'
import type { ScanAnswer } from '../../ui/scan-input.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { scanWork } from '../scan-work.ts'

interface Person {
  readonly id: number
  readonly name: string
}
type Pieces = Pick<RecordInput, 'good' | 'rework' | 'scrap' | 'reason' | 'basis' | 'faultWorkerId'>

const none: Pieces = { good: 0, rework: 0, scrap: 0, reason: '', basis: 'piece' }

/**
 * The table where work is recorded. A ticket shows its bundle and proposes the step that was recorded last, else the
 * first with pieces left, with all that remain; a strip torn off it names its step itself. A badge, initials or a name
 * then records. A kept worker is asked for once: each ticket records by itself. In the scan field "2" chooses the second
 * step and "*12" says twelve pieces. A badge that is read a second time writes nothing more: for the rest of her pieces
 * the ticket is read again. A scan that means nothing here empties the table, so that the next badge pays no old bundle.
 */
export function useRecordTable() {
  const [bundle, setBundle] = useState<ScannedBundle | null>(null)
  const [operationId, setOperationId] = useState<number | null>(null)
  const [lastStep, setLastStep] = useState<number | null>(null)
  const [worker, setWorker] = useState<Person | null>(null)
  const [keepsWorker, setKeepsWorker] = useState(false)
  // None chosen: the day it is, also on a tablet that stays open overnight.
  const [chosenDate, setChosenDate] = useState<string | null>(null)
  const workDate = chosenDate ?? today()
  const [lastWorker, setLastWorker] = useState<Person | null>(null)
  const [recorded, setRecorded] = useState<{ readonly worker: Person; readonly operationId: number } | null>(
    null,
  )
  const [pieces, setPieces] = useState<Pieces>(none)
  const [takenFrom, setTakenFrom] = useState<readonly string[]>([])
  const [scanError, setScanError] = useState<unknown>(null)
  const write = useCommand(client.production.work.record)
  const steps = bundle?.steps.filter((step) => step.recorded) ?? []

  const choose = (id: number, of = bundle) => {
    setOperationId(id)
    setRecorded(null)
    setPieces({ ...none, good: of?.steps.find((step) => step.operationId === id)?.remaining ?? 0 })
  }
  const show = (next: ScannedBundle, strip: number | null) => {
    const recorded = next.steps.filter((step) => step.recorded)
    const open = recorded.filter((step) => step.remaining > 0)
    const step =
      recorded.find((one) => one.operationId === strip) ??
      open.find((one) => one.operationId === lastStep) ??
      open[0] ??
      recorded[0]
    setBundle(next)
    if (step) choose(step.operationId, next)
    return step
  }
  const empty = () => {
    setBundle(null)
    setOperationId(null)
    setPieces(none)
    setRecorded(null)
    if (!keepsWorker) setWorker(null)
  }
  const clear = () => {
    empty()
    setScanError(null)
    write.reset()
  }

  /** Writes what the table says for a worker; its outcome is known before the table shows what is left. */
  const record = async (
    person: Person,
    of: ScannedBundle | null = bundle,
    step: number | null = operationId,
    what: Pieces = pieces,
  ): Promise<ScanAnswer> => {
    if (!of || step === null) return 'wrong'
    setScanError(null)
    setTakenFrom([])
    const before = of.steps.find((one) => one.operationId === step)
    const done = await write.run({
      bundleId: of.id,
      operationId: step,
      workerId: person.id,
      workDate,
      ...what,
    })
    if (done) {
      setLastStep(step)
      setLastWorker(person)
    }
    const showLeft = async () => {
      const fresh = await client.production.work.scan({ code: of.code }).catch(() => null)
      const after =
        fresh?.kind === 'bundle' ? fresh.bundle.steps.find((one) => one.operationId === step) : undefined
      if (fresh?.kind === 'bundle') {
        const remaining = after?.remaining ?? 0
        const isOutdated = remaining !== before?.remaining && what.good + what.scrap > remaining
        setBundle(fresh.bundle)
        // What was refused stays as it was typed, and as it was typed on meanwhile: the reason that was asked for.
        if (done || isOutdated) setPieces({ ...none, good: remaining })
      }
      if (done) {
        setTakenFrom(losers(before?.holders ?? [], after?.holders ?? [], person.id))
        setRecorded({ worker: person, operationId: step })
        // Whoever comes next says so herself.
        if (!keepsWorker) setWorker(null)
      }
    }
    return { outcome: done ? 'done' : 'wrong', settled: showLeft() }
  }

  const left = steps.find((one) => one.operationId === operationId)?.remaining ?? 0
  const isEmpty = pieces.good + pieces.rework + pieces.scrap === 0
  const scan = async (text: string, typed: boolean): Promise<ScanAnswer> => {
    setScanError(null)
    const number = /^\d{1,2}$/.exec(text)
    const chosen = number && steps[Number(number[0]) - 1]
    if (chosen) {
      choose(chosen.operationId)
      return 'right'
    }
    const count = /^[*×](\d{1,5})$/.exec(text)
    if (count && bundle) {
      const good = Number(count[1])
      if (good >= 1 && good <= left) {
        setPieces({ ...pieces, good })
        setRecorded(null)
        return 'right'
      }
      const { bundleNumber } = bundle
      const operation = steps.find((one) => one.operationId === operationId)?.name ?? ''
      setScanError(
        new YifangError('too-many-pieces', {
          bundle: bundleNumber,
          operation,
          remaining: left,
          wanted: good,
        }),
      )
      return 'wrong'
    }
    const found = await scanWork(text).catch((error: unknown) => {
      // Words that mean nobody leave the ticket; a code that means nothing does not.
      if (!typed || looksPrinted(text)) empty()
      setScanError(error)
      return null
    })
    if (!found) return 'wrong'
    write.reset()
    try {
      if (found.kind === 'worker') {
        const again = recorded?.worker.id === found.worker.id && recorded.operationId === operationId
        const isOther = keepsWorker && worker?.id !== found.worker.id
        const changesOnly = isOther && left === 0 && isEmpty
        if (bundle && again && !changesOnly) {
          const operation = steps.find((one) => one.operationId === operationId)?.name ?? ''
          throw left === 0
            ? new YifangError('badge-done', { worker: found.worker.name, operation })
            : new YifangError('badge-again', { worker: found.worker.name, operation, left })
        }
        setWorker(found.worker)
        // The bundle is done: the next worker has come to the table with tickets of her own.
        if (!bundle || changesOnly) return 'right'
        return await record(found.worker)
      }
      const step = show(found.bundle, found.operationId)
      if (!keepsWorker || !worker || !step) return 'right'
      // Her step is done on this bundle: a ticket that was read twice must not be paid as the step after it.
      const named = found.operationId ?? lastStep
      const hers = found.bundle.steps.find((one) => one.recorded && one.operationId === named)
      if (hers && hers.remaining === 0) {
        choose(hers.operationId, found.bundle)
        throw new YifangError('too-many-pieces', {
          bundle: found.bundle.bundleNumber,
          operation: hers.name,
          remaining: 0,
          wanted: found.bundle.held,
        })
      }
      const all = { ...none, good: step.remaining }
      return await record(worker, found.bundle, step.operationId, all)
    } catch (error) {
      setScanError(error)
      return 'wrong'
    }
  }

  return {
    bundle,
    steps,
    step: steps.find((one) => one.operationId === operationId) ?? null,
    worker,
    setWorker,
    keepsWorker,
    /** Keeping begins with who was recorded last, where nobody is named. */
    setKeepsWorker: (keeps: boolean) => {
      setKeepsWorker(keeps)
      if (keeps && !worker && lastWorker) setWorker(lastWorker)
    },
    workDate,
    setWorkDate: (date: string) => setChosenDate(date === '' || date === today() ? null : date),
    pieces,
    setPieces: (next: Pieces) => {
      setPieces(next)
      setRecorded(null)
    },
    /** Nothing of this step is left to be written. */
    isEmpty,
    choose: (id: number) => choose(id),
    record,
    scan,
    clear,
    /** In whose hands the pieces were that were just recorded for somebody else. */
    takenFrom,
    feedback: scanError || write.error ? null : (write.answer ?? null),
    error: scanError ?? write.error,
  }
}

/** The others who have less of a step in hand than before it was recorded for a worker. */
function losers(
  before: BundleStep['holders'],
  after: BundleStep['holders'],
  workerId: number,
): readonly string[] {
  const sumOf = (holders: BundleStep['holders'], id: number) =>
    holders.filter((one) => one.workerId === id).reduce((sum, { pieces }) => sum + pieces, 0)
  const lost = before.filter(
    (one) => one.workerId !== workerId && sumOf(after, one.workerId) < sumOf(before, one.workerId),
  )
  return [...new Set(lost.map(({ name }) => name))]
}
