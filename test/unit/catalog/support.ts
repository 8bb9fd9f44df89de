import { v7 } from 'uuid'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { reallocate } from '../../../db/inventory/allocate.ts'
import { refreshOrders } from '../../../db/orders/refresh.ts'
import type { StyleInput } from '../../../shared/catalog/contract.ts'
import { matchKey } from '../../../shared/orders/matching.ts'
import { testHost } from '../../support/host.ts'

export const now = Date.UTC(2026, 4, 18, 2)

/** A host on a new folder with one shop. */
export async function openCatalog() {
  const opened = await testHost({ clock: () => now })
  const client = opened.client()
  const { id: shopId } = await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: 'taobao',
    name: '小兔演出服',
    promiseHours: 48,
  })
  const { store } = opened.host.services
  const run = async <A>(work: (scope: CommandScope) => Promise<A>): Promise<A> => {
    const call = { uuid: v7(), name: 'test', userId: 1, station: 'test', at: now, input: null }
    return (await runCommand(store, call, work)).answer
  }
  return { ...opened, client, shopId, store, run }
}
export type Catalog = Awaited<ReturnType<typeof openCatalog>>

/** A style with its whole grid, seller codes `{number}-{colour}-{size}` where asked for. */
export function styleInput(
  styleNumber: string,
  colours: readonly string[],
  sizes: readonly string[],
  options: { readonly name?: string; readonly coded?: boolean } = {},
): StyleInput {
  return {
    id: null,
    styleNumber,
    name: options.name ?? '',
    note: '',
    photos: [],
    colours: colours.map((name) => ({ id: null, name, swatch: '' })),
    sizes: sizes.map((name) => ({ id: null, name })),
    skus: colours.flatMap((colour) =>
      sizes.map((size) => ({
        id: null,
        colour,
        size,
        sellerCode: options.coded ? `${styleNumber}-${colour}-${size}` : '',
        barcode: '',
        safetyStock: 0,
      })),
    ),
  }
}

export async function saveStyle(catalog: Catalog, input: StyleInput) {
  const saved = await catalog.client.catalog.styles.save({ commandId: v7(), ...input })
  return { ...saved, style: await catalog.client.catalog.styles.get({ id: saved.id }) }
}

/** A saved style as it would be typed again. */
export async function asInput(catalog: Catalog, id: number): Promise<StyleInput> {
  const style = await catalog.client.catalog.styles.get({ id })
  return {
    id,
    styleNumber: style.styleNumber,
    name: style.name,
    note: style.note,
    photos: style.photos.map(({ hash, colour }) => ({ hash, colour })),
    colours: [...style.colours],
    sizes: [...style.sizes],
    skus: style.skus
      .filter((sku) => !sku.archived)
      .map(({ id: skuId, colour, size, sellerCode, barcode, safetyStock }) => ({
        id: skuId,
        colour,
        size,
        sellerCode,
        barcode,
        safetyStock,
      })),
  }
}

export interface LineText {
  readonly title?: string
  readonly attributes?: string
  readonly sellerCode?: string
  readonly quantity?: number
}

let orders = 0

/** A paid order as an import leaves it, nothing matched. Gives its id and its line ids. */
export async function addOrder(
  catalog: Catalog,
  lines: readonly LineText[],
  options: {
    readonly shopId?: number
    readonly shipBy?: number | null
    readonly status?: 'paid' | 'shipped'
  } = {},
) {
  return catalog.run(async (scope) => {
    const id = await scope.insert('orders', {
      shop_id: options.shopId ?? catalog.shopId,
      order_number: `2605180000000${++orders}`,
      status: options.status ?? 'paid',
      currency: 'CNY',
      stage: 'open',
      ship_by: options.shipBy ?? null,
      ship_by_source: 'none',
      paid_at: now,
    })
    const lineIds: number[] = []
    for (const [index, line] of lines.entries()) {
      const text = {
        title: line.title ?? '兔子演出服儿童六一',
        attributes: line.attributes ?? '',
        sellerCode: line.sellerCode ?? '',
      }
      lineIds.push(
        await scope.insert('order_line', {
          order_id: id,
          line_key: `id:${index}`,
          title: text.title,
          attributes: text.attributes,
          seller_code: text.sellerCode,
          match_key: matchKey(text),
          quantity: line.quantity ?? 1,
        }),
      )
    }
    await refreshOrders(scope, [id])
    return { id, lineIds }
  })
}

/** Puts pieces into the first sellable place, as a receipt does. */
export async function addStock(catalog: Catalog, skuId: number, quantity: number) {
  await catalog.run(async (scope) => {
    const place = await scope.trx
      .selectFrom('location')
      .select('id')
      .where('kind', '=', 'sellable')
      .executeTakeFirstOrThrow()
    await scope.insert('stock_move', {
      item_id: skuId,
      location_id: place.id,
      quantity,
      value: 0,
      reason: 'opening',
      at: now,
    })
    await scope.trx
      .insertInto('stock_level')
      .values({ item_id: skuId, location_id: place.id, quantity, value: 0 })
      .execute()
    await reallocate(scope, [skuId])
  })
}

export async function order(catalog: Catalog, id: number) {
  return catalog.store.writer.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function line(catalog: Catalog, id: number) {
  return catalog.store.writer
    .selectFrom('order_line')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Audit rows of one row of a table, oldest first. */
export async function auditOf(catalog: Catalog, table: string, id: number) {
  return catalog.store.writer
    .selectFrom('audit')
    .selectAll()
    .where('table_name', '=', table)
    .where('row_id', '<=', id)
    .where('last_row_id', '>=', id)
    .orderBy('id')
    .execute()
}
