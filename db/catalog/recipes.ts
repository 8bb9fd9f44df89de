import { type Kysely, sql } from 'kysely'
import type { RecipeKind, RecipeProblem, RecipeRow } from '../../shared/catalog/recipe-sheet.ts'
import { YifangError } from '../../shared/errors.ts'
import { findCycle } from '../../shared/production/routing.ts'
import type { CommandScope } from '../command.ts'
import { saveMaterial } from '../inventory/materials.ts'
import { saveSupplier } from '../inventory/suppliers.ts'
import { readRouting, saveRouting, setRates } from '../production/routing.ts'
import type { Database } from '../schema.ts'
import { saveBom } from './bom.ts'
import { saveSizeChart } from './size-chart.ts'

interface NumberedRow {
  readonly row: number
  readonly value: RecipeRow
}

/**
 * Compares rows of a sheet with the books: those that name a style, material or step nobody knows are left out with
 * their problem. A style whose steps stand in a circle is left out whole.
 */
export async function checkRecipes(
  db: Kysely<Database>,
  rows: readonly NumberedRow[],
): Promise<{ rows: RecipeRow[]; problems: RecipeProblem[]; styles: number; fresh: number }> {
  const materials = await namesOf(db, 'material')
  const styles = await namesOf(db, 'style')
  const problems: RecipeProblem[] = []
  const seen = new Set<string>()
  const good = rows.filter(({ row, value }) => {
    const wrong = (problem: RecipeProblem['problem'], text: string) => {
      problems.push({ row, problem, text })
      return false
    }
    if (value.kind === 'materials') {
      if (seen.has(value.name)) return wrong('twice', value.name)
      seen.add(value.name)
      return true
    }
    if (!styles.has(value.style.toLowerCase())) return wrong('unknown-style', value.style)
    if (value.kind === 'bom')
      return materials.has(value.material) || wrong('unknown-material', value.material)
    const what = value.kind === 'sizes' ? value.name : value.operation
    const key = `${value.style.toLowerCase()}\n${what}`
    if (seen.has(key)) return wrong('twice', what)
    seen.add(key)
    return true
  })
  const bad = new Set<string>()
  for (const [style, steps] of Map.groupBy(
    good.filter(({ value }) => value.kind === 'routing'),
    ({ value }) => (value.kind === 'routing' ? value.style.toLowerCase() : ''),
  )) {
    const names = steps.map(({ value }) => (value.kind === 'routing' ? value.operation : ''))
    for (const { row, value } of steps) {
      const missing = value.kind === 'routing' && value.after.find((name) => !names.includes(name))
      if (missing) {
        problems.push({ row, problem: 'unknown-step', text: missing })
        bad.add(style)
      }
    }
    const circle = findCycle(
      steps.map(({ value }, id) => ({
        id,
        predecessors: value.kind === 'routing' ? value.after.map((name) => names.indexOf(name)) : [],
      })),
    )
    if (circle !== null) {
      problems.push({ row: steps[circle]!.row, problem: 'circle', text: names[circle]! })
      bad.add(style)
    }
  }
  const kept = good.filter(({ value }) => value.kind !== 'routing' || !bad.has(value.style.toLowerCase()))
  return {
    rows: kept.map(({ value }) => value),
    problems: problems.toSorted((a, b) => a.row - b.row),
    styles: new Set(
      kept.flatMap(({ value }) => (value.kind === 'materials' ? [] : [value.style.toLowerCase()])),
    ).size,
    fresh: kept.filter(({ value }) => value.kind === 'materials' && !materials.has(value.name)).length,
  }
}

async function namesOf(
  db: Kysely<Database>,
  what: 'material' | 'style',
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: number; name: string }>`
    SELECT id, ${what === 'style' ? sql`lower(style_number)` : sql`name`} AS name FROM ${sql.table(what)}
    WHERE archived_at IS NULL`.execute(db)
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/**
 * Writes rows of a sheet: materials by their names, a BOM, routing or size chart of each style as a whole in place of what it had.
 * `withRates`: whether the caller may set piece rates. Raises not-found, routing-circle.
 */
