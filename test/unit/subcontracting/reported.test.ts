import { expect, test } from 'vitest'
import type { Subcontract } from '../../../shared/subcontracting/orders-contract.ts'
import { reportedBySku } from '../../../shared/subcontracting/reported.ts'

const sku = (id: number, size: string) => ({
  id,
  styleId: 1,
  styleNumber: 'T01',
  styleName: '小白兔',
  colour: '白',
  size,
  sellerCode: '',
  photoHash: null,
})
const bundle = (bundleId: number, skuId: number, size: string, good: number, scrap = 0) =>
  ({ bundleId, bundleNumber: bundleId, sku: sku(skuId, size), good, scrap }) as Subcontract['bundles'][number]
const line = (size: string, good: number, delivered: number) => ({
  colour: '白',
  size,
  pieces: 40,
  begun: 40,
  good,
  delivered,
})

test('what a partner says of a colour and size stands beside all its bundles, less what was counted of them', () => {
  const bundles = [bundle(1, 7, '110', 10), bundle(2, 7, '110', 4, 1), bundle(3, 8, '120', 9)]
  const lines = [line('110', 30, 20), line('120', 9, 9)]
  const report = { sentAt: 0, sequence: 1, lines, note: '' }
  expect([...reportedBySku({ bundles, report })]).toEqual([
    [7, { good: 30, delivered: 20, coming: 5 }],
    [8, { good: 9, delivered: 9, coming: 0 }],
  ])
  expect(reportedBySku({ bundles, report: null }).size).toBe(0)
  expect([...reportedBySku({ bundles, report: { ...report, lines: [line('130', 1, 1)] } })]).toEqual([])
})
