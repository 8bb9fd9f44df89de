import { expect, test } from 'vitest'
import { openStanding, type StandingFacts } from '../../../shared/orders/standing.ts'

const ready: StandingFacts = {
  stage: 'open',
  shortCount: 0,
  unmatchedCount: 0,
  pieceCount: 3,
  holdReason: null,
  addressDiffers: false,
  afterSale: 'none',
  afterSaleRelease: null,
}

test.each<[Partial<StandingFacts>, ReturnType<typeof openStanding>]>([
  [{}, 'ready'],
  [{ stage: 'picking' }, null],
  [{ stage: 'ended', shortCount: 1 }, null],
  [{ unmatchedCount: 1, shortCount: 1 }, 'unmatched'],
  [{ pieceCount: 0 }, 'noLines'],
  [{ shortCount: 2, addressDiffers: true }, 'short'],
  [{ addressDiffers: true }, 'stocked'],
  [{ holdReason: '等尺寸' }, 'stocked'],
  [{ afterSale: 'requested' }, 'stocked'],
  [{ afterSale: 'refunded' }, 'stocked'],
  [{ afterSale: 'refunded', afterSaleRelease: '客户还要' }, 'ready'],
  [{ afterSale: 'rejected' }, 'ready'],
])('an order with %j is %s', (facts, standing) => {
  expect(openStanding({ ...ready, ...facts })).toBe(standing)
})
