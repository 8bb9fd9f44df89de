import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInventory } from '../../../db/inventory/check.ts'
import {
  cancelCount,
  closeCount,
  listCounts,
  readCount,
  scanCount,
  setCounted,
  startCount,
} from '../../../db/inventory/counts.ts'
import { postMove } from '../../../db/inventory/ledger.ts'
import { postOpening, resolveOpeningRows } from '../../../db/inventory/opening.ts'
import { listMoves, searchStock } from '../../../db/inventory/stock-item.ts'
import { listStock, listStockStyles } from '../../../db/inventory/stock-list.ts'
import { isOpeningHeader, parseOpeningRows } from '../../../shared/inventory/opening-rows.ts'
import { addSku, addStyle, type Books, openBooks, run } from './books.ts'

let books: Books
let sku: number[]

beforeAll(async () => {
  books = await openBooks()
  await run(books.store, async (scope) => {
    const style = await addStyle(scope, 'T07', '小军装')
    sku = []
    for (const size of ['110', '120', '130'])
      sku.push(await addSku(scope, style, size, { code: `JZ-${size}` }))
    await addSku(scope, style, '套', { code: 'JZ-SET', parts: [[sku[0]!, 1]] })
    return null
  })
})
afterAll(() => books.close())

describe('opening stock from a list', () => {
  const header = ['款号', '颜色', '尺码', '数 量', '单位成本', '库位', '商家编码']

  it('knows its header and reads what it can, naming each row it cannot', () => {
    expect(isOpeningHeader(header)).toBe(true)
    expect(isOpeningHeader(['颜色', '数量'])).toBe(false)
    const parsed = parseOpeningRows(header, [
      { row: 2, cells: ['T07', '白', '110', '12', '38.50', 'A', ''] },
      { row: 3, cells: ['', '', '', '', '', '', ''] },
      { row: 4, cells: ['T07', '白', '120', '1.5', '', '', ''] },
      { row: 5, cells: ['T07', '白', '120', '2', '便宜', '', ''] },
      { row: 6, cells: ['', '', '', '2', '', '', ''] },
      { row: 7, cells: ['', '', '', '0', '', '', 'JZ-130'] },
      { row: 8, cells: ['T07', '白', '130', '', '', '', ''] },
      { row: 9, cells: ['T07', '白', '140', '-3', '', '', ''] },
    ])
    expect(parsed.rows).toMatchObject([{ row: 2, style: 'T07', quantity: 12, unitCost: 3850 }])
    expect(parsed.blank).toBe(1)
    expect(parsed.problems.map((problem) => [problem.row, problem.sku, problem.code])).toEqual([
      [4, 'T07 白 120', 'quantity-wrong'],
      [5, 'T07 白 120', 'cost-wrong'],
      [6, '', 'sku-missing'],
      [9, 'T07 白 140', 'quantity-negative'],
    ])
  })

  it('finds SKUs by code or by style, colour and size, and posts them at their cost', async () => {
    const row = (number: number, fields: object) => ({
      row: number,
      code: '',
      style: '',
      colour: '',
      size: '',
      quantity: 5,
      unitCost: null,
      location: '',
      ...fields,
    })
    const resolved = await resolveOpeningRows(
      books.store.reader,
      [
        row(2, { code: 'jz-110', unitCost: 1000, location: '成品架' }),
        row(3, { style: 't07', colour: '白', size: '120' }),
        row(4, { code: 'JZ-999' }),
        row(5, { code: 'JZ-SET' }),
        row(6, { code: 'JZ-130', location: 'Z9' }),
        row(7, { code: 'JZ-110' }),
      ],
      books.sellable,
    )
    expect(resolved.rows.map((found) => [found.sku.id, found.locationId, found.value])).toEqual([
      [sku[0], books.sellable, 5000],
      [sku[1], books.sellable, null],
    ])
    expect(resolved.problems.map((problem) => [problem.row, problem.code])).toEqual([
      [4, 'sku-unknown'],
      [5, 'sku-is-set'],
      [6, 'location-unknown'],
      [7, 'twice'],
    ])
    const done = await run(books.store, (scope) =>
      postOpening(scope, {
        fileName: 'a.xlsx',
        lines: resolved.rows.map(({ sku: { id }, locationId, quantity, value }) => ({
          itemId: id,
          locationId,
          quantity,
          value,
        })),
      }),
    )
    expect(done).toMatchObject({ skus: 2, pieces: 10, losses: [] })
    // The same list again: what it brought is known.
    const again = await resolveOpeningRows(books.store.reader, [row(3, { code: 'jz-110' })], books.sellable)
    expect(again.rows.map(({ opened }) => opened)).toEqual([5])
    expect(await checkInventory(books.store.reader)).toEqual([])
  })
})

