import { rmSync } from 'node:fs'
import { v7 } from 'uuid'
import { expect } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { saveMaterial } from '../../../db/inventory/materials.ts'
import { openStore, type Store } from '../../../db/open.ts'
import { initialiseStore } from '../../../db/settings/initialise.ts'
import { newDataFolder } from '../../support/new-folder.ts'

export const now = Date.UTC(2026, 4, 18, 2)

/** A real store in a folder of its own, with a new workshop's places and one shop. */
export async function openBooks() {
  const dir = newDataFolder('yifang-inventory-')
  const store = await openStore(dir, async () => {})
  await initialiseStore(store, now)
  const shopId = await run(store, (scope) =>
    scope.insert('shop', {
      platform: 'taobao',
      name: '衣坊小店',
      currency: 'CNY',
      time_zone: 'Asia/Shanghai',
      promise_hours: 48,
    }),
  )
  const places = await store.writer.selectFrom('location').select(['id', 'kind']).orderBy('id').execute()
  const place = (kind: (typeof places)[number]['kind']) => places.find((row) => row.kind === kind)!.id
  return {
    store,
    shopId,
    sellable: place('sellable'),
    seconds: place('seconds'),
    unchecked: place('unchecked'),
    close: async () => {
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type Books = Awaited<ReturnType<typeof openBooks>>

/** After a test: whatever it did, every rule that always holds does; the store is gone then. */
export async function closeChecked({ store, close }: Pick<Books, 'store' | 'close'>): Promise<void> {
  const broken = (await checkStore(store.reader)).filter((rule) => rule.violations.length > 0)
  await close()
  expect(broken).toEqual([])
}

let sequence = 0

/** Runs work as a command of its own, as the first owner. */
export async function run<A>(
  store: Store,
  work: (scope: CommandScope) => Promise<A>,
  name = 'test',
): Promise<A> {
  const result = await runCommand(
    store,
    { uuid: v7(), name, userId: 1, station: 'test', at: now + sequence++, input: sequence },
    work,
  )
  return result.answer
}

export async function addStyle(
  scope: CommandScope,
  styleNumber: string,
  name = styleNumber,
): Promise<number> {
  return scope.insert('style', { style_number: styleNumber, name, name_initials: name.toLowerCase() })
}

export async function addSku(
  scope: CommandScope,
  styleId: number,
  size: string,
  options: {
    readonly colour?: string
    readonly code?: string
    readonly parts?: readonly (readonly [number, number])[]
  } = {},
): Promise<number> {
  const { id } = await scope.trx
    .insertInto('item')
    .values({ kind: 'sku' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await scope.insert('sku', {
    id,
    style_id: styleId,
    colour: options.colour ?? '白',
    size,
    seller_code: options.code ?? '',
    is_set: options.parts ? 1 : 0,
  })
  for (const [part, quantity] of options.parts ?? [])
    await scope.insert('set_part', { set_sku_id: id, part_sku_id: part, quantity })
  return id
}

export interface OrderFacts {
  readonly lines: readonly {
    readonly skuId: number
    readonly quantity: number
    readonly cancelled?: number
    readonly shipped?: number
  }[]
  readonly shipBy?: number | null
  readonly paidAt?: number | null
  readonly hold?: boolean
  readonly afterSale?: 'none' | 'requested' | 'refunded' | 'rejected'
  readonly stage?: 'waiting' | 'open' | 'picking' | 'packed' | 'shipped' | 'ended'
  readonly performanceDate?: string
}

/** Inserts an order as it stands after an import; gives its id and its lines' ids. */
export async function addOrder(scope: CommandScope, shopId: number, facts: OrderFacts) {
  const id = await scope.insert('orders', {
    shop_id: shopId,
    order_number: `N${++sequence}`,
    status:
      facts.stage === 'waiting'
        ? 'unpaid'
        : facts.stage === 'ended'
          ? 'closed'
          : facts.stage === 'shipped'
            ? 'shipped'
            : 'paid',
    currency: 'CNY',
    stage: facts.stage ?? 'open',
    ship_by: facts.shipBy ?? null,
    ship_by_source: 'none',
    paid_at: facts.paidAt ?? null,
    hold_reason: facts.hold ? '客户要改地址' : null,
    after_sale: facts.afterSale ?? 'none',
    performance_date: facts.performanceDate ?? null,
    piece_count: facts.lines.reduce((sum, line) => sum + line.quantity - (line.cancelled ?? 0), 0),
  })
  const lineIds: number[] = []
  for (const [index, line] of facts.lines.entries())
    lineIds.push(
      await scope.insert('order_line', {
        order_id: id,
        line_key: `L${index}`,
        title: '演出服',
        match_key: `m${line.skuId}`,
        sku_id: line.skuId,
        sku_source: 'code',
        quantity: line.quantity,
        cancelled: line.cancelled ?? 0,
        shipped: line.shipped ?? 0,
      }),
    )
  // What really makes an order picking, besides a wave: an open parcel.
  if (facts.stage === 'picking') {
    const parcel = await scope.insert('parcel', { state: 'open', opened_at: now })
    await scope.insert('parcel_order', { parcel_id: parcel, order_id: id })
  }
  return { id, lineIds }
}

export async function allocations(store: Store): Promise<Map<string, number>> {
  const rows = await store.writer.selectFrom('allocation').selectAll().execute()
  return new Map(rows.map((row) => [`${row.order_line_id}:${row.item_id}`, row.quantity]))
}

/** 白毛绒, kept by the metre, of no width, price or supplier. Gives its id. */
export async function addCloth(scope: CommandScope): Promise<number> {
  const { id } = await saveMaterial(scope, {
    id: null,
    name: '白毛绒',
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: null,
    note: '',
    archived: false,
  })
  return id
}
