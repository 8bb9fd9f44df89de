import { type Kysely, sql } from 'kysely'
import { filePlatform } from '../../../shared/orders/file-shops.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { Platform } from '../../../shared/orders/platforms.ts'
import type { CommandScope } from '../../command.ts'
import type { Database } from '../../schema.ts'

/** What stands in the store for the platform of an ERP's file. */
const anyPlatform = ''

/** The shops that files of a platform were told to mean by a name. */
export async function knownShopNames(
  db: Kysely<Database>,
  platform: Platform | null,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('shop_name')
    .innerJoin('shop', 'shop.id', 'shop_name.shop_id')
    .select(['shop_name.name', 'shop_name.shop_id'])
    .where('shop_name.platform', '=', platform ?? anyPlatform)
    .where('shop.archived_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.name, row.shop_id]))
}

interface TakenName {
  readonly import_file_id: number
  readonly format: string
  readonly mapping: string | null
  readonly name: string
  readonly shop_id: number
}

/** The shop names in staged files that no file has been taken over with yet: what commits of them teach. */
export async function newShopNames(
  db: Kysely<Database>,
  importFileIds: readonly number[],
): Promise<{ importFileId: number; platform: Platform | null; name: string; shopId: number }[]> {
  const rows = await sql<TakenName>`
    SELECT DISTINCT f.id AS import_file_id, f.format, f.mapping, r.shop_name AS name, f.shop_id
    FROM import_file f JOIN import_row r ON r.import_file_id = f.id
    WHERE f.id IN (SELECT value FROM json_each(${JSON.stringify(importFileIds)}))
      AND r.order_number IS NOT NULL AND r.shop_name <> ''
    ORDER BY f.id`.execute(db)
  const taught: { importFileId: number; platform: Platform | null; name: string; shopId: number }[] = []
  for (const row of rows.rows) {
    const mapping = row.mapping === null ? null : (JSON.parse(row.mapping) as UserMapping)
    const platform = filePlatform({ format: row.format, mapping })
    const known = (await knownShopNames(db, platform)).has(row.name)
    if (known || taught.some((one) => one.platform === platform && one.name === row.name)) continue
    taught.push({ importFileId: row.import_file_id, platform, name: row.name, shopId: row.shop_id })
  }
  return taught
}

/** Remembers which shop files of a platform mean by a name; an import that is undone forgets what it taught. */
export async function rememberShopName(
  scope: CommandScope,
  taught: { importFileId: number; platform: Platform | null; name: string; shopId: number },
): Promise<void> {
  const platform = taught.platform ?? anyPlatform
  const archived = await scope.trx
    .selectFrom('shop_name')
    .select('id')
    .where('platform', '=', platform)
    .where('name', '=', taught.name)
    .executeTakeFirst()
  if (archived) await scope.update('shop_name', archived.id, { shop_id: taught.shopId })
  else await scope.insert('shop_name', { platform, name: taught.name, shop_id: taught.shopId })
  scope.bulk.run('INSERT OR IGNORE INTO import_command (import_file_id, command_id) VALUES (?, ?)', [
    taught.importFileId,
    scope.commandId,
  ])
}

/** Forgets the names that an import taught, so that the next such file asks again. */
export async function forgetTaughtNames(scope: CommandScope, importFileId: number): Promise<void> {
  const rows = await scope.trx
    .selectFrom('shop_name')
    .innerJoin('import_command', 'import_command.command_id', 'shop_name.command_id')
    .select('shop_name.id')
    .where('import_file_id', '=', importFileId)
    .execute()
  for (const { id } of rows) await scope.remove('shop_name', id)
}
