import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Host } from '../../../electron/host/host.ts'
import { clientOf, id } from '../../support/host.ts'
import { type Client, card, codeOf, idNumber, newFolder, openAt, plain } from './support.ts'

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

const makeKey = () => client.workers.dataKey.create({ commandId: id(), forget: false })
const one = async (name: string) => {
  const worker = (await client.workers.list()).find((row) => row.name === name)!
  return { ...worker, ...(await client.workers.details()).find((row) => row.id === worker.id)! }
}

test('what is written down of a worker comes back, her numbers as their last four', async () => {
  await makeKey()
  const details = {
    phone: '13812345678',
    village: '丁楼村三组',
    address: '大集镇丁楼村 18 号',
    emergencyName: '丁大勇（丈夫）',
    emergencyPhone: '13987654321',
    contractFrom: '2026-03-01',
    contractTo: '2027-02-28',
    payMethod: 'bank' as const,
    bankName: '曹县农商银行',
    accountHolder: '丁大勇',
  }
  const { id: workerId } = await client.workers.save({
    ...plain('丁秀英'),
    details: { ...details, sex: 'male', birthDate: '1975-01-01' },
    idNumber: '11010519491231002x',
    bankAccount: card,
  })
  expect(await one('丁秀英')).toMatchObject({
    ...details,
    // Her card knows better than whoever typed.
    sex: 'female',
    birthDate: '1949-12-31',
    idNumber: { state: 'masked', text: '•••• 002X' },
    bankAccount: { state: 'masked', text: '•••• 0018' },
  })
  // What is left out stays; what is said to be none goes.
  await client.workers.save({ ...plain('丁秀英'), id: workerId, details: { phone: '' }, bankAccount: null })
  expect(await one('丁秀英')).toMatchObject({
    phone: '',
    village: '丁楼村三组',
    idNumber: { text: '•••• 002X' },
    bankAccount: { state: 'none', text: '' },
  })
})

test('a wrong number is refused with what is wrong, and nothing of the worker is written', async () => {
  await makeKey()
  const save = (numbers: { idNumber?: string; bankAccount?: string }) =>
    client.workers.save({ ...plain('丁秀英'), ...numbers }).then(
      () => 'saved',
      (error: { code: string; data: { reason?: string } }) => `${error.code} ${error.data.reason}`,
    )
  expect(await save({ idNumber: '110105491231002' })).toBe('id-number-wrong id-old')
  expect(await save({ idNumber: '110105194912310021' })).toBe('id-number-wrong id-check')
  expect(await save({ bankAccount: '6228480402564890019' })).toBe('bank-account-wrong bank-check')
  expect(await client.workers.list()).toEqual([])
})

test('one person is entered once, unless she left and comes back', async () => {
  await makeKey()
  await client.workers.save({ ...plain('丁秀英'), idNumber: idNumber(1) })
  const second = { ...plain('丁秀兰'), idNumber: idNumber(1) }
  expect(await codeOf(client.workers.save(second))).toBe('worker-known')
  const first = await one('丁秀英')
  await client.workers.leave({
    commandId: id(),
    workerId: first.id,
    leftOn: '2026-05-18',
    reason: '回家带孩子',
  })
  expect(await one('丁秀英')).toMatchObject({
    archived: true,
    leftOn: '2026-05-18',
    leftReason: '回家带孩子',
  })
  expect(await codeOf(client.workers.save({ ...second, commandId: id() }))).toBe('worker-was-here')
  await client.workers.comeBack({ commandId: id(), workerId: first.id })
  expect(await one('丁秀英')).toMatchObject({ archived: false, leftOn: null, leftReason: '' })
  // Or as a new worker; then the old one cannot come back beside her.
  await client.workers.leave({ commandId: id(), workerId: first.id, leftOn: '2026-05-18', reason: '' })
  await client.workers.save({ ...second, commandId: id(), again: true })
  expect(await codeOf(client.workers.comeBack({ commandId: id(), workerId: first.id }))).toBe('worker-known')
})

test('the office writes numbers and sees their last four; the whole is for the owner, and it is told who looked', async () => {
  await makeKey()
  const add = (name: string, role: 'office' | 'recorder') =>
    client.settings.users.save({ commandId: id(), id: null, name, role })
  const { id: clerk } = await add('文员', 'office')
  const { id: recorder } = await add('组长', 'recorder')
  await client.settings.users.setPin({ commandId: id(), userId: 1, pin: '2580' })
  const as = (userId: number) => clientOf(host, { userId, lastCallAt: Number.MAX_SAFE_INTEGER })
  const { id: workerId } = await as(clerk).workers.save({ ...plain('丁秀英'), idNumber: idNumber(1) })
  expect(JSON.stringify(await as(clerk).workers.details())).not.toContain(idNumber(1))
  const look = () => ({ commandId: id(), workerId, kind: 'id-number' as const })
  expect(await codeOf(as(clerk).workers.reveal(look()))).toBe('not-allowed')
  expect(await codeOf(as(clerk).workers.dataKey.renew({ commandId: id() }))).toBe('not-allowed')
  expect(await codeOf(as(recorder).workers.details())).toBe('not-allowed')
  const seen = JSON.stringify(await as(recorder).workers.list())
  expect(seen).toContain('丁秀英')
  expect(seen).not.toContain('phone')
  const again = look()
  expect(await as(1).workers.reveal(again)).toEqual({ number: idNumber(1) })
  // A repeated call is one look.
  expect(await as(1).workers.reveal(again)).toEqual({ number: idNumber(1) })
  const { rows } = await as(1).settings.audit.list({ table: 'number_look', offset: 0, limit: 10 })
  expect(rows.map((row) => [row.userName, row.command, row.after])).toEqual([
    ['老板', 'workers.reveal', { worker_id: workerId, kind: 'id-number' }],
  ])
})

test('who has work after a day cannot have left on it, and nobody leaves tomorrow', async () => {
  const { id: workerId } = await client.workers.save(plain('丁秀英'))
  const leave = (leftOn: string) => client.workers.leave({ commandId: id(), workerId, leftOn, reason: '' })
  expect(await codeOf(leave('2026-05-21'))).toBe('date-ahead')
  expect(await codeOf(leave('2026-05-20'))).toBe('answered')
  expect(await client.workers.openWork({ workerId })).toEqual({
    inHand: 0,
    lastWorked: null,
    unpaidEntries: 0,
  })
})
