import { type Kysely, sql } from 'kysely'

/**
 * A listing may be no goods at all (postage, a deposit): its alias names no SKU, and its lines carry
 * `sku_source` without `sku_id`. An alias says while its lines are still being brought in line with it
 * (`pending`), so that a power cut in between is finished at the next start. Codes and titles are found by index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // SQLite cannot drop NOT NULL from a column: the table is built anew, its sequence kept (ids are never reused).
  await sql`
    CREATE TABLE listing_alias_new (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      shop_id INTEGER NOT NULL REFERENCES shop (id),
      match_key TEXT NOT NULL,
      sku_id INTEGER REFERENCES sku (id),
      pending TEXT CHECK (pending IN ('apply', 'forget')),
      title TEXT NOT NULL,
      attributes TEXT NOT NULL,
      seller_code TEXT NOT NULL,
      command_id INTEGER NOT NULL REFERENCES command (id),
      UNIQUE (shop_id, match_key)
    ) STRICT`.execute(db)
  await sql`
    INSERT INTO listing_alias_new (id, shop_id, match_key, sku_id, title, attributes, seller_code, command_id)
    SELECT id, shop_id, match_key, sku_id, title, attributes, seller_code, command_id FROM listing_alias`.execute(
    db,
  )
  await sql`DELETE FROM sqlite_sequence WHERE name = 'listing_alias_new'`.execute(db)
  await sql`
    INSERT INTO sqlite_sequence (name, seq)
    SELECT 'listing_alias_new', seq FROM sqlite_sequence WHERE name = 'listing_alias'`.execute(db)
  await sql`DROP TABLE listing_alias`.execute(db)
  await sql`ALTER TABLE listing_alias_new RENAME TO listing_alias`.execute(db)
  await sql`CREATE INDEX listing_alias_title ON listing_alias (shop_id, title)`.execute(db)
  await sql`CREATE INDEX listing_alias_pending ON listing_alias (pending) WHERE pending IS NOT NULL`.execute(
    db,
  )
  await sql`
    CREATE INDEX order_line_not_goods ON order_line (match_key)
    WHERE sku_id IS NULL AND sku_source IS NOT NULL`.execute(db)
  // DY-TZ-110, dy tz 110 and DYTZ110 are one code: found as they would be written without signs.
  await sql`
    CREATE INDEX sku_loose_code ON sku (
      upper(replace(replace(replace(replace(replace(seller_code, '-', ''), ' ', ''), '_', ''), '/', ''), '.', '')))
    WHERE seller_code <> ''`.execute(db)
}
