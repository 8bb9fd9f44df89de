import type { Query } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { readsTables } from '../../../renderer/app/table-queries.ts'

const isAskedAgain = (path: string, table: string) =>
  readsTables([table])({ queryKey: [path.split('.')] } as unknown as Query)

test.each([
  // Pieces that are at a partner wait there, whatever else the workshop could do.
  ['subcontract_order', 'planning.capacity'],
  ['subcontract_bundle', 'planning.capacity'],
  ['subcontract_return_line', 'planning.capacity'],
  // What a proposal lacks: needed by the BOM, already given to other batches.
  ['bom_line', 'planning.proposals'],
  ['material_use', 'planning.proposals'],
  // Whom to give a late batch hangs on who is there, what they can do, and what is due.
  ['worker_skill', 'subcontracting.suggestions'],
  ['worker_away', 'subcontracting.suggestions'],
  ['setting', 'subcontracting.suggestions'],
  ['operation', 'subcontracting.suggestions'],
  ['batch_line', 'subcontracting.suggestions'],
  // A new skill in a routing is offered where workers are said to have it.
  ['operation', 'workers.skills'],
  // An order that became complete or was cancelled is named on its batch's page.
  ['orders', 'production.batches.get'],
  // Pieces that were sold take what came to be known late with them.
  ['stock_move', 'production.costs.get'],
  ['batch', 'catalog.bom.versions'],
  ['set_part', 'orders.get'],
  // What a run would pay hangs on the work, the hours, what is given and taken, and the rules.
  ['work_entry', 'payroll.runs.preview'],
  ['time_entry', 'payroll.runs.preview'],
  ['worker_away', 'payroll.runs.preview'],
  ['setting', 'payroll.runs.preview'],
  ['pay_adjustment', 'payroll.runs.preview'],
  ['recurring_pay', 'payroll.runs.preview'],
  ['debt_repayment', 'payroll.runs.previewOne'],
  ['wage_payment', 'payroll.payments.owed'],
])('a change of %s asks again for %s', (table, path) => {
  expect(isAskedAgain(path, table)).toBe(true)
})

test('who signs in is not asked again because a piece was made', () => {
  expect(isAskedAgain('settings.session', 'work_entry')).toBe(false)
  expect(isAskedAgain('orders.list', 'work_entry')).toBe(false)
})
