import type { Kysely } from 'kysely'
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

export interface TaughtName {
  readonly importFileId: number
  readonly platform: Platform | null
  readonly name: string
  readonly shopId: number
}

/** The shop names in staged files that no import has told of yet: what their commit teaches. */
export async function newShopNames(
  db: Kysely<Database>,
  importFileIds: readonly number[],
): Promise<TaughtName[]> {
  const files = await db
    .selectFrom('import_file')
    .select(['id', 'format', 'mapping', 'shop_id', 'shop_names'])
    .where('id', 'in', [...importFileIds])
    .where('shop_names', '<>', '[]')
    .orderBy('id')
    .execute()
  const taught: TaughtName[] = []
  for (const { id, format, mapping, shop_id: shopId, shop_names: names } of files) {
    if (shopId === null) continue
    const layout = { format, mapping: mapping === null ? null : (JSON.parse(mapping) as UserMapping) }
    const platform = filePlatform(layout)
    const known = await knownShopNames(db, platform)
    for (const name of JSON.parse(names) as string[]) {
      const isTaught = taught.some((one) => one.platform === platform && one.name === name)
      if (!known.has(name) && !isTaught) taught.push({ importFileId: id, platform, name, shopId })
    }
  }
  return taught
}

/** Remembers which shop files of a platform mean by a name; an import that is undone forgets what it taught. */
export async function rememberShopName(scope: CommandScope, taught: TaughtName): Promise<void> {
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
