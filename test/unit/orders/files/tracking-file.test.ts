import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openTable } from '../../../../shared/orders/files/open-table.ts'
import { isTrackingHeader, readTrackingFile } from '../../../../shared/orders/files/tracking-file.ts'
import { encodeText, headerSets } from '../../../support/order-files.ts'

const read = async (bytes: Uint8Array) =>
  readTrackingFile(await openTable('t.csv', bytes, { accepts: isTrackingHeader }))

test('the file that Pinduoduo takes back', async () => {
  const bytes = readFileSync(new URL('../../../samples/pdd_batch_ship.csv', import.meta.url))
  expect(await read(bytes)).toEqual({
    rows: [
      {
        row: 2,
        orderNumber: '260518-600000000000001',
        trackingNumbers: ['73600316240001'],
        carrier: '中通快递',
      },
    ],
    problems: [],
  })
})

test('a courier program: several numbers, orders not sent yet, numbers Excel has mangled', async () => {
  const text =
    '打印日期,运单号,平台单号\n1,"7001,7002",A1\n1,,A2\n1,7003,5.1E+18\n1,7.36003E+13,A4\n1,7005,\n'
  const { rows, problems } = await read(encodeText(text, 'gbk'))
  expect(rows).toEqual([{ row: 2, orderNumber: 'A1', trackingNumbers: ['7001', '7002'], carrier: '' }])
  expect(problems.map(({ row, code, column }) => [row, code, column])).toEqual([
    [4, 'order-number-mangled', '平台单号'],
    [5, 'order-number-mangled', '运单号'],
    [6, 'order-number-missing', '平台单号'],
  ])
})

test('a table without tracking numbers is refused', async () => {
  expect(isTrackingHeader(headerSets.JST_IMPORT!)).toBe(false)
  const table = await openTable('x.csv', encodeText('订单号,数量\n1,2\n', 'utf-8'))
  await expect(readTrackingFile(table)).rejects.toMatchObject({ code: 'format-unknown' })
})
