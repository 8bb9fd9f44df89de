import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'
import { materialRule } from './materials.ts'
import { ordersRule } from './orders.ts'
import { parcelsRule } from './parcels.ts'
import { payrollRule } from './payroll.ts'
import { batchRule, bundleRule } from './production.ts'
import { referencesRule } from './references.ts'
import type { Rule, RuleResult } from './rule.ts'
import { allocationRule, stockRule } from './stock.ts'

/** DESIGN §5. */
export const rules: readonly Rule[] = [
  stockRule,
  allocationRule,
  parcelsRule,
  batchRule,
  bundleRule,
  payrollRule,
  materialRule,
  ordersRule,
  referencesRule,
]

/** More than this of one rule says nothing new. */
const violationLimit = 200

/**
 * Checks every rule that always holds on the rows themselves. Reads only; takes seconds on a large store, so
 * it runs on a connection of its own beside the host. One transaction: all of it is of one moment, whatever an
 * import writes meanwhile. Each rule is given, with its violations, up to 200.
 */
export async function checkStore(db: Kysely<Database>): Promise<RuleResult[]> {
  return db.transaction().execute(async (moment) => {
    const results: RuleResult[] = []
    for (const { rule, name, find } of rules)
      results.push({ rule, name, violations: await find(moment, violationLimit) })
    return results
  })
}

/** Whether nothing is wrong. */
export function isSound(results: readonly RuleResult[]): boolean {
  return results.every((result) => result.violations.length === 0)
}
