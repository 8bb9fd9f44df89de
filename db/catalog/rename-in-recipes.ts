import { sql } from 'kysely'
import type { AuditedTable, CommandScope } from '../command.ts'

type Renamed = ReadonlyMap<string, string>

/**
 * Carries renamed colours and sizes of a style to what names them by their text: BOM lines, piece rates, the size
 * chart, and what was cut. Else a new batch would need none of that cloth and pay no rate of that size.
 */
export async function renameInRecipes(
  scope: CommandScope,
  styleId: number,
  renamed: { readonly colour: Renamed; readonly size: Renamed },
): Promise<void> {
  if (renamed.colour.size === 0 && renamed.size.size === 0) return
  await renameInBom(scope, styleId, renamed)
  if (renamed.size.size > 0) await renameInChart(scope, styleId, renamed.size)
  const lays = sql<number>`SELECT lay.id FROM lay JOIN batch ON batch.id = lay.batch_id WHERE batch.style_id = ${styleId}`
  await renameRows(scope, 'lay_colour', 'colour', renamed.colour, sql<boolean>`lay_id IN (${lays})`, [
    'lay_id',
    'dye_lot',
  ])
  await renameRows(scope, 'lay_size', 'size', renamed.size, sql<boolean>`lay_id IN (${lays})`, ['lay_id'])
  const operations = sql<boolean>`operation_id IN (SELECT id FROM operation WHERE style_id = ${styleId})`
  await renameRows(scope, 'piece_rate', 'size', renamed.size, operations, ['operation_id', 'valid_from'])
}

async function renameInBom(
  scope: CommandScope,
  styleId: number,
  renamed: { readonly colour: Renamed; readonly size: Renamed },
): Promise<void> {
  const lines = await scope.trx
    .selectFrom('bom_line')
    .select(['id', 'colours', 'usages'])
    .where('style_id', '=', styleId)
    .execute()
  for (const line of lines) {
    const colours = (JSON.parse(line.colours) as string[]).map((name) => renamed.colour.get(name) ?? name)
    await scope.update('bom_line', line.id, {
      colours: JSON.stringify([...new Set(colours)]),
      usages: withNewNames(line.usages, renamed.size),
    })
  }
}

async function renameInChart(scope: CommandScope, styleId: number, renamed: Renamed): Promise<void> {
  const points = await scope.trx
    .selectFrom('size_point')
    .select(['id', 'sizes'])
    .where('style_id', '=', styleId)
    .execute()
  for (const { id, sizes } of points)
    await scope.update('size_point', id, { sizes: withNewNames(sizes, renamed) })
}

/** Numbers by name, as JSON. A number that stood under the new name already belonged to nothing and gives way. */
function withNewNames(json: string, renamed: Renamed): string {
  const entries = Object.entries(JSON.parse(json) as Record<string, number>)
  const moved = entries.filter(([name]) => renamed.has(name))
  if (moved.length === 0) return json
  return JSON.stringify(
    Object.fromEntries([
      ...entries.filter(([name]) => !renamed.has(name)),
      ...moved.map(([name, number]) => [renamed.get(name)!, number] as const),
    ]),
  )
}

/**
 * Renames in a table whose rows are unique by the name beside `beside`: two names may change places, so that all step
 * aside first; a row that has the new name already belonged to nothing and gives way.
 */
async function renameRows(
  scope: CommandScope,
  table: Extract<AuditedTable, 'lay_colour' | 'lay_size' | 'piece_rate'>,
  column: 'colour' | 'size',
  renamed: Renamed,
  where: ReturnType<typeof sql<boolean>>,
  beside: readonly string[],
): Promise<void> {
  if (renamed.size === 0) return
  const { rows } = await sql<Record<string, string | number> & { readonly id: number }>`
    SELECT * FROM ${sql.table(table)} WHERE ${where}`.execute(scope.trx)
  const keyOf = (row: (typeof rows)[number], name: string) =>
    JSON.stringify([name, ...beside.map((other) => row[other])])
  const moved = rows.filter((row) => renamed.has(String(row[column])))
  const targets = new Set(moved.map((row) => keyOf(row, renamed.get(String(row[column]))!)))
  for (const row of rows)
    if (!moved.includes(row) && targets.has(keyOf(row, String(row[column]))))
      await scope.remove(table, row.id)
  for (const { id } of moved)
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = char(1) || id WHERE id = ${id}`.execute(
      scope.trx,
    )
  for (const row of moved) {
    const name = renamed.get(String(row[column]))!
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${name}, command_id = ${scope.commandId}
      WHERE id = ${row.id}`.execute(scope.trx)
    await scope.recordUpdated(table, row.id, { [column]: row[column] }, { [column]: name })
  }
}
