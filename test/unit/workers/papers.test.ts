import { afterEach, beforeEach, expect, test } from 'vitest'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { type ProcedurePath, permissions } from '../../../shared/settings/roles.ts'
import { id, type TestHost, testHost } from '../../support/host.ts'

let host: TestHost
beforeEach(async () => {
  host = await testHost({ clock: () => Date.UTC(2026, 5, 30, 2) })
})
afterEach(() => host.close())

test('whoever takes the roster or a certificate is in the audit, with the ID numbers asked for', async () => {
  const client = host.client()
  const worker = await client.workers.save({
    commandId: id(),
    id: null,
    name: '王秀英',
    kind: 'piece',
    note: '',
    archived: false,
  })
  await client.workers.households.save({
    commandId: id(),
    id: null,
    number: 'DL-07',
    head: '王秀英',
    village: '丁楼村',
    address: '',
    note: '',
    archived: false,
    types: [{ kind: 'registered', from: '2014-01-01', to: null, riskClearedOn: null, note: '' }],
    members: [{ workerId: worker.id, name: '王秀英', relation: 'head', from: null, to: null }],
    subsidies: [],
  })
  const roster = { year: '2026', onlyProgramme: true }
  const commandId = id()
  const printed = await client.workers.households.roster.print({ commandId, ...roster, idNumbers: 'masked' })
  expect(printed.rows).toMatchObject([{ householdNumber: 'DL-07', name: '王秀英', idNumber: '' }])
  // A call repeated after a lost answer gives the paper again and is one row of the audit.
  await client.workers.households.roster.print({ commandId, ...roster, idNumbers: 'masked' })
  const { file } = await client.workers.households.roster.export({
    commandId: id(),
    ...roster,
    idNumbers: 'unmasked',
    headers: 'zh-CN',
  })
  const text = JSON.stringify(await readWorkbook(new Uint8Array(await file.arrayBuffer())))
  for (const word of ['身份证号', '达到收入线', 'DL-07', '王秀英', '脱贫户', '丁楼村'])
    expect(text).toContain(word)
  await client.workers.households.certificate.print({
    commandId: id(),
    workerId: worker.id,
    from: '2026-01',
    to: '2026-06',
    idNumbers: 'masked',
  })
  const { rows } = await client.settings.audit.list({ table: 'personal_export', offset: 0, limit: 10 })
  expect(
    rows.map(({ userName, command, after }) => [userName, command, after?.id_numbers, after?.form]),
  ).toEqual([
    ['老板', 'workers.households.certificate.print', 'masked', 'paper'],
    ['老板', 'workers.households.roster.export', 'unmasked', 'xlsx'],
    ['老板', 'workers.households.roster.print', 'masked', 'paper'],
  ])
})

test('a training certificate shows an ID number only if it is asked for, and that it was taken is kept', async () => {
  const client = host.client()
  await client.workers.dataKey.create({ commandId: id(), forget: false })
  const worker = { id: null, name: '王秀英', kind: 'piece' as const, note: '', archived: false }
  const number = '11010519491231002X'
  const saved = await client.workers.save({ commandId: id(), ...worker, idNumber: number })
  const course = { id: null, name: '缝纫', skill: '', level: 2, note: '', archived: false }
  const { id: courseId } = await client.workers.training.courses.save({ commandId: id(), ...course })
  const { id: sessionId } = await client.workers.training.sessions.save({
    commandId: id(),
    id: null,
    courseId,
    date: '2026-06-20',
    minutes: 120,
    trainer: '',
    place: '',
    note: '',
    attendees: [{ workerId: saved.id, attended: true, result: 'passed' }],
  })
  const { sessions } = client.workers.training
  const asked = { id: sessionId, workerIds: [] }
  expect(await sessions.certificates(asked)).toMatchObject([{ name: '王秀英', idNumber: '' }])
  const take = (idNumbers: 'masked' | 'unmasked') =>
    sessions.certificatesWithIds({ commandId: id(), ...asked, idNumbers })
  const [masked] = await take('masked')
  expect(masked!.idNumber).toContain('002X')
  expect(masked!.idNumber).not.toContain('19491231')
  expect((await take('unmasked'))[0]!.idNumber).toBe(number)
  const { rows } = await client.settings.audit.list({ table: 'personal_export', offset: 0, limit: 10 })
  expect(rows.map(({ command, after }) => [command, after?.id_numbers, after?.worker_id])).toEqual([
    ['workers.training.sessions.certificatesWithIds', 'unmasked', saved.id],
    ['workers.training.sessions.certificatesWithIds', 'masked', saved.id],
  ])
  expect(JSON.stringify(rows)).not.toContain(number)
})

test('incomes and what the county says of a household are for the owner alone', () => {
  const paths = Object.keys(permissions).filter((path) => path.startsWith('workers.households.'))
  expect(paths.length).toBeGreaterThan(5)
  for (const path of paths) expect([path, permissions[path as ProcedurePath]]).toEqual([path, ['owner']])
})