export async function applyRecipes(
  scope: CommandScope,
  rows: readonly RecipeRow[],
  options: { readonly withRates: boolean; readonly today: string },
): Promise<{ materials: number; styles: number }> {
  let materials = 0
  const changed = new Set<number>()
  const known = await namesOf(scope.trx, 'material')
  for (const row of rows) {
    if (row.kind !== 'materials') continue
    const { name, unit, width, gramsPerArea, price, note } = row
    const supplierId = row.supplier === '' ? null : await supplierOf(scope, row.supplier)
    const id = known.get(name) ?? null
    await saveMaterial(scope, {
      id,
      name,
      unit,
      width,
      gramsPerArea,
      supplierId,
      price,
      note,
      archived: false,
    })
    materials += 1
  }
  const styles = await namesOf(scope.trx, 'style')
  const items = await namesOf(scope.trx, 'material')
  const idOf = (names: ReadonlyMap<string, number>, what: string, name: string) => {
    const id = names.get(name)
    if (id === undefined) throw new YifangError('not-found', { what, id: name })
    return id
  }
  const boms = rows.filter((row) => row.kind === 'bom')
  for (const [style, lines] of Map.groupBy(boms, (row) => row.style.toLowerCase())) {
    const styleId = idOf(styles, 'style', style)
    changed.add(styleId)
    await saveBom(
      scope,
      styleId,
      lines.map(({ material, part, colours, usage, usages, wastage, typed }) => ({
        materialId: idOf(items, 'material', material),
        part,
        colours,
        usage,
        usages,
        wastage,
        typed,
      })),
    )
  }
  const routings = rows.filter((row) => row.kind === 'routing')
  for (const [style, steps] of Map.groupBy(routings, (row) => row.style.toLowerCase())) {
    const styleId = idOf(styles, 'style', style)
    changed.add(styleId)
    const before = await readRouting(scope.trx, styleId, false)
    const names = steps.map(({ operation }) => operation)
    const ids = await saveRouting(
      scope,
      styleId,
      steps.map(({ operation, standardSeconds, recorded, after, skill }) => ({
        id: before.find(({ name }) => name === operation)?.id ?? null,
        name: operation,
        standardSeconds,
        skill: skill ?? undefined,
        recorded,
        predecessors: after.map((name) => names.indexOf(name)).filter((place) => place >= 0),
      })),
    )
    if (!options.withRates) continue
    for (const [index, { rate, rateFrom, rates }] of steps.entries()) {
      if (rate === null && Object.keys(rates ?? {}).length === 0) continue
      const validFrom = rateFrom ?? options.today
      // A sheet that says the general rate alone: sizes that pay another keep theirs.
      const ofSizes =
        rates === null
          ? await scope.trx
              .selectFrom('piece_rate')
              .select(['size', 'rate'])
              .where('operation_id', '=', ids[index]!)
              .where('valid_from', '=', validFrom)
              .where('size', '<>', '')
              .execute()
          : Object.entries(rates).map(([size, own]) => ({ size, rate: own }))
      const general = rate === null ? [] : [{ size: '', rate }]
      await setRates(scope, { operationId: ids[index]!, validFrom, rates: [...general, ...ofSizes] })
    }
  }
  const points = rows.filter((row) => row.kind === 'sizes')
  for (const [style, chart] of Map.groupBy(points, (row) => row.style.toLowerCase())) {
    const styleId = idOf(styles, 'style', style)
    changed.add(styleId)
    await saveSizeChart(
      scope,
      styleId,
      chart.map(({ name, minus, plus, sizes }) => ({ name, minus, plus, sizes })),
    )
  }
  return { materials, styles: changed.size }
}

async function supplierOf(scope: CommandScope, name: string): Promise<number> {
  const row = await scope.trx.selectFrom('supplier').select('id').where('name', '=', name).executeTakeFirst()
  return row?.id ?? (await saveSupplier(scope, { id: null, name, kind: 'supplier', phone: '', note: '' })).id
}

