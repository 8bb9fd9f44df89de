import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPlace, type Place } from './running.ts'

const saveShop = (page: Page, name: string) =>
  page.evaluate(
    (shop) =>
      window.probe.client.settings.shops.save({
        commandId: window.probe.newId(),
        id: null,
        platform: 'taobao',
        name: shop,
        promiseHours: 48,
      }),
    name,
  )

/** Runs one command line of the installed program and reads the file that it wrote; deaf: the terminal is gone meanwhile. */
async function commandLine(
  place: Place,
  args: readonly string[],
  isDeaf = false,
): Promise<{ readonly code: number | string; readonly text: string; readonly log: string }> {
  const out = join(place.folder, 'answer.txt')
  const cli = await place.start({ args: ['--cli', ...args, `--out=${out}`] })
  if (isDeaf) for (const stream of [cli.process.stdout, cli.process.stderr]) stream?.destroy()
  const code = await cli.exited
  return { code, text: existsSync(out) ? readFileSync(out, 'utf8') : '', log: cli.log() }
}

test('the installed program runs the CLI without a window, also on an open folder', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  await saveShop(page, '丁')
  const out = join(place.folder, 'check.json')
  const cli = await place.start({ args: ['--cli', 'check', '--data', place.dataDir, '--json', '--out', out] })
  expect(await cli.exited).toBe(0)
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ ok: true })
  expect(desktop.process.exitCode).toBe(null)
})

test('the installed program brings files into an open folder through its window’s host, with the PIN from outside the command', async () => {
  const place = newPlace()
  const { desktop, page } = await place.open()
  expect(statSync(join(place.dataDir, 'host.json')).mode & 0o777).toBe(0o600)
  const file = join(place.folder, 'orders_export2026-05-18-10-00-00.csv')
  writeFileSync(
    file,
    '\ufeff商品,订单号,订单状态,商品总价(元),用户实付金额(元),商品数量(件),商品规格,商家编码-规格维度,订单成交时间\n兔子,260518-600000000000001,待发货,10,10,1,白,A,2026-05-18 10:00:00\n',
  )
  const bringIn = async (more: readonly string[], env: Readonly<Record<string, string>>) => {
    const out = join(place.folder, 'import.json')
    const args = [
      '--cli',
      'import',
      '--data',
      place.dataDir,
      '--shop',
      '戊',
      '--json',
      '--out',
      out,
      ...more,
      file,
    ]
    const cli = await place.start({ args, env })
    const code = await cli.exited
    return { code, answer: JSON.parse(readFileSync(out, 'utf8')) as unknown }
  }
  await page.evaluate(() =>
    window.probe.client.settings.users.setPin({ commandId: window.probe.newId(), userId: 1, pin: '2580' }),
  )
  expect(await bringIn([], {})).toMatchObject({ code: 2, answer: { error: { code: 'locked' } } })
  expect(await bringIn(['--pin', '2580'], {})).toMatchObject({
    code: 2,
    answer: { error: { code: 'usage' } },
  })
  expect(await bringIn([], { YIFANG_PIN: '2580' })).toMatchObject({
    code: 0,
    answer: { orders: { added: 1 } },
  })
  expect(place.rows('SELECT order_number AS number FROM orders')).toEqual([
    { number: '260518-600000000000001' },
  ])
  expect(desktop.process.exitCode).toBe(null)
})

test('what it says goes into the file: the work, the help and what went wrong, with a terminal or without', async () => {
  const place = newPlace()
  const data = ['--data', place.dataDir]
  const none = await commandLine(place, ['check', ...data, '--lang', 'zh'])
  expect(none).toMatchObject({ code: 2, text: expect.stringContaining('没有衣坊的数据库') as string })
  expect(none.log).toBe('')
  const made = await commandLine(place, ['demo', ...data, '--orders', '20', '--lang', 'en'], true)
  expect(made).toMatchObject({ code: 0, text: expect.stringContaining('20 orders') as string })
  // Without a window, nothing of one is left behind.
  expect(existsSync(join(place.home, 'Yifang', 'windows'))).toBe(false)
  const stick = join(place.folder, 'stick')
  mkdirSync(stick)
  const backup = await commandLine(place, ['backup', ...data, '--json', stick])
  expect(backup.code).toBe(0)
  const { file } = JSON.parse(backup.text) as { file: string }
  const other = join(place.folder, 'new-pc')
  const restored = await commandLine(place, ['restore', '--data', other, '--json', file])
  expect(restored.code).toBe(0)
  const checked = await commandLine(place, ['check', '--data', other, '--json'])
  expect(JSON.parse(checked.text)).toMatchObject({ ok: true })
  const help = await commandLine(place, ['--help', '--lang', 'en'])
  expect(help).toMatchObject({ code: 0, text: expect.stringContaining('Yifang.exe --cli COMMAND') as string })
})

test('where its answer cannot be written, nothing is done', async () => {
  const place = newPlace()
  for (const out of [['--out', join(place.folder, 'no-folder', 'answer')], ['--out'], ['--out', '--json']]) {
    const cli = await place.start({
      args: ['--cli', 'demo', '--data', place.dataDir, '--orders', '5', ...out],
    })
    expect(await cli.exited).toBe(2)
  }
  expect(existsSync(join(place.dataDir, 'yifang.db'))).toBe(false)
})
