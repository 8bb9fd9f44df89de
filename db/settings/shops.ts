import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Currency } from '../../shared/money.ts'
import { type Platform, platformDefaults } from '../../shared/orders/platforms.ts'
import type { Shop } from '../../shared/settings/contract.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

export async function listShops(db: Kysely<Database>): Promise<Shop[]> {
  const rows = await db
    .selectFrom('shop')
    .selectAll('shop')
    .select([
      sql<number>`(SELECT count(*) FROM orders WHERE orders.shop_id = shop.id)`.as('order_count'),
      sql<
        number | null
      >`(SELECT max(exported_at) FROM import_file WHERE import_file.shop_id = shop.id AND import_file.state = 'done')`.as(
        'newest_export_at',
      ),
    ])
    .orderBy('id')
    .execute()
  const names = await db.selectFrom('shop_name').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    platform: row.platform as Platform,
    name: row.name,
    currency: row.currency as Currency,
    timeZone: row.time_zone,
    promiseHours: row.promise_hours,
    sender: { name: '', phone: '', address: '', ...(JSON.parse(row.sender) as Partial<Shop['sender']>) },
    archived: row.archived_at !== null,
    orderCount: row.order_count,
    newestExportAt: row.newest_export_at,
    namesInFiles: names
      .filter((name) => name.shop_id === row.id)
      .map(({ id, platform, name }) => ({ id, platform: (platform || null) as Platform | null, name })),
  }))
}

export interface ShopInput {
  readonly id: number | null
  readonly platform: Platform
  readonly name: string
  readonly promiseHours: number | null
  readonly currency?: Currency | undefined
  readonly timeZone?: string | undefined
  readonly sender?: Shop['sender'] | undefined
  readonly archived?: boolean | undefined
}

/** Adds or changes a shop. Its platform stays once it has orders. Raises already-exists. */
export async function saveShop(scope: CommandScope, input: ShopInput): Promise<{ id: number }> {
  const same = await scope.trx
    .selectFrom('shop')
    .select('id')
    .where('platform', '=', input.platform)
    .where('name', '=', input.name)
    .executeTakeFirst()
  if (same && same.id !== input.id)
    throw new YifangError('already-exists', { what: 'shop', name: input.name })
  const defaults = platformDefaults(input.platform)
  if (input.id === null) {
    const id = await scope.insert('shop', {
      platform: input.platform,
      name: input.name,
      currency: input.currency ?? defaults.currency,
      time_zone: input.timeZone ?? defaults.zone,
      promise_hours: input.promiseHours,
      ...(input.sender && { sender: JSON.stringify(input.sender) }),
    })
    return { id }
  }
  await scope.update('shop', input.id, {
    name: input.name,
    promise_hours: input.promiseHours,
    ...(input.currency && { currency: input.currency }),
    ...(input.timeZone && { time_zone: input.timeZone }),
    ...(input.sender && { sender: JSON.stringify(input.sender) }),
    ...(input.archived !== undefined && { archived_at: input.archived ? scope.at : null }),
  })
  return { id: input.id }
}
