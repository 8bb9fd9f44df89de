import { type Kysely, type Selectable, sql } from 'kysely'
import type { BomVersion } from '../../shared/catalog/bom-contract.ts'
import type { Database } from '../schema.ts'

type Line = Partial<Omit<Selectable<Database['bom_line']>, 'id'>>

/**
 * A style's BOM after each change of it, the newest first: the lines of now, taken back change by change as the audit
 * tells it. With each version the batches that were begun while it held, which keep what it made them need.
 */
export async function readBomVersions(db: Kysely<Database>, styleId: number): Promise<BomVersion[]> {
  const { rows: changes } = await sql<{
    commandId: number
    at: number
    who: string | null
    rowId: number
    action: 'insert' | 'update' | 'delete'
    before: string | null
  }>`
    WITH line AS (
      SELECT DISTINCT row_id FROM audit WHERE table_name = 'bom_line'
        AND (after ->> 'style_id' = ${styleId} OR before ->> 'style_id' = ${styleId}))
    SELECT a.command_id AS commandId, c.at, user.name AS who, a.row_id AS rowId, a.action, a.before
    FROM audit a JOIN command c ON c.id = a.command_id LEFT JOIN user ON user.id = c.user_id
    WHERE a.table_name = 'bom_line' AND a.row_id IN (SELECT row_id FROM line)
    ORDER BY a.id DESC`.execute(db)
  const now = await db.selectFrom('bom_line').selectAll().where('style_id', '=', styleId).execute()
  const batches = await db
    .selectFrom('batch')
    .innerJoin('command', 'command.id', 'batch.command_id')
    .innerJoin('audit', (join) =>
      join
        .onRef('audit.row_id', '=', 'batch.id')
        .on('audit.table_name', '=', 'batch')
        .on('audit.action', '=', 'insert'),
    )
    .innerJoin('command as begun', 'begun.id', 'audit.command_id')
    .select(['batch.batch_number', 'begun.id as commandId'])
    .where('batch.style_id', '=', styleId)
    .orderBy('batch.id')
    .execute()
  const materials = new Map(
    (await db.selectFrom('material').select(['id', 'name', 'unit', 'width', 'grams_per_area']).execute()).map(
      (row) => [row.id, row],
    ),
  )
  const lines = new Map<number, Line>(now.map(({ id, ...line }) => [id, line]))
  const commands = [...Map.groupBy(changes, ({ commandId }) => commandId)]
  return commands.map(([commandId, undone], index) => {
    const version = {
      number: commands.length - index,
      at: undone[0]!.at,
      who: undone[0]!.who ?? '',
      batches: batches
        .filter(
          (batch) => batch.commandId > commandId && batch.commandId < (commands[index - 1]?.[0] ?? Infinity),
        )
        .map(({ batch_number }) => batch_number),
      lines: [...lines.values()]
        .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
        .flatMap((line) => {
          const material = materials.get(line.material_id ?? 0)
          if (!material) return []
          return {
            part: line.part ?? '',
            materialId: material.id,
            materialName: material.name,
            unit: material.unit,
            colours: JSON.parse(line.colours ?? '[]') as string[],
            usage: line.usage ?? 0,
            usages: JSON.parse(line.usages ?? '{}') as Record<string, number>,
            wastage: line.wastage ?? 0,
            typed: line.typed ?? 'unit',
            width: material.width,
            gramsPerArea: material.grams_per_area,
          }
        }),
    }
    for (const { rowId, action, before } of undone) {
      if (action === 'insert') lines.delete(rowId)
      else lines.set(rowId, { ...lines.get(rowId), ...(JSON.parse(before ?? '{}') as Line) })
    }
    return version
  })
}

/** The lines of a style's BOM as they were when a batch of it was begun. */
export async function bomOfBatch(
  db: Kysely<Database>,
  styleId: number,
  batchId: number,
): Promise<BomVersion['lines']> {
  const batch = await db
    .selectFrom('batch')
    .select('batch_number')
    .where('id', '=', batchId)
    .executeTakeFirst()
  const versions = await readBomVersions(db, styleId)
  return versions.find(({ batches }) => batches.includes(batch?.batch_number ?? ''))?.lines ?? []
}
