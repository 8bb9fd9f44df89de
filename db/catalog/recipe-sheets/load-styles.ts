import { type Kysely, sql } from 'kysely'
import type { KnownBom } from '../../../shared/catalog/recipe-sheets/boms.ts'
import type { KnownChart } from '../../../shared/catalog/recipe-sheets/charts.ts'
import type { KnownRouting } from '../../../shared/catalog/recipe-sheets/routings.ts'
import { readRouting } from '../../production/routing.ts'
import type { Database } from '../../schema.ts'
import { readBom } from '../bom.ts'
import { readSizeChart } from '../size-chart.ts'

/** Colours or sizes that a style has or had, those of its SKUs included. */
async function namesOf(db: Kysely<Database>, styleId: number, what: 'colour' | 'size'): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM ${sql.table(`style_${what}`)} WHERE style_id = ${styleId}
    UNION SELECT ${sql.ref(what)} FROM sku WHERE style_id = ${styleId}`.execute(db)
  return rows.map(({ name }) => name)
}

export async function loadBom(db: Kysely<Database>, styleId: number): Promise<KnownBom> {
  return {
    colours: await namesOf(db, styleId, 'colour'),
    sizes: await namesOf(db, styleId, 'size'),
    lines: await readBom(db, styleId),
  }
}

/** With all price lists. */
export async function loadRouting(db: Kysely<Database>, styleId: number): Promise<KnownRouting> {
  return { sizes: await namesOf(db, styleId, 'size'), operations: await readRouting(db, styleId, true) }
}

export async function loadChart(db: Kysely<Database>, styleId: number): Promise<KnownChart> {
  return { sizes: await namesOf(db, styleId, 'size'), points: await readSizeChart(db, styleId) }
}