/** All rows of a kind, as a sheet of it says them. `withRates`: whether rates may be seen, `money`: prices. */
export async function readRecipes(
  db: Kysely<Database>,
  kind: RecipeKind,
  options: { readonly withRates: boolean; readonly money: boolean },
): Promise<RecipeRow[]> {
  if (kind === 'materials') {
    const { rows } = await sql<Extract<RecipeRow, { kind: 'materials' }>>`
      SELECT 'materials' AS kind, m.name, m.unit, m.width, m.grams_per_area AS gramsPerArea,
        coalesce(supplier.name, '') AS supplier, ${options.money ? sql`m.price` : sql`NULL`} AS price, m.note
      FROM material m LEFT JOIN supplier ON supplier.id = m.supplier_id
      WHERE m.archived_at IS NULL ORDER BY m.name_initials, m.id LIMIT 20000`.execute(db)
    return rows
  }
  if (kind === 'bom') {
    const { rows } = await sql<
      Omit<Extract<RecipeRow, { kind: 'bom' }>, 'colours' | 'usages'> & { colours: string; usages: string }
    >`SELECT 'bom' AS kind, style.style_number AS style, m.name AS material, l.usage, l.part, l.colours, l.usages, l.wastage,
        l.typed
      FROM bom_line l JOIN style ON style.id = l.style_id JOIN material m ON m.id = l.material_id
      WHERE style.archived_at IS NULL ORDER BY style.style_number, l.position LIMIT 20000`.execute(db)
    return rows.map((row) => ({
      ...row,
      colours: JSON.parse(row.colours) as string[],
      usages: JSON.parse(row.usages) as Record<string, number>,
    }))
  }
  if (kind === 'sizes') {
    const { rows } = await sql<Omit<Extract<RecipeRow, { kind: 'sizes' }>, 'sizes'> & { sizes: string }>`
      SELECT 'sizes' AS kind, style.style_number AS style, p.name, p.minus, p.plus, p.sizes
      FROM size_point p JOIN style ON style.id = p.style_id
      WHERE style.archived_at IS NULL ORDER BY style.style_number, p.position LIMIT 20000`.execute(db)
    return rows.map((row) => ({ ...row, sizes: JSON.parse(row.sizes) as Record<string, number> }))
  }
  const { rows } = await sql<
    Omit<Extract<RecipeRow, { kind: 'routing' }>, 'after' | 'recorded' | 'rates'> & {
      after: string
      recorded: number
      rates: string
    }
  >`SELECT 'routing' AS kind, style.style_number AS style, o.name AS operation, o.standard_seconds AS standardSeconds,
      o.recorded, (SELECT json_group_array(p.name) FROM operation_predecessor q JOIN operation p ON p.id = q.predecessor_id
        WHERE q.operation_id = o.id AND p.archived_at IS NULL) AS after,
      ${options.withRates ? sql`r.rate` : sql`NULL`} AS rate, ${options.withRates ? sql`newest.day` : sql`NULL`} AS rateFrom,
      ${
        options.withRates
          ? sql`(SELECT json_group_object(size, rate) FROM piece_rate
              WHERE operation_id = o.id AND valid_from = newest.day AND size <> '')`
          : sql`'{}'`
      } AS rates, o.skill
    FROM operation o JOIN style ON style.id = o.style_id
      LEFT JOIN (SELECT operation_id, max(valid_from) AS day FROM piece_rate GROUP BY operation_id) newest
        ON newest.operation_id = o.id
      LEFT JOIN piece_rate r ON r.operation_id = o.id AND r.size = '' AND r.valid_from = newest.day
    WHERE o.archived_at IS NULL AND style.archived_at IS NULL
    ORDER BY style.style_number, o.position LIMIT 20000`.execute(db)
  return rows.map((row) => ({
    ...row,
    recorded: row.recorded === 1,
    after: JSON.parse(row.after) as string[],
    rates: JSON.parse(row.rates) as Record<string, number>,
  }))
}
