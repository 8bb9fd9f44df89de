import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { storeFile } from '../../../db/open.ts'
import { runCli } from '../../../electron/cli/run.ts'
import { openHttpDoor } from '../../../electron/host/http/door.ts'
import { openTestHost } from './host-support.ts'
import { breakStore, testFolder } from './support.ts'

const samples = '/work/shared/samples'
const ownSamples = join(import.meta.dirname, '../../samples')
const sample = (name: string) => join(existsSync(join(ownSamples, name)) ? ownSamples : samples, name)
const orderList = sample('taobao_ExportOrderList_2017.gbk.csv')
const itemList = sample('taobao_ExportOrderDetailList_2017.gbk.csv')

let dir: string
beforeEach(() => {
  dir = testFolder()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const cli = (...args: string[]) => cliWith({}, ...args)

/** `typed` is what somebody at the terminal types, `piped` what comes in on standard input. */
async function cliWith(
  given: { readonly typed?: string; readonly piped?: string; readonly env?: Record<string, string> },
  ...args: string[]
) {
  let out = ''
  let error = ''
  const code = await runCli(args, {
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
    },
    askHidden: async () => given.typed ?? null,
    readFirstLine: async () => given.piped ?? '',
    env: { LANG: 'en_US.UTF-8', ...given.env },
  })
  return { code, out, error, json: () => JSON.parse(out) as Record<string, unknown> }
}
const pairArgs = () => ['import', '--data', dir, '--shop', '示例演出服饰厂', '--json', orderList, itemList]
const importPair = () => cli(...pairArgs())

test('import: one JSON object as specified; the same again changes nothing', async () => {
  const first = await importPair()
  expect(first.error).toBe('')
  const json = first.json() as { orders: { added: number }; lines: { added: number }; problems: unknown[] }
  expect(Object.keys(json)).toEqual(['orders', 'lines', 'masked', 'unmatchedLines', 'problems'])
  expect(json.orders).toMatchObject({ updated: 0, unchanged: 0 })
  expect(json.orders.added).toBeGreaterThan(0)
  expect(first.code).toBe(json.problems.length > 0 ? 1 : 0)
  const second = (await importPair()).json()
  expect(second).toMatchObject({
    orders: { added: 0, updated: 0, unchanged: json.orders.added },
    lines: { added: 0, updated: 0 },
  })
  const checked = await cli('check', '--data', dir, '--json')
  expect(checked).toMatchObject({ code: 0 })
  expect(checked.json()).toMatchObject({ ok: true })
  breakStore(dir, "UPDATE import_file SET state = 'applying'")
  expect((await cli('check', '--data', dir)).out).toMatch(/导入还没写完|import is still being written/)
})

test('import: a file that is no order file is refused whole, with exit 2, and not even its shop is made', async () => {
  const other = join(dir, 'shopping list.csv')
  writeFileSync(other, 'eggs,milk\n1,2\n')
  const refused = await cli(
    'import',
    '--data',
    dir,
    '--shop',
    'x',
    '--platform',
    'taobao',
    '--json',
    orderList,
    other,
  )
  expect(refused.code).toBe(2)
  expect(refused.json()).toMatchObject({ error: { message: expect.stringContaining('shopping list.csv') } })
  expect((await cli('import', '--data', dir, '--shop', 'x', '--json', join(dir, 'none.csv'))).code).toBe(2)
  const { host, client } = await openTestHost(dir)
  expect(await client.settings.shops.list()).toEqual([])
  expect(await client.orders.imports.list({})).toMatchObject({ rows: [] })
  await host.close()
})

test('import: a row with a problem is named with its row and reason; exit 1', async () => {
  const file = join(dir, 'orders_export2026-05-18-10-00-00.csv')
  writeFileSync(
    file,
    '\ufeff商品,订单号,订单状态,商品总价(元),用户实付金额(元),商品数量(件),商品规格,商家编码-规格维度,订单成交时间\n兔子,260518-600000000000001,待发货,10,10,1,白,A,2026-05-18 10:00:00\n兔子,5.1E+18,待发货,10,10,1,白,A,2026-05-18 10:00:00\n',
  )
  const done = await cli('import', '--data', dir, '--shop', '拼', '--json', file)
  expect(done.code).toBe(1)
  expect(done.json()).toMatchObject({
    orders: { added: 1 },
    problems: [
      {
        file: 'orders_export2026-05-18-10-00-00.csv',
        row: 3,
        code: 'order-number-mangled',
        message: expect.stringMatching(/Excel/),
      },
    ],
  })
})

test('a folder that a host has open: the CLI passes its import and restore to it, with a PIN where one is set', async () => {
  const { host, client } = await openTestHost(dir)
  const door = await openHttpDoor(host.services, { port: 0, pageDir: null })
  host.lock.publish({ pid: process.pid, door: 'browser', url: door.url, secret: door.secret })
  // Other people of this PC must not read the key in it. Windows keeps the folder itself to its user.
  if (process.platform !== 'win32') expect(statSync(join(dir, 'host.json')).mode & 0o777).toBe(0o600)
  try {
    expect((await importPair()).code).toBeLessThan(2)
    const before = (await client.settings.shops.list())[0]!.orderCount
    expect(before).toBeGreaterThan(0)
    const file = join(dir, 'away.yifang-backup')
    expect((await cli('backup', '--data', dir, '--json', file)).json()).toMatchObject({
      counts: { orders: before },
      problems: [],
    })
    await client.settings.users.setPin({ commandId: v7(), userId: 1, pin: '2580' })
    expect((await importPair()).json()).toMatchObject({ error: { code: 'locked' } })
    const unchanged = { orders: { added: 0 } }
    // Others on this PC see the words of a command: a PIN there is refused before it is even tried.
    expect((await cli(...pairArgs(), '--pin', '2580')).json()).toMatchObject({ error: { code: 'usage' } })
    expect((await cliWith({ env: { YIFANG_PIN: '1111' } }, ...pairArgs())).json()).toMatchObject({
      error: { code: 'pin-wrong' },
    })
    expect((await cliWith({ env: { YIFANG_PIN: '2580' } }, ...pairArgs())).json()).toMatchObject(unchanged)
    expect((await cliWith({ typed: '2580' }, ...pairArgs())).json()).toMatchObject(unchanged)
    expect((await cliWith({ piped: '2580' }, ...pairArgs(), '--pin-stdin')).json()).toMatchObject(unchanged)
    expect((await cliWith({ piped: '' }, ...pairArgs(), '--pin-stdin')).json()).toMatchObject({
      error: { code: 'locked' },
    })
    expect((await cliWith({ typed: '2580' }, ...pairArgs(), '--user', 'x')).json()).toMatchObject({
      error: { code: 'not-found' },
    })
    // Reading only, and a copy, ask nobody.
    expect((await cli('check', '--data', dir)).code).toBe(0)
    expect((await cli('demo', '--data', dir, '--json')).json()).toMatchObject({
      error: { code: 'demo-exists', message: expect.stringContaining('open in Yifang') },
    })
    const restored = await cliWith({ typed: '2580' }, 'restore', '--data', dir, '--json', file)
    expect(restored.json()).toMatchObject({ epoch: 2, keptAs: expect.any(String) })
    // What was laid into the folder for it is gone again.
    expect(readdirSync(join(dir, 'backups')).filter((name) => name.startsWith('brought'))).toEqual([])
    // The PIN was set after the backup: it is gone with the rest.
    expect((await client.settings.session.get()).pinsInUse).toBe(false)
  } finally {
    await door.close()
    await host.close()
  }
})

test('check: exit 1 and the broken rule; a damaged file is told too', async () => {
  await importPair()
  breakStore(dir, 'INSERT INTO stock_level VALUES (1, 1, 5, 0)', "INSERT INTO item VALUES (1, 'sku')")
  const broken = await cli('check', '--data', dir, '--json')
  expect(broken.code).toBe(1)
  const { ok, rules } = broken.json() as { ok: boolean; rules: { rule: number; violations: unknown[] }[] }
  expect(ok).toBe(false)
  expect(rules.filter((rule) => rule.violations.length > 0).map((rule) => rule.rule)).toEqual([1])
  writeFileSync(storeFile(dir), 'not a database at all, not even nearly')
  expect(await cli('check', '--data', dir, '--json')).toMatchObject({ code: 1 })
})

test('backup and restore of a closed folder into an empty one', async () => {
  await importPair()
  const file = join(dir, 'b.yifang-backup')
  expect((await cli('backup', '--data', dir, file)).code).toBe(0)
  const first = readFileSync(file)
  expect((await cli('backup', '--data', dir, '--json', file)).json()).toMatchObject({
    error: { code: 'already-exists' },
  })
  expect(readFileSync(file).equals(first)).toBe(true)
  const elsewhere = testFolder()
  try {
    const done = await cli('restore', '--data', elsewhere, '--json', file)
    expect(done.json()).toMatchObject({ epoch: 2 })
    expect((await cli('check', '--data', elsewhere)).code).toBe(0)
    writeFileSync(file, readFileSync(file).subarray(0, 5000))
    const refused = await cli('restore', '--data', elsewhere, '--json', file)
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.json()).toMatchObject({ error: { code: 'backup-damaged' } })
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

test('usage: help in the language asked for, unknown commands and flags exit 2', async () => {
  expect(await cli('--help')).toMatchObject({ code: 0, out: expect.stringContaining('take order files in') })
  expect(await cli('--help', '--lang', 'zh')).toMatchObject({ out: expect.stringContaining('导入订单文件') })
  for (const args of [
    ['cook', '--data', dir],
    ['check'],
    ['import', '--data', dir],
    ['check', '--data', dir, '--fast'],
  ])
    expect((await cli(...args)).code, args.join(' ')).toBe(2)
  expect((await cli('check', '--json')).json()).toMatchObject({ error: { code: 'usage' } })
  expect(readdirSync(dir)).toEqual([])
})

test('as a process: nothing but the JSON goes to standard output', () => {
  const entry = join(import.meta.dirname, '../../../electron/cli.ts')
  const done = spawnSync(
    process.execPath,
    [entry, 'demo', '--data', join(dir, 'demo'), '--orders', '40', '--json'],
    { encoding: 'utf8' },
  )
  expect(done.stderr).not.toMatch(/Error/)
  expect(JSON.parse(done.stdout)).toEqual({ shops: 2, styles: 30, skus: 403, orders: 40 })
  const again = spawnSync(process.execPath, [entry, 'demo', '--data', join(dir, 'demo'), '--json'], {
    encoding: 'utf8',
  })
  expect(again.status).toBe(2)
}, 60_000)