describe('a count', () => {
  it('adds a piece a scan, keeps its difference true while parcels leave, and posts it', async () => {
    const { id } = await run(books.store, (scope) =>
      startCount(scope, { locationId: books.sellable, note: '月底' }),
    )
    expect(
      await run(books.store, (scope) => startCount(scope, { locationId: books.sellable, note: '' })),
    ).toEqual({ id })
    for (let scan = 1; scan <= 4; scan++)
      expect(await run(books.store, (scope) => scanCount(scope, { id, code: 'jz-110' }))).toMatchObject({
        counted: scan,
        expected: 5,
      })
    await expect(run(books.store, (scope) => scanCount(scope, { id, code: 'NIX' }))).rejects.toMatchObject({
      code: 'code-unknown',
    })
    await expect(run(books.store, (scope) => scanCount(scope, { id, code: 'JZ-SET' }))).rejects.toMatchObject(
      { code: 'set-has-no-stock' },
    )
    await run(books.store, (scope) => setCounted(scope, { id, itemId: sku[2]!, counted: 7 }))
    const detail = await readCount(books.store.reader, id, true)
    expect(
      detail.lines.map((line) => [
        line.sku.id,
        line.counted,
        line.expected,
        line.difference,
        line.differenceValue,
      ]),
    ).toEqual([
      [sku[2], 7, 0, 7, 0],
      [sku[0], 4, 5, -1, -1000],
      [sku[1], null, 5, null, null],
    ])
    // The packer ships one of what was counted, before the count is closed.
    await run(books.store, (scope) =>
      postMove(scope, {
        itemId: sku[0]!,
        locationId: books.sellable,
        quantity: -1,
        reason: 'shipped',
        reference: { kind: 'parcel', id: 1 },
      }),
    )
    expect(await run(books.store, (scope) => closeCount(scope, { id, unscanned: 'leave' }))).toMatchObject({
      changed: 2,
    })
    const levels = await books.store.reader
      .selectFrom('stock_level')
      .select(['item_id', 'quantity'])
      .orderBy('item_id')
      .execute()
    expect(levels.map((level) => [level.item_id, level.quantity])).toEqual([
      [sku[0], 3],
      [sku[1], 5],
      [sku[2], 7],
    ])
    await expect(
      run(books.store, (scope) => closeCount(scope, { id, unscanned: 'zero' })),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(await checkInventory(books.store.reader)).toEqual([])
  })

  it('takes what nobody scanned as gone only when told to, and posts nothing when given up', async () => {
    const first = await run(books.store, (scope) =>
      startCount(scope, { locationId: books.sellable, note: '' }),
    )
    await run(books.store, (scope) => setCounted(scope, { id: first.id, itemId: sku[0]!, counted: 3 }))
    await run(books.store, (scope) => cancelCount(scope, first.id))
    const second = await run(books.store, (scope) =>
      startCount(scope, { locationId: books.sellable, note: '' }),
    )
    await run(books.store, (scope) => setCounted(scope, { id: second.id, itemId: sku[0]!, counted: 3 }))
    expect(
      await run(books.store, (scope) => closeCount(scope, { id: second.id, unscanned: 'zero' })),
    ).toMatchObject({ changed: 2 })
    const stock = await listStock(
      books.store.reader,
      { search: '', filter: 'all', offset: 0, limit: 50 },
      true,
    )
    expect(stock.rows.map((row) => [row.size, row.onHand, row.value])).toEqual([
      ['110', 3, 3000],
      ['120', 0, 0],
      ['130', 0, 0],
    ])
    const counts = await listCounts(books.store.reader, { offset: 0, limit: 10 })
    expect(counts.rows.map((count) => count.state)).toEqual(['done', 'cancelled', 'done'])
    expect(await checkInventory(books.store.reader)).toEqual([])
  })
})

describe('the stock list', () => {
  it('finds by code, name and size, and shows styles as grids', async () => {
    expect((await searchStock(books.store.reader, 'jz-120', 5, true)).map((row) => row.id)).toEqual([sku[1]])
    expect(
      (await listStock(books.store.reader, { search: '小军', filter: 'empty', offset: 0, limit: 50 }, false))
        .rows,
    ).toMatchObject([{ size: '120', value: null }, { size: '130' }])
    const styles = await listStockStyles(books.store.reader, {
      search: '',
      filter: 'all',
      offset: 0,
      limit: 5,
    })
    expect(styles.rows[0]).toMatchObject({
      styleNumber: 'T07',
      colours: ['白'],
      sizes: ['110', '120', '130'],
    })
    expect(
      (
        await listStock(
          books.store.reader,
          { search: '100%', filter: 'all', sort: 'short', offset: 0, limit: 50 },
          true,
        )
      ).rows,
    ).toEqual([])
  })

  it('shows the ledger newest first with a running balance', async () => {
    const moves = await listMoves(books.store.reader, { itemId: sku[0]!, offset: 0, limit: 2 }, true)
    expect(moves.total).toBe(3)
    expect(moves.rows.map((move) => [move.reason, move.quantity, move.balance, move.userName])).toEqual([
      ['count', -1, 3, '老板'],
      ['shipped', -1, 4, '老板'],
    ])
  })
})

it('a number typed over what somebody else counted meanwhile shows both, and stands only once that was said', async () => {
  const { id } = await run(books.store, (scope) =>
    startCount(scope, { locationId: books.sellable, note: '两人盘' }),
  )
  const itemId = sku[2]!
  const set = (counted: number, before?: number | null) =>
    run(books.store, (scope) => setCounted(scope, { id, itemId, counted, before }))
  await set(5, null)
  await expect(set(9, null)).rejects.toMatchObject({
    code: 'count-changed',
    data: { sku: expect.stringContaining('130'), theirs: '5', mine: '9' },
  })
  // Both came to the same.
  await set(5, null)
  await set(6, 5)
  await set(9)
  const { lines } = await readCount(books.store.reader, id, true)
  expect(lines.find((line) => line.sku.id === itemId)?.counted).toBe(9)
  await run(books.store, (scope) => cancelCount(scope, id))
})
