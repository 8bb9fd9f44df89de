import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../../electron/cli/run.ts'
import { openTable } from '../../../shared/orders/files/open-table.ts'
import { rawWorkbook, textSheet } from '../../support/zip-file.ts'
import { openTestHost } from './host-support.ts'
import { testFolder } from './support.ts'

/** `import` of files that are not what they should be, or more than one table. */
const samples = '/work/shared/samples'
const orderList = join(samples, 'taobao_ExportOrderList_2017.gbk.csv')
const itemList = join(samples, 'taobao_ExportOrderDetailList_2017.gbk.csv')

let dir: string
beforeEach(() => {
  dir = testFolder()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function importInto(...args: string[]) {
  let out = ''
  const code = await runCli(['import', '--data', dir, '--shop', '小星', '--json', ...args], {
    out: (text) => {
      out += text
    },
    error: () => {},
    askHidden: async () => null,
    readFirstLine: async () => '',
    env: { LANG: 'en_US.UTF-8' },
  })
  return { code, json: JSON.parse(out) as Record<string, unknown> }
}

function made(name: string, content: string | Uint8Array): string {
  const path = join(dir, name)
  writeFileSync(path, content)
  return path
}

async function books() {
  const { host, client } = await openTestHost(dir)
  const shops = (await client.settings.shops.list()).map((shop) => [shop.name, shop.orderCount])
  const files = (await client.orders.imports.list({})).rows.length
  await host.close()
  return { shops, files }
}

const firstLine = (path: string) => {
  const bytes = readFileSync(path)
  return bytes.subarray(0, bytes.indexOf('\n') + 1)
}

test('one file that cannot be read: exit 2, its name, and nothing of the good ones is written', async () => {
  const refused = await importInto(orderList, made('发票.csv', '%PDF-1.4 …'), itemList)
  expect(refused).toMatchObject({ code: 2, json: { error: { code: 'file-unreadable' } } })
  expect(refused.json).toMatchObject({ error: { message: expect.stringContaining('发票.csv') } })
  expect(await books()).toEqual({ shops: [], files: 0 })
  expect((await importInto(orderList)).code).toBe(0)
  const before = await books()
  const numbers = made('单号.csv', '订单号,快递公司,快递单号\n1,中通快递,73600316240001\n')
  expect((await importInto(orderList, numbers)).json).toMatchObject({
    error: { data: { file: '单号.csv', reason: 'file-tracking-numbers' } },
  })
  expect(await books()).toEqual(before)
})

test('a header and no orders: exit 0, all sums nought, nothing written; other files are not held up by it', async () => {
  const empty = made('empty.csv', firstLine(orderList))
  const none = { added: 0, updated: 0, unchanged: 0 }
  expect(await importInto(empty)).toEqual({
    code: 0,
    json: { orders: none, lines: none, masked: 0, unmatchedLines: 0, problems: [] },
  })
  expect(await books()).toEqual({ shops: [], files: 0 })
  expect(await importInto(empty, orderList)).toMatchObject({ code: 0, json: { orders: { added: 5 } } })
  expect(await books()).toEqual({ shops: [['小星', 5]], files: 1 })
})

test('a row that was cut off and brought back as it was exported is refused again, and no order', async () => {
  const bytes = readFileSync(orderList)
  const third = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1
  expect((await importInto(made('cut.csv', bytes.subarray(0, third + 60)))).json).toMatchObject({
    orders: { added: 1 },
    problems: [{ row: 3, code: 'row-cut-off' }],
  })
  const { host, client } = await openTestHost(dir)
  const [imported] = (await client.orders.imports.list({})).rows
  const { file } = await client.orders.imports.exportProblems({ importId: imported!.id })
  await host.close()
  const back = made(file.name, new Uint8Array(await file.arrayBuffer()))
  expect(await importInto(back)).toMatchObject({
    code: 1,
    json: { orders: { added: 0, updated: 0 }, problems: [{ row: 2, code: 'row-cut-off' }] },
  })
  expect((await books()).shops).toEqual([['小星', 1]])
})

test('a workbook with the order list and the item list is both', async () => {
  const sheet = async (name: string, path: string) => {
    const table = await openTable(basename(path), readFileSync(path))
    const rows: (readonly string[])[] = [table.header]
    for await (const chunk of table.rows()) rows.push(...chunk.rows.map((row) => row.cells))
    return textSheet(name, rows)
  }
  const sheets = [await sheet('宝贝', itemList), await sheet('订单', orderList)]
  expect(await importInto(made('五月.xlsx', rawWorkbook(sheets)))).toMatchObject({
    code: 0,
    json: { orders: { added: 5 }, lines: { added: 6 }, problems: [] },
  })
  expect((await importInto(orderList, itemList)).json).toMatchObject({
    orders: { added: 0, updated: 0, unchanged: 5 },
    lines: { added: 0, updated: 0, unchanged: 6 },
  })
})
