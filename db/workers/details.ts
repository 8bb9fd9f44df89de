import { type Kysely, type Selectable, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { WorkerDetails, WorkerPerson } from '../../shared/workers/details-contract.ts'
import type { CommandScope } from '../command.ts'
import { outstanding } from '../production/in-hand.ts'
import type { Database } from '../schema.ts'
import { holdersOf, maskedNumbers, removeNumber, saveNumber } from './personal-numbers.ts'
import type { DataKey } from './sealing.ts'

/** Numbers that were read and found right; null takes one away, undefined leaves it. */
export interface GivenNumbers {
  readonly key: DataKey | null
  readonly idNumber?:
    | { readonly number: string; readonly birthDate: string; readonly sex: 'female' | 'male' }
    | null
    | undefined
  readonly bankAccount?: string | null | undefined
  /** She left and comes back as a new worker: the old one keeps her past. */
  readonly again?: boolean | undefined
}

/** What is known of every worker, her numbers masked. */
export async function listDetails(db: Kysely<Database>, key: DataKey | null): Promise<WorkerPerson[]> {
  const rows = await db.selectFrom('worker').selectAll().orderBy('id').execute()
  const masked = await maskedNumbers(db, key)
  return rows.map((row) => ({
    id: row.id,
    ...detailsOf(row),
    idNumber: masked(row.id, 'id-number'),
    bankAccount: masked(row.id, 'bank-account'),
    leftOn: row.left_on,
    leftReason: row.left_reason,
  }))
}

/** A worker's row as the contract says it. */
export function detailsOf(row: Selectable<Database['worker']>): WorkerDetails {
  return {
    sex: row.sex,
    birthDate: row.birth_date,
    phone: row.phone,
    village: row.village,
    address: row.address,
    emergencyName: row.emergency_name,
    emergencyPhone: row.emergency_phone,
    contractFrom: row.contract_from,
    contractTo: row.contract_to,
    payMethod: row.pay_method,
    wechatName: row.wechat_name,
    bankName: row.bank_name,
    accountHolder: row.account_holder,
  }
}

/** The details that are given as columns; an ID number says sex and day of birth better than anybody. */
export function detailColumns(details: Partial<WorkerDetails>, idNumber: GivenNumbers['idNumber']) {
  return {
    sex: idNumber?.sex ?? details.sex,
    birth_date: idNumber?.birthDate ?? details.birthDate,
    phone: details.phone,
    village: details.village,
    address: details.address,
    emergency_name: details.emergencyName,
    emergency_phone: details.emergencyPhone,
    contract_from: details.contractFrom,
    contract_to: details.contractTo,
    pay_method: details.payMethod,
    wechat_name: details.wechatName,
    bank_name: details.bankName,
    account_holder: details.accountHolder,
  }
}

/**
 * Refuses an ID number that another worker has: worker-known where she is here, worker-was-here where she left (she can be
 * taken back, or entered `again`). `workerId` null: she is new.
 */
export async function refuseKnown(
  scope: CommandScope,
  workerId: number | null,
  given: GivenNumbers,
): Promise<void> {
  if (!given.key || !given.idNumber) return
  const others = (await holdersOf(scope.trx, given.key, given.idNumber.number)).filter(
    ({ id }) => id !== workerId,
  )
  const other = others[0]
  if (!other) return
  if (other.isHere) throw new YifangError('worker-known', { worker: other.name })
  if (!given.again && workerId === null)
    throw new YifangError('worker-was-here', {
      worker: other.name,
      leftOn: other.leftOn ?? '',
    })
}

/** Keeps or takes away the given numbers. */
export async function saveNumbers(
  scope: CommandScope,
  workerId: number,
  { key, idNumber, bankAccount }: GivenNumbers,
): Promise<void> {
  for (const [kind, number] of [
    ['id-number', idNumber === null ? null : idNumber?.number],
    ['bank-account', bankAccount],
  ] as const) {
    if (number === undefined) continue
    if (number === null) await removeNumber(scope, workerId, kind)
    else if (key) await saveNumber(scope, key, workerId, kind, number)
    else throw new YifangError('data-key-locked', {})
  }
}

/** What a worker still has here. */
export async function openWorkOf(db: Kysely<Database>, workerId: number) {
  const found = await sql<{ inHand: number; lastWorked: string | null; unpaidEntries: number }>`
    SELECT (SELECT count(*) FROM hand_out h WHERE h.worker_id = ${workerId} AND ${outstanding} > 0) AS inHand,
      (SELECT max(work_date) FROM work_entry WHERE worker_id = ${workerId} AND voided_at IS NULL) AS lastWorked,
      (SELECT count(*) FROM work_entry w WHERE worker_id = ${workerId} AND voided_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM payslip_entry e WHERE e.work_entry_id = w.id)) AS unpaidEntries`.execute(
    db,
  )
  return found.rows[0]!
}
