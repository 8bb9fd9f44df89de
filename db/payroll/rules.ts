import { type Kysely, sql } from 'kysely'
import { type BankTemplate, bankTemplateSchema, usualBankTemplate } from '../../shared/payroll/bank-file.ts'
import {
  type PayRules,
  type PayTerms,
  payRulesSchema,
  usualRules,
  usualTerms,
} from '../../shared/payroll/rules.ts'
import type { WorkerKind } from '../../shared/workers/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readSetting, writeSetting } from '../settings/settings.ts'

const key = 'payroll.rules'
const bankKey = 'payroll.bank-file'

/** What holds for everybody's wages; the usual until the owner says otherwise. */
export async function readPayRules(db: Kysely<Database>): Promise<PayRules> {
  const stored = payRulesSchema.safeParse(await readSetting(db, key))
  return stored.success ? stored.data : usualRules
}

export async function savePayRules(scope: CommandScope, rules: PayRules): Promise<null> {
  await writeSetting(scope, key, rules)
  return null
}

/** How the bank wants its transfer file; the usual until the owner says otherwise. */
export async function readBankTemplate(db: Kysely<Database>): Promise<BankTemplate> {
  const stored = bankTemplateSchema.safeParse(await readSetting(db, bankKey))
  return stored.success ? stored.data : usualBankTemplate
}

export async function saveBankTemplate(scope: CommandScope, template: BankTemplate): Promise<null> {
  await writeSetting(scope, bankKey, template)
  return null
}

/** Somebody's terms as they were agreed, the newest first; none where they are the usual of her kind. */
export async function readPayTerms(
  db: Kysely<Database>,
  workerIds: readonly number[],
): Promise<ReadonlyMap<number, PayTerms[]>> {
  const rows = await db
    .selectFrom('pay_terms')
    .selectAll()
    .where(sql<boolean>`worker_id IN (SELECT value FROM json_each(${JSON.stringify(workerIds)}))`)
    .orderBy('valid_from', 'desc')
    .execute()
  const found = new Map<number, PayTerms[]>()
  for (const row of rows) {
    const terms: PayTerms = {
      validFrom: row.valid_from,
      basis: row.basis,
      hourlyRate: row.hourly_rate,
      salary: row.salary,
      minimumApplies: row.minimum_applies === 1,
      taxAs: row.tax_as,
      social: row.social,
      specialDeduction: row.special_deduction,
    }
    found.set(row.worker_id, [...(found.get(row.worker_id) ?? []), terms])
  }
  return found
}

/** The terms of everybody who has any of her own. */
export async function listPayTerms(db: Kysely<Database>): Promise<{ workerId: number; terms: PayTerms[] }[]> {
  const workers = await db.selectFrom('pay_terms').select('worker_id').distinct().execute()
  const found = await readPayTerms(
    db,
    workers.map(({ worker_id }) => worker_id),
  )
  return [...found].map(([workerId, terms]) => ({ workerId, terms }))
}

/** The terms in force on a day. */
export function termsOn(all: readonly PayTerms[] | undefined, kind: WorkerKind, day: string): PayTerms {
  return all?.find(({ validFrom }) => validFrom <= day) ?? usualTerms(kind)
}

/** Agrees terms from a day on; those of the same day are replaced. What was paid stays. Raises not-found. */
export async function savePayTerms(
  scope: CommandScope,
  input: { readonly workerId: number; readonly terms: PayTerms },
): Promise<null> {
  const { workerId, terms } = input
  const row = {
    basis: terms.basis,
    hourly_rate: terms.hourlyRate,
    salary: terms.salary,
    minimum_applies: terms.minimumApplies ? (1 as const) : (0 as const),
    tax_as: terms.taxAs,
    social: terms.social,
    special_deduction: terms.specialDeduction,
  }
  const same = await scope.trx
    .selectFrom('pay_terms')
    .select('id')
    .where('worker_id', '=', workerId)
    .where('valid_from', '=', terms.validFrom)
    .executeTakeFirst()
  if (same) await scope.update('pay_terms', same.id, row)
  else await scope.insert('pay_terms', { worker_id: workerId, valid_from: terms.validFrom, ...row })
  return null
}
