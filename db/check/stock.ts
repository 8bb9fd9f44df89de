import { sql } from 'kysely'
import {
  checkAllocated,
  checkLevels,
  checkLineAllocations,
  checkLines,
  checkReversals,
  checkSets,
  checkShortages,
  type Violation as StockViolation,
} from '../inventory/check.ts'
import { checkShippedLines } from '../shipping/check.ts'
import { collect, details, type Rule, type Violation } from './rule.ts'

/** What the inventory module finds itself, cut to what is still wanted. */
async function first(found: Promise<StockViolation[]>, left: number): Promise<Violation[]> {
  return (await found).slice(0, left).map(({ detail }) => ({ detail }))
}

/** Rule 1. The level table is kept by the commands; here it is summed up again from the ledger. */
export const stockRule: Rule = {
  rule: 1,
  name: 'stock levels are the sums of their moves, what is below zero is a named shortage',
  find: (db, limit) =>
    collect(limit, [
      (left) => first(checkLevels(db), left),
      (left) => first(checkShortages(db), left),
      (left) => first(checkReversals(db), left),
      (left) => first(checkSets(db), left),
      async (left) =>
        details(
          (
            await sql<{ detail: string }>`
              SELECT 'shortage ' || id || ' gives no reason' AS detail FROM stock_shortage
              WHERE closed_at IS NULL AND trim(reason) = '' LIMIT ${left}`.execute(db)
          ).rows,
        ),
    ]),
}

/** Rule 2. A set's line is allocated as its parts, each in its own number. */
export const allocationRule: Rule = {
  rule: 2,
  name: 'nothing is promised that is not there or was not ordered',
  find: (db, limit) =>
    collect(limit, [
      (left) => first(checkAllocated(db), left),
      (left) => first(checkLines(db), left),
      (left) => first(checkLineAllocations(db), left),
      (left) => checkShippedLines(db, left),
    ]),
}
