import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Host } from '../../../electron/host/host.ts'
import { xlsxFile } from '../../../electron/host/workbook.ts'
import { readRoster } from '../../../shared/workers/roster-sheet.ts'
import { clientOf, id } from '../../support/host.ts'
import { bytesUnder, type Client, card, codeOf, idNumber, newFolder, openAt, plain } from './support.ts'

let dir: string
let host: Host
let client: Client

beforeEach(async () => {
  dir = newFolder()
  host = await openAt(dir)
  client = clientOf(host)
})
afterEach(async () => {
  await host.close()
  rmSync(dir, { recursive: true, force: true })
})

const header = [
  '序号',
  '姓 名',
  '性别',
  '身份证号码（18位）',
  '联系电话',
  '村名',
  '工种',
  '用工类型',
  '银行卡号',
  '备注',
]
const csv = (rows: readonly (readonly string[])[], more: readonly string[] = header) =>
  [more, ...rows].map((row) => row.join(',')).join('\r\n')
const utf8 = (text: string, name = '工人名单.csv') => new File([text], name)
const makeKey = () => client.workers.dataKey.create({ commandId: id(), forget: false })
const takeIn = (file: File) => client.workers.sheet.commit({ commandId: id(), file })
const person = (n: number, name: string, more: Partial<Record<number, string>> = {}) =>
  [String(n), name, '女', idNumber(n), `1380000000${n}`, '丁楼村', '平车、锁边', '计件', '', ''].map(
    (cell, at) => more[at] ?? cell,
  )

/** "姓名,电话\r\n丁秀英,138…\r\n" as WPS saves it on a Chinese Windows. */
const gbk = Uint8Array.from([
  ...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0, 0x0d, 0x0a],
  ...[0xb6, 0xa1, 0xd0, 0xe3, 0xd3, 0xa2, 0x2c],
  ...Buffer.from('13800000001\r\n'),
])

