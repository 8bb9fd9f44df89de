import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import { toDecimal } from '../../shared/money.ts'
import type { PayMethod } from '../../shared/payroll/payslip-contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { debtLeft } from './besides.ts'

/** What a payslip `p` still is to be paid, in fen. */
export const owedOf = sql<number>`(p.net - coalesce((SELECT sum(amount) FROM wage_payment w WHERE w.payslip_id = p.id), 0))`

/** Wages of some payslips were handed over, each in full or in part. Raises not-found, wage-over where less is owed. */
export async function payWages(
  scope: CommandScope,
  input: {
    readonly payments: readonly { readonly payslipId: number; readonly amount: number }[]
    readonly businessDate: string
    readonly method: PayMethod
    readonly note: string
  },
): Promise<null> {
  for (const { payslipId, amount } of input.payments) {
    const { rows } = await sql<{ owed: number }>`
      SELECT ${owedOf} AS owed FROM payslip p WHERE p.id = ${payslipId}`.execute(scope.trx)
    if (!rows[0]) throw new YifangError('not-found', { what: 'payslip', id: payslipId })
    if (amount > rows[0].owed)
      throw new YifangError('wage-over', {
        left: toDecimal(rows[0].owed),
        wanted: toDecimal(amount),
      })
    await scope.insert('wage_payment', {
      payslip_id: payslipId,
      business_date: input.businessDate,
      amount,
      method: input.method,
      note: input.note,
      reverses_id: null,
      at: scope.at,
    })
  }
  return null
}

/** Takes a payment back by a second row. Once; raises not-found where it is none, or was taken back. */
export async function reverseWagePayment(
  scope: CommandScope,
  input: { readonly id: number; readonly businessDate: string; readonly note: string },
): Promise<null> {
  const row = await scope.trx
    .selectFrom('wage_payment as w')
    .selectAll()
    .where('id', '=', input.id)
    .where('reverses_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('wage_payment as b').select('b.id').whereRef('b.reverses_id', '=', 'w.id'))),
    )
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'payment', id: input.id })
  await scope.insert('wage_payment', {
    payslip_id: row.payslip_id,
    business_date: input.businessDate,
    amount: 0 - row.amount,
    method: row.method,
    note: input.note,
    reverses_id: row.id,
    at: scope.at,
  })
  return null
}

export interface OwedRow {
  readonly workerId: number
  readonly name: string
  readonly owed: number
  readonly debt: number
}

/** What the workshop owes each worker of her closed payslips, and what she owes it. Who is even is left out. */
export async function listOwed(db: Kysely<Database>): Promise<OwedRow[]> {
  const { rows } = await sql<OwedRow>`
    SELECT * FROM (SELECT worker.id AS workerId, worker.name,
        coalesce((SELECT sum(${owedOf}) FROM payslip p WHERE p.worker_id = worker.id), 0) AS owed,
        coalesce((SELECT sum(${debtLeft})
          FROM worker_debt d WHERE d.worker_id = worker.id AND d.voided_at IS NULL), 0) AS debt
      FROM worker)
    WHERE owed <> 0 OR debt <> 0 ORDER BY owed DESC, name`.execute(db)
  return rows
}
