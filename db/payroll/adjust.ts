import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { toDecimal } from '../../shared/money.ts'
import type { Adjustment, Debt } from '../../shared/payroll/contract.ts'
import type { AdjustmentKind, DebtKind } from '../../shared/payroll/rules.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { debtLeft } from './besides.ts'

/** Gives or takes something besides the work, with its reason. Raises not-found. */
export async function addAdjustment(
  scope: CommandScope,
  input: {
    readonly workerIds: readonly number[]
    readonly businessDate: string
    readonly kind: AdjustmentKind
    readonly amount: number
    readonly reason: string
  },
): Promise<null> {
  for (const workerId of input.workerIds) {
    await requireWorker(scope, workerId)
    await scope.insert('pay_adjustment', {
      worker_id: workerId,
      business_date: input.businessDate,
      kind: input.kind,
      amount: input.amount,
      reason: input.reason,
      at: scope.at,
    })
  }
  return null
}

/** Takes it back; what a closed run had of it is a line of the next one. A second time changes nothing. Raises not-found. */
export async function voidAdjustment(scope: CommandScope, id: number): Promise<null> {
  const row = await scope.trx
    .selectFrom('pay_adjustment')
    .select('voided_at')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'adjustment', id })
  if (row.voided_at === null) await scope.update('pay_adjustment', id, { voided_at: scope.at })
  return null
}

/** Money lent, or damage to be made good, with what is taken of it a run at most. Raises not-found. */
export async function addDebt(
  scope: CommandScope,
  input: {
    readonly workerId: number
    readonly businessDate: string
    readonly kind: Exclude<DebtKind, 'carried'>
    readonly amount: number
    readonly instalment: number | null
    readonly reason: string
  },
): Promise<{ id: number }> {
  await requireWorker(scope, input.workerId)
  return {
    id: await scope.insert('worker_debt', {
      worker_id: input.workerId,
      business_date: input.businessDate,
      kind: input.kind,
      amount: input.amount,
      instalment: input.instalment,
      reason: input.reason,
      payslip_id: null,
      at: scope.at,
    }),
  }
}

/** How much of a debt is still open, in fen. Raises not-found, also where it was taken back. */
async function leftOf(scope: CommandScope, id: number): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    SELECT ${debtLeft} AS left FROM worker_debt d WHERE d.id = ${id} AND d.voided_at IS NULL`.execute(
    scope.trx,
  )
  if (!rows[0]) throw new YifangError('not-found', { what: 'debt', id })
  return rows[0].left
}

/** What is taken of a debt a run at most; null: as much as can be. Raises not-found. */
export async function changeInstalment(
  scope: CommandScope,
  input: { readonly id: number; readonly instalment: number | null },
): Promise<null> {
  await leftOf(scope, input.id)
  await scope.update('worker_debt', input.id, { instalment: input.instalment })
  return null
}

/** Paid back by hand. Raises not-found, debt-less where less is owed. */
export async function repayDebt(
  scope: CommandScope,
  input: {
    readonly id: number
    readonly businessDate: string
    readonly amount: number
    readonly note: string
  },
): Promise<null> {
  const left = await leftOf(scope, input.id)
  if (input.amount > left)
    throw new YifangError('debt-less', {
      left: toDecimal(left),
      wanted: toDecimal(input.amount),
    })
  await scope.insert('debt_repayment', {
    debt_id: input.id,
    business_date: input.businessDate,
    amount: input.amount,
    note: input.note,
    at: scope.at,
  })
  return null
}

/** Lets off what is left of a debt by a repayment of that much; one of which nothing was paid is taken back. Raises not-found. */
export async function voidDebt(
  scope: CommandScope,
  input: { readonly id: number; readonly businessDate: string; readonly note: string },
): Promise<null> {
  const debt = await scope.trx
    .selectFrom('worker_debt')
    .select('amount')
    .where('id', '=', input.id)
    .executeTakeFirst()
  const left = await leftOf(scope, input.id)
  if (left === debt?.amount) await scope.update('worker_debt', input.id, { voided_at: scope.at })
  else if (left > 0) await repayDebt(scope, { ...input, amount: left })
  return null
}

/** Raises not-found. */
export async function requireWorker(scope: CommandScope, id: number): Promise<void> {
  const row = await scope.trx.selectFrom('worker').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'worker', id })
}

/** What was given or taken in a span of days, the newest first. */
export async function listAdjustments(
  db: Kysely<Database>,
  span: { readonly from: string; readonly to: string },
): Promise<Adjustment[]> {
  const { rows } = await sql<Omit<Adjustment, 'voided' | 'paid'> & { voided: number; paid: number }>`
    SELECT a.id, a.worker_id AS workerId, worker.name AS workerName, a.business_date AS businessDate, a.kind, a.amount,
      a.reason, a.voided_at IS NOT NULL AS voided,
      EXISTS (SELECT 1 FROM payslip_line l WHERE l.adjustment_id = a.id) AS paid
    FROM pay_adjustment a JOIN worker ON worker.id = a.worker_id
    WHERE a.business_date BETWEEN ${span.from} AND ${span.to} ORDER BY a.business_date DESC, a.id DESC`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, voided: row.voided === 1, paid: row.paid === 1 }))
}

/** Debts by worker, those with something left first; `all` with those paid back. */
export async function listDebts(db: Kysely<Database>, input: { readonly all: boolean }): Promise<Debt[]> {
  const { rows } = await sql<Debt>`
    SELECT * FROM (SELECT d.id, d.worker_id AS workerId, worker.name AS workerName, d.business_date AS businessDate, d.kind,
        d.amount, ${debtLeft} AS left, d.instalment, d.reason
      FROM worker_debt d JOIN worker ON worker.id = d.worker_id WHERE d.voided_at IS NULL)
    WHERE left > 0 OR ${input.all ? 1 : 0} = 1 ORDER BY left = 0, workerName, businessDate DESC, id DESC
    LIMIT 2000`.execute(db)
  return rows
}
