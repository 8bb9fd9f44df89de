import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

export interface Violation {
  /** What is wrong, by table, ids and figures: never a buyer's name, phone or address. */
  readonly detail: string
}

/** One of DESIGN §5's rules, as far as its tables exist. */
export interface Rule {
  readonly rule: number
  readonly name: string
  /** Up to `limit` violations, found from the rows themselves. Reads only. */
  find(db: Kysely<Database>, limit: number): Promise<readonly Violation[]>
}

export interface RuleResult {
  readonly rule: number
  readonly name: string
  readonly violations: readonly Violation[]
}

/** Violations as a query gives them: one text column `detail`. */
export function details(rows: readonly { readonly detail: string }[]): Violation[] {
  return rows.map(({ detail }) => ({ detail }))
}

/** Runs searches one after the other until `limit` violations are found. */
export async function collect(
  limit: number,
  searches: readonly ((left: number) => Promise<readonly Violation[]>)[],
): Promise<Violation[]> {
  const found: Violation[] = []
  for (const search of searches) {
    if (found.length >= limit) break
    found.push(...(await search(limit - found.length)))
  }
  return found
}
