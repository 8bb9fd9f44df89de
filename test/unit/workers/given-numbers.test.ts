import { rmSync } from 'node:fs'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Host } from '../../../electron/host/host.ts'
import { businessDate } from '../../../shared/dates.ts'
import { clientOf, id } from '../../support/host.ts'
import { card, codeOf, idNumber, newFolder, now, openAt, plain } from './support.ts'

let dir: string
let host: Host
beforeEach(async () => {
  dir = newFolder()
  host = await openAt(dir)
})
afterEach(async () => {
  await host.close()
  rmSync(dir, { recursive: true, force: true })
})

/** A closed payslip of a worker with both numbers. */
async function paidWorker() {
  const client = clientOf(host)
  await client.workers.dataKey.create({ commandId: id(), forget: false })
  const { id: workerId } = await client.workers.save({
    ...plain('丁秀英'),
    idNumber: idNumber(1),
    bankAccount: card,
    details: { payMethod: 'wechat', wechatName: '秀英花开' },
  })
  const day = businessDate(now)
  const span = { from: `${day.slice(0, 7)}-01`, to: day }
  await client.payroll.adjustments.add({
    commandId: id(),
    workerIds: [workerId],
    businessDate: day,
    kind: 'bonus',
    amount: 120_000,
    reason: '全勤',
  })
  const { id: runId } = await client.payroll.runs.close({
    commandId: id(),
    ...span,
    workerIds: [workerId],
    note: '',
    expected: { gross: 120_000, net: 120_000 },
  })
  return { client, workerId, runId, day }
}

const looks = () =>
  host.services.store.reader.selectFrom('number_look').select(['worker_id', 'kind']).orderBy('id').execute()

test('the bank’s file has the account, and the audit whose was given', async () => {
  const { client, workerId, runId } = await paidWorker()
  const { payslips } = await client.payroll.runs.get({ id: runId })
  // How she is paid stands beside what she is owed, so that a list of WeChat names can be made.
  expect(payslips[0]).toMatchObject({ payMethod: 'wechat', wechatName: '秀英花开' })
  const call = { id: runId, payslipIds: [payslips[0]!.id], headers: 'zh-CN' as const }
  const { file, fileName } = await client.payroll.runs.bankFile({ commandId: id(), ...call })
  expect(fileName).toMatch(/\.xlsx$/)
  // The account is a text, so that Excel keeps all its digits; the amount can be summed.
  const [, row] = await readSheet(Buffer.from(await file.arrayBuffer()))
  expect(row).toEqual(expect.arrayContaining([card, '丁秀英', 1200]))
  expect(await looks()).toEqual([{ worker_id: workerId, kind: 'bank-account' }])
  const inFormat = async (format: 'csv' | 'csv-gbk') => {
    const template = await client.payroll.bankTemplate.get()
    await client.payroll.bankTemplate.save({ commandId: id(), template: { ...template, format } })
    return (await client.payroll.runs.bankFile({ commandId: id(), ...call })).file.arrayBuffer()
  }
  const gbk = new TextDecoder('gbk').decode(await inFormat('csv-gbk'))
  expect(gbk).toContain(`${card},`)
  expect(gbk).toContain('1200.00')
  expect(new TextDecoder().decode(await inFormat('csv'))).toBe(gbk)
  expect(await looks()).toHaveLength(3)
  // Without the key nothing is given, and nothing written.
  await host.close()
  host = await openAt(dir)
  expect(await codeOf(clientOf(host).payroll.runs.bankFile({ commandId: id(), ...call }))).toBe(
    'data-key-locked',
  )
  expect(await looks()).toHaveLength(3)
})

test('the county’s roster has ID numbers masked, or whole by choice, and then the audit says whose', async () => {
  const { client, workerId, day } = await paidWorker()
  await client.workers.households.save({
    commandId: id(),
    id: null,
    number: 'DL-07',
    head: '丁大山',
    village: '丁楼村',
    address: '',
    note: '',
    archived: false,
    types: [],
    members: [{ workerId, name: '丁秀英', relation: 'spouse', from: null, to: null }],
    subsidies: [],
  })
  const roster = (idNumbers: 'masked' | 'unmasked') =>
    client.workers.households.roster.print({
      commandId: id(),
      year: day.slice(0, 4),
      onlyProgramme: false,
      idNumbers,
    })
  expect((await roster('masked')).rows[0]!.idNumber).toBe(`•••• ${idNumber(1).slice(-4)}`)
  expect(await looks()).toEqual([])
  expect((await roster('unmasked')).rows[0]!.idNumber).toBe(idNumber(1))
  expect(await looks()).toEqual([{ worker_id: workerId, kind: 'id-number' }])
})