test('a village list comes in whole after a look at it, and the same list again changes nothing', async () => {
  await makeKey()
  const file = utf8(
    csv([
      person(1, '丁秀英', { 8: card }),
      person(2, '丁 秀 兰'),
      ['合计', '', '', '', '', '', '', '', '', ''],
      person(3, ''),
    ]),
  )
  const preview = await client.workers.sheet.preview({ file })
  expect(preview).toMatchObject({ needsKey: false, problems: [{ row: 5, code: 'name-missing' }] })
  expect(preview.rows.map(({ name, change, idNumber: shown }) => [name, change, shown])).toEqual([
    ['丁秀英', 'new', `•••• ${idNumber(1).slice(-4)}`],
    ['丁秀兰', 'new', `•••• ${idNumber(2).slice(-4)}`],
  ])
  expect(await client.workers.list()).toEqual([])
  expect(await takeIn(file)).toEqual({ added: 2, changed: 0, unchanged: 0 })
  const commands = async () =>
    (
      await host.services.store.reader
        .selectFrom('audit')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n
  const before = await commands()
  expect((await client.workers.sheet.preview({ file })).rows.map(({ change }) => change)).toEqual([
    'same',
    'same',
  ])
  expect(await takeIn(file)).toEqual({ added: 0, changed: 0, unchanged: 2 })
  expect(await commands()).toBe(before)
  const [details] = await client.workers.details()
  expect(details).toMatchObject({
    sex: 'female',
    phone: '13800000001',
    village: '丁楼村',
    payMethod: 'bank',
    bankAccount: { text: '•••• 0018' },
  })
  expect((await client.workers.list()).map(({ skills }) => skills.length)).toEqual([2, 2])
  expect(bytesUnder(dir)).not.toContain(idNumber(1))
})

test('GBK and workbooks are read as well; a list without numbers wants no key', async () => {
  expect(await takeIn(new File([gbk], '名单.csv'))).toEqual({ added: 1, changed: 0, unchanged: 0 })
  expect((await client.workers.details())[0]!.phone).toBe('13800000001')
  const book = await xlsxFile(
    '名单.xlsx',
    ['姓名', '村组'],
    [
      ['丁秀英', '二组'],
      ['王芳', '三组'],
    ],
  )
  expect((await client.workers.sheet.preview({ file: book })).rows).toMatchObject([
    { name: '丁秀英', change: 'changed', fields: ['village'] },
    { name: '王芳', change: 'new' },
  ])
  expect(await takeIn(book)).toEqual({ added: 1, changed: 1, unchanged: 0 })
  const { file: template } = await client.workers.sheet.template({ headers: 'zh-CN' })
  expect((await client.workers.sheet.preview({ file: template })).rows).toHaveLength(1)
  const wrong = utf8('款号,颜色\r\nT01,白', 'x.csv')
  expect(await codeOf(client.workers.sheet.preview({ file: wrong }))).toBe('file-unreadable')
})

test('numbers that Excel spoilt are told row by row; the people go in without them', async () => {
  await makeKey()
  const rounded = `${idNumber(3).slice(0, 15)}000`
  const file = utf8(
    csv([
      person(1, '丁秀英', { 3: '3.72925E+17' }),
      person(2, '丁秀兰', { 3: rounded }),
      person(3, '王芳', { 3: '372925800101001' }),
      person(4, '李娟', { 8: '6.22848E+18' }),
    ]),
  )
  const { problems, rows } = await client.workers.sheet.preview({ file })
  expect(problems).toEqual([
    { row: 2, name: '丁秀英', code: 'id-number', value: 'id-mangled', kept: true },
    { row: 3, name: '丁秀兰', code: 'id-number', value: 'id-mangled', kept: true },
    { row: 4, name: '王芳', code: 'id-number', value: 'id-old', kept: true },
    { row: 5, name: '李娟', code: 'bank-account', value: 'bank-mangled', kept: true },
  ])
  expect(rows).toHaveLength(4)
  expect(await takeIn(file)).toMatchObject({ added: 4 })
  expect((await client.workers.details()).map((one) => one.idNumber.state)).toEqual([
    'none',
    'none',
    'none',
    'masked',
  ])
})

test('one person twice, or two who share a name or a number, are told and not taken in', async () => {
  await makeKey()
  await client.workers.save({ ...plain('丁秀英'), idNumber: idNumber(1) })
  const file = utf8(
    csv([
      person(2, '丁秀英'),
      person(1, '丁小英'),
      person(5, '王芳'),
      person(5, '王小芳'),
      person(6, '李娟'),
      person(7, '李娟'),
    ]),
  )
  const { problems, rows } = await client.workers.sheet.preview({ file })
  expect(problems.map(({ row, code, value }) => [row, code, value])).toEqual([
    [2, 'name-taken', '丁秀英'],
    [3, 'id-of-other', '丁秀英'],
    [5, 'twice', '4'],
    [7, 'twice', '6'],
  ])
  expect(rows.map(({ name }) => name)).toEqual(['王芳', '李娟'])
})

test('an old list takes nobody back who left, and empties nothing', async () => {
  await makeKey()
  const file = utf8(csv([person(1, '丁秀英'), person(2, '丁秀兰')]))
  await takeIn(file)
  const [first, second] = await client.workers.list()
  const leaver = [first!, second!].find(({ name }) => name === '丁秀英')!
  await client.workers.leave({ commandId: id(), workerId: leaver.id, leftOn: '2026-05-19', reason: '' })
  const bare = utf8(
    csv([
      ['1', '丁秀英', '', '', '', '', '', '', '', ''],
      ['2', '丁秀兰', '', '', '', '', '', '', '', ''],
    ]),
  )
  for (const list of [file, bare]) {
    expect((await client.workers.sheet.preview({ file: list })).rows.map(({ change }) => change)).toEqual([
      'left',
      'same',
    ])
    expect(await takeIn(list)).toEqual({ added: 0, changed: 0, unchanged: 2 })
  }
  expect((await client.workers.details()).map(({ phone }) => phone)).toEqual(['13800000001', '13800000002'])
})

test('a list with numbers is not taken in before they can be sealed', async () => {
  const file = utf8(csv([person(1, '丁秀英')]))
  expect((await client.workers.sheet.preview({ file })).needsKey).toBe(true)
  expect(await codeOf(takeIn(file))).toBe('data-key-none')
  expect(await client.workers.list()).toEqual([])
})

test('days and words are read as people write them, and told where they are none', () => {
  const read = readRoster(
    ['姓名', '出生日期', '入职日期', '性别', '类型'],
    [
      { row: 2, cells: ['甲', '1975年3月8日', '2026/3/1', '女', '返乡人员'] },
      { row: 3, cells: ['乙', '19750308', '2026.13.1', '男性', '月薪'] },
      { row: 4, cells: ['丙', '', '', '妇', '神仙'] },
    ],
    '2026-05-20',
  )
  expect(
    read.rows.map(({ kind, details }) => [kind, details.birthDate, details.contractFrom, details.sex]),
  ).toEqual([
    ['returning', '1975-03-08', '2026-03-01', 'female'],
    ['monthly', '1975-03-08', undefined, 'male'],
    [undefined, undefined, undefined, undefined],
  ])
  expect(read.problems.map(({ row, code }) => [row, code])).toEqual([
    [3, 'date-wrong'],
    [4, 'sex-wrong'],
    [4, 'kind-unknown'],
  ])
})
