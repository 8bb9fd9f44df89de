import type { Kysely } from 'kysely'
import type { SizePoint } from '../../shared/catalog/size-chart.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { refuseStale } from './changed-meanwhile.ts'

/** A style's measured points, in their order; millimetres. */
export async function readSizeChart(db: Kysely<Database>, styleId: number): Promise<SizePoint[]> {
  const rows = await db
    .selectFrom('size_point')
    .selectAll()
    .where('style_id', '=', styleId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ name, minus, plus, sizes }) => ({
    name,
    minus,
    plus,
    sizes: JSON.parse(sizes) as Record<string, number>,
  }))
}

/**
 * Saves a style's size chart as a whole; what was measured before keeps its targets. `read`: what it was when somebody
 * began to change it. Raises not-found, already-exists, changed-meanwhile.
 */
export async function saveSizeChart(
  scope: CommandScope,
  styleId: number,
  points: readonly SizePoint[],
  read?: readonly SizePoint[],
): Promise<null> {
  const style = await scope.trx.selectFrom('style').select('id').where('id', '=', styleId).executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id: styleId })
  await refuseStale(scope, styleId, 'size_point', await readSizeChart(scope.trx, styleId), read)
  const seen = new Set<string>()
  for (const { name } of points) {
    if (seen.has(name)) throw new YifangError('already-exists', { what: 'size_point', name })
    seen.add(name)
  }
  const before = await scope.trx
    .selectFrom('size_point')
    .select('id')
    .where('style_id', '=', styleId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  for (const [position, { name, minus, plus, sizes }] of points.entries()) {
    const row = { style_id: styleId, position, name, minus, plus, sizes: JSON.stringify(sizes) }
    const old = before[position]
    if (old) await scope.update('size_point', old.id, row)
    else await scope.insert('size_point', row)
  }
  for (const { id } of before.slice(points.length)) await scope.remove('size_point', id)
  return null
}
