import type RawDatabase from 'better-sqlite3'

/**
 * Makes the audit of a salvaged store true again (DESIGN §5 rule 9): rows whose own audit was lost are named anew
 * under their command, rows that the audit names and that were lost are noted as gone by this salvage.
 */
export function noteLosses(raw: RawDatabase.Database, uuid: string, at: number): void {
  const command = Number(
    raw
      .prepare(
        `INSERT INTO command (uuid, name, station, at, input_digest, answer)
         VALUES (?, 'settings.rescue.takeSalvaged', 'host', ?, '', 'null')`,
      )
      .run(uuid, at).lastInsertRowid,
  )
  const tables = raw
    .prepare(
      `SELECT m.name FROM sqlite_schema m WHERE m.type = 'table' AND m.name <> 'audit'
        AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'command_id')
        AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'id')`,
    )
    .pluck()
    .all() as string[]
  for (const table of tables) {
    nameRows(raw, table)
    noteGone(raw, table, command)
  }
}

function nameRows(raw: RawDatabase.Database, table: string): void {
  raw
    .prepare(
      `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action)
       SELECT t.command_id, $table, t.id, t.id, 'update' FROM "${table}" t
       WHERE t.command_id IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.table_name = $table AND a.row_id = t.id
           AND a.command_id = t.command_id AND a.action <> 'delete')
         AND NOT EXISTS (SELECT 1 FROM audit r WHERE r.table_name = $table AND r.last_row_id > r.row_id
           AND r.command_id = t.command_id AND r.action <> 'delete' AND t.id BETWEEN r.row_id AND r.last_row_id)`,
    )
    .run({ table })
}

function noteGone(raw: RawDatabase.Database, table: string, command: number): void {
  const note = raw.prepare(
    `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action) VALUES (?, ?, ?, ?, 'delete')`,
  )
  const gone = raw
    .prepare(
      `SELECT DISTINCT a.row_id FROM audit a
       WHERE a.table_name = $table AND a.row_id = a.last_row_id AND a.action <> 'delete'
         AND NOT EXISTS (SELECT 1 FROM "${table}" t WHERE t.id = a.row_id)
         AND NOT EXISTS (SELECT 1 FROM audit d WHERE d.table_name = $table AND d.row_id = a.row_id AND d.action = 'delete')`,
    )
    .pluck()
    .all({ table }) as number[]
  for (const id of gone) note.run(command, table, id, id)
  const ranges = raw
    .prepare(
      `SELECT row_id AS first, last_row_id AS last FROM audit
       WHERE table_name = ? AND last_row_id > row_id AND action <> 'delete'`,
    )
    .all(table) as { first: number; last: number }[]
  const present = raw.prepare(`SELECT id FROM "${table}" WHERE id BETWEEN ? AND ? ORDER BY id`).pluck()
  const isDeleted = raw
    .prepare(
      `SELECT 1 FROM audit WHERE table_name = $table AND action = 'delete' AND row_id <= $id AND last_row_id >= $id LIMIT 1`,
    )
    .pluck()
  for (const { first, last } of ranges) {
    const there = present.all(first, last) as number[]
    let next = first
    for (const id of [...there, last + 1]) {
      for (let missing = next; missing < id; missing += 1)
        if (isDeleted.get({ table, id: missing }) === undefined) note.run(command, table, missing, missing)
      next = id + 1
    }
  }
}
