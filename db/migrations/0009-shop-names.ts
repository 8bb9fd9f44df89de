import { type Kysely, sql } from 'kysely'

/**
 * What order files call a shop, once the user has said which of his it is: the question is put once a name.
 * `platform` is '' for an ERP's file, which carries shops of several.
 * What a staged file calls its shop stands with it, so that its commit need not look through its rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE shop_name (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      platform TEXT NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      shop_id INTEGER NOT NULL REFERENCES shop (id),
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (platform, name)
    ) STRICT`.execute(db)
  await sql`ALTER TABLE import_file ADD COLUMN shop_names TEXT NOT NULL DEFAULT '[]'`.execute(db)
  await sql`CREATE INDEX shop_name_shop ON shop_name (shop_id)`.execute(db)
}
