import { useState } from 'react'
import { YifangError } from '../../../shared/errors.ts'
import type { RecordInput, ScannedBundle } from '../../../shared/production/contract.ts'
import { client } from '../../app/client.ts'
import type { ScanOutcome } from '../../ui/scan-input.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'

interface Person {
  readonly id: number
  readonly name: string
}
type Pieces = Pick<RecordInput, 'good' | 'rework' | 'scrap' | 'reason' | 'basis'>

const none: Pieces = { good: 0, rework: 0, scrap: 0, reason: '', basis: 'piece' }

/**
 * The table where work is recorded. A ticket shows its bundle and proposes the step that was recorded last, else the
 * first with pieces left, with all that remain; a strip torn off it names its step itself. A badge, initials or a name then records. A kept worker is asked for
 * once: each ticket records by itself. In the scan field "2" chooses the second step and "*12" says twelve pieces.
 */
export function useRecordTable() {
  const [bundle, setBundle] = useState<ScannedBundle | null>(null)
  const [operationId, setOperationId] = useState<number | null>(null)
  const [lastStep, setLastStep] = useState<number | null>(null)
  const [worker, setWorker] = useState<Person | null>(null)
  const [keepsWorker, setKeepsWorker] = useState(false)
  const [workDate, setWorkDate] = useState(today)
  const [pieces, setPieces] = useState<Pieces>(none)
  const [scanError, setScanError] = useState<unknown>(null)
  const write = useCommand(client.production.work.record)
  const steps = bundle?.steps.filter((step) => step.recorded) ?? []

  const choose = (id: number, of = bundle) => {
    setOperationId(id)
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
  const clear = () => {
    setBundle(null)
    setOperationId(null)
    setPieces(none)
    setScanError(null)
    write.reset()
  }

  /** Writes what the table says for a worker; gives whether it was written. */
  const record = async (
    person: Person,
    of: ScannedBundle | null = bundle,
    step: number | null = operationId,
    what: Pieces = pieces,
  ): Promise<boolean> => {
    if (!of || step === null) return false
    setScanError(null)
    const done = await write.run({
      bundleId: of.id,
      operationId: step,
      workerId: person.id,
      workDate,
      ...what,
    })
    const fresh = await client.production.work.scan({ code: of.code }).catch(() => null)
    if (fresh?.kind === 'bundle') {
      setBundle(fresh.bundle)
      setPieces({
        ...none,
        good: fresh.bundle.steps.find((one) => one.operationId === step)?.remaining ?? 0,
      })
    }
    if (done) setLastStep(step)
    return done !== null
  }

  const scan = async (text: string): Promise<ScanOutcome> => {
    setScanError(null)
    const number = /^\d{1,2}$/.exec(text)
    const chosen = number && steps[Number(number[0]) - 1]
    if (chosen) {
      choose(chosen.operationId)
      return 'right'
    }
    const count = /^[*×](\d{1,5})$/.exec(text)
    if (count && bundle) {
      setPieces({ ...pieces, good: Number(count[1]) })
      return 'right'
    }
    try {
      const found = await client.production.work.scan({ code: text })
      write.reset()
      if (found.kind === 'worker') {
        setWorker(found.worker)
        if (!bundle) return 'right'
        return (await record(found.worker)) ? 'done' : 'wrong'
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
      return (await record(worker, found.bundle, step.operationId, all)) ? 'done' : 'wrong'
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
    setKeepsWorker,
    workDate,
    setWorkDate,
    pieces,
    setPieces,
    choose: (id: number) => choose(id),
    record,
    scan,
    clear,
    feedback: scanError || write.error ? null : (write.answer ?? null),
    error: scanError ?? write.error,
  }
}
