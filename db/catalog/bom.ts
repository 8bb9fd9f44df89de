import type { Kysely } from 'kysely'
import type { BomLineInput, BomLineRow } from '../../shared/catalog/bom-contract.ts'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { refuseStale } from './changed-meanwhile.ts'

/** A style's BOM, in its order. Usage in 1/1000 of the material's unit, or mm where it was typed as a length. */
export async function readBom(db: Kysely<Database>, styleId: number): Promise<BomLineRow[]> {
  const rows = await db
    .selectFrom('bom_line as l')
    .innerJoin('material as m', 'm.id', 'l.material_id')
    .selectAll('l')
    .select(['m.name', 'm.unit', 'm.width', 'm.grams_per_area'])
    .where('l.style_id', '=', styleId)
    .orderBy('l.position')
    .orderBy('l.id')
    .execute()
  return rows.map((row) => ({
    part: row.part,
    materialId: row.material_id,
    materialName: row.name,
    unit: row.unit,
    colours: JSON.parse(row.colours) as string[],
    usage: row.usage,
    usages: JSON.parse(row.usages) as Record<string, number>,
    wastage: row.wastage,
    typed: row.typed,
    width: row.width,
    gramsPerArea: row.grams_per_area,
  }))
}

/** A line as it is saved: without what belongs to its material. */
const asInput = ({ part, materialId, colours, usage, usages, wastage, typed }: BomLineInput) => ({
  part,
  materialId,
  colours,
  usage,
  usages,
  wastage,
  typed: typed ?? 'unit',
})

/**
 * Saves a style's BOM as a whole; batches begun before keep what they need. `read`: what it was when somebody began to
 * change it. Raises not-found, changed-meanwhile, material-length.
 */
export async function saveBom(
  scope: CommandScope,
  styleId: number,
  lines: readonly BomLineInput[],
  read?: readonly BomLineInput[],
): Promise<null> {
  const style = await scope.trx.selectFrom('style').select('id').where('id', '=', styleId).executeTakeFirst()
  if (!style) throw new YifangError('not-found', { what: 'style', id: styleId })
  const now = await readBom(scope.trx, styleId)
  await refuseStale(scope, styleId, 'bom_line', now.map(asInput), read?.map(asInput))
  const before = await scope.trx
    .selectFrom('bom_line')
    .select('id')
    .where('style_id', '=', styleId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  for (const [position, line] of lines.entries()) {
    const material = await scope.trx
      .selectFrom('material')
      .select(['name', 'unit', 'width', 'grams_per_area'])
      .where('id', '=', line.materialId)
      .executeTakeFirst()
    if (!material) throw new YifangError('not-found', { what: 'material', id: line.materialId })
    const isWeighed = material.unit === 'kg' && material.width !== null && material.grams_per_area !== null
    if (line.typed === 'length' && !isWeighed)
      throw new YifangError('material-length', { material: material.name })
    const row = {
      style_id: styleId,
      position,
      part: line.part,
      material_id: line.materialId,
      colours: JSON.stringify(line.colours),
      usage: line.usage,
      usages: JSON.stringify(line.usages),
      wastage: line.wastage,
      typed: line.typed ?? 'unit',
    }
    const old = before[position]
    if (old) await scope.update('bom_line', old.id, row)
    else await scope.insert('bom_line', row)
  }
  for (const { id } of before.slice(lines.length)) await scope.remove('bom_line', id)
  return null
}
