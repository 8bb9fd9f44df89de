import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import { openStore, type Store, storeFile } from '../../../db/open.ts'
import { initialiseStore } from '../../../db/settings/initialise.ts'

export const testTime = Date.UTC(2026, 4, 20, 2)

/** A data folder of its own, removed by `close`. */
export function testFolder(): string {
  return mkdtempSync(join(tmpdir(), 'yifang-store-'))
}

export async function openTestStore(dir = testFolder()): Promise<Store & { end(): Promise<void> }> {
  const store = await openStore(dir, async () => {})
  await initialiseStore(store, testTime)
  return {
    ...store,
    end: async () => {
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function write<A>(
  store: Store,
  work: (scope: CommandScope) => Promise<A>,
  name = 'test.write',
): Promise<A> {
  const call = { uuid: v7(), name, userId: 1, station: 'test', at: testTime, input: null }
  return (await runCommand(store, call, work)).answer
}

/**
 * A small workshop that keeps every rule: two Taobao shops, a style with two SKUs and a set, stock, an allocated
 * order, a shipped parcel, a shortage.
 */
export async function fillStore(store: Store): Promise<void> {
  await write(store, async (scope) => {
    const item = async () =>
      (await scope.trx.insertInto('item').values({ kind: 'sku' }).returning('id').executeTakeFirstOrThrow())
        .id
    const shop = (name: string) =>
      scope.insert('shop', {
        platform: 'taobao',
        name,
        currency: 'CNY',
        time_zone: 'Asia/Shanghai',
        promise_hours: 48,
      })
    const first = await shop('丁家演出服')
    await shop('丁家二店')
    const style = await scope.insert('style', { style_number: 'HX-01', name: '护士服', name_initials: 'hsf' })
    const sku = async (size: string, isSet: 0 | 1) =>
      scope.insert('sku', {
        id: await item(),
        style_id: style,
        colour: '白',
        size,
        seller_code: `HX-${size}`,
        is_set: isSet,
      })
    const small = await sku('120', 0)
    const large = await sku('130', 0)
    const set = await sku('套', 1)
    await scope.insert('set_part', { set_sku_id: set, part_sku_id: small, quantity: 1 })
    await scope.insert('set_part', { set_sku_id: set, part_sku_id: large, quantity: 2 })
    const order = (number: string, stage: 'open' | 'shipped') =>
      scope.insert('orders', {
        shop_id: first,
        order_number: number,
        status: 'paid',
        currency: 'CNY',
        ship_by_source: 'none',
        stage,
        recipient_name: '林可可',
        recipient_phone: '13812345678',
        recipient_address: '团结路88号',
      })
    const line = (order_id: number, key: string, sku_id: number, quantity: number, shipped = 0) =>
      scope.insert('order_line', {
        order_id,
        line_key: key,
        title: '小护士演出服',
        match_key: key,
        sku_id,
        sku_source: 'code',
        quantity,
        shipped,
      })
    const open = await order('4182937465012345678', 'open')
    const openLine = await line(open, 'id:1', small, 3)
    const sent = await order('4182937465012345679', 'shipped')
    const sentLine = await line(sent, 'id:2', set, 1, 1)
    const manifest = await scope.insert('manifest', {
      carrier_id: 1,
      business_date: '2026-05-20',
      handed_at: testTime,
    })
    const parcel = await scope.insert('parcel', {
      state: 'shipped',
      manifest_id: manifest,
      packed_at: testTime,
      carrier_id: 1,
      tracking_number: '78123456789012',
      opened_at: testTime,
      shipped_at: testTime,
    })
    await scope.insert('parcel_order', { parcel_id: parcel, order_id: sent })
    const level = new Map<number, [number, number]>()
    const move = async (item_id: number, quantity: number, value: number, reason: 'opening' | 'shipped') => {
      const [before, worth] = level.get(item_id) ?? [0, 0]
      level.set(item_id, [before + quantity, worth + value])
      const reference = reason === 'shipped' ? { reference_kind: 'parcel', reference_id: parcel } : {}
      await scope.insert('stock_move', {
        item_id,
        location_id: 1,
        quantity,
        value,
        reason,
        at: testTime,
        ...reference,
      })
    }
    await move(small, 5, 5000, 'opening')
    await move(large, 1, 1200, 'opening')
    for (const [itemId, quantity, value] of [
      [small, 1, 1000],
      [large, 2, 2400],
    ] as const) {
      await move(itemId, -quantity, -value, 'shipped')
      await scope.insert('parcel_line', {
        parcel_id: parcel,
        order_line_id: sentLine,
        item_id: itemId,
        quantity,
      })
    }
    for (const [item_id, [quantity, value]] of level)
      await scope.trx.insertInto('stock_level').values({ item_id, location_id: 1, quantity, value }).execute()
    await scope.insert('stock_shortage', { item_id: large, location_id: 1, quantity: 1, reason: '先发后补' })
    await scope.trx
      .insertInto('allocation')
      .values({ order_line_id: openLine, item_id: small, quantity: 3 })
      .execute()
    return null
  })
}

/** Changes a closed store by bare SQL, as a bug or a hand with a tool would. */
export function breakStore(dir: string, ...statements: readonly string[]): void {
  const raw = new RawDatabase(storeFile(dir))
  raw.pragma('foreign_keys = OFF')
  for (const statement of statements) raw.exec(statement)
  raw.close()
}
