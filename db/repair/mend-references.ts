import RawDatabase from 'better-sqlite3'

interface Reference {
  readonly table: string
  readonly parent: string
  readonly from: readonly string[]
  readonly to: readonly string[]
  readonly isOptional: boolean
}

/** More rounds than any chain of our tables is long. */
const mostRounds = 40

/**
 * Makes every reference of a salvaged store resolve. A lost command becomes one that says so, for every row names the
 * command it came by; a lost item, one of its kind. Else a row keeps its place without what it referred to, where it
 * may; where it may not it is left out. Gives how many rows of each table were left out.
 */
export function mendReferences(raw: RawDatabase.Database, at: number): Map<string, number> {
  const left = new Map<string, number>()
  for (let round = 0; round < mostRounds; round += 1) {
    const broken = brokenReferences(raw)
    if (broken.length === 0) return left
    for (const reference of broken) {
      const removed = mend(raw, reference, at)
      if (removed > 0) left.set(reference.table, (left.get(reference.table) ?? 0) + removed)
    }
  }
  throw new Error('references do not resolve')
}

function brokenReferences(raw: RawDatabase.Database): Reference[] {
  const found = raw
    .prepare('SELECT DISTINCT "table" AS "table", parent, fkid FROM pragma_foreign_key_check')
    .all() as { table: string; parent: string; fkid: number }[]
  return found.map(({ table, parent, fkid }) => {
    const columns = raw
      .prepare('SELECT "from", "to" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq')
      .all(table, fkid) as { from: string; to: string }[]
    const required = raw
      .prepare('SELECT name FROM pragma_table_info(?) WHERE "notnull" = 1 OR pk > 0')
      .pluck()
      .all(table) as string[]
    return {
      table,
      parent,
      from: columns.map(({ from }) => from),
      to: columns.map(({ to }) => to),
      isOptional: columns.every(({ from }) => !required.includes(from)),
    }
  })
}

function mend(raw: RawDatabase.Database, reference: Reference, at: number): number {
  const { table, parent, from, to, isOptional } = reference
  const isBroken = `${from.map((name) => `t."${name}" IS NOT NULL`).join(' AND ')} AND NOT EXISTS
    (SELECT 1 FROM "${parent}" p WHERE ${to.map((name, index) => `p."${name}" = t."${from[index]}"`).join(' AND ')})`
  if (parent === 'command') {
    raw
      .prepare(
        `INSERT INTO command (id, uuid, name, station, at, input_digest)
         SELECT DISTINCT t."${from[0]}", 'lost-' || t."${from[0]}", 'settings.rescue.lost', '',
           coalesce((SELECT c.at FROM command c WHERE c.id < t."${from[0]}" ORDER BY c.id DESC LIMIT 1), ?), ''
         FROM "${table}" t WHERE ${isBroken}`,
      )
      .run(at)
    return 0
  }
  if (parent === 'item' && (table === 'sku' || table === 'material')) {
    raw
      .prepare(
        `INSERT INTO item (id, kind) SELECT DISTINCT t."${from[0]}", ? FROM "${table}" t WHERE ${isBroken}`,
      )
      .run(table)
    return 0
  }
  if (isOptional) {
    try {
      const cleared = from.map((name) => `"${name}" = NULL`).join(', ')
      raw.prepare(`UPDATE "${table}" AS t SET ${cleared} WHERE ${isBroken}`).run()
      return 0
    } catch (error) {
      // Without it the row would be something else, the table says: it is left out.
      if (!(error instanceof RawDatabase.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')))
        throw error
    }
  }
  return raw.prepare(`DELETE FROM "${table}" AS t WHERE ${isBroken}`).run().changes
}
