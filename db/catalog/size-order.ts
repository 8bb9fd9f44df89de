import type { Kysely } from 'kysely'
import { compareSizes } from '../../shared/catalog/sizes.ts'
import type { Database } from '../schema.ts'

interface Sized {
  readonly colour: string
  readonly size: string
}

/**
 * Compares SKUs of a style as it lists its colours and sizes itself: XL after M after S. Sizes that it does not list
 * come last, as people cut them.
 */
export async function sizeOrder(
  db: Kysely<Database>,
  styleId: number,
): Promise<(a: Sized, b: Sized) => number> {
  const places = async (table: 'style_colour' | 'style_size') => {
    const rows = await db
      .selectFrom(table)
      .select('name')
      .where('style_id', '=', styleId)
      .orderBy('position')
      .orderBy('id')
      .execute()
    return new Map(rows.map(({ name }, place) => [name, place]))
  }
  const colours = await places('style_colour')
  const sizes = await places('style_size')
  const placeOf = (known: ReadonlyMap<string, number>, name: string) => known.get(name) ?? known.size
  return (a, b) =>
    placeOf(colours, a.colour) - placeOf(colours, b.colour) ||
    a.colour.localeCompare(b.colour, 'zh-CN') ||
    placeOf(sizes, a.size) - placeOf(sizes, b.size) ||
    compareSizes(a.size, b.size)
}
