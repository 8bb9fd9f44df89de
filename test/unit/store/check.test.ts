import { copyFileSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkStore, isSound, rules } from '../../../db/check/index.ts'
import { openReader, storeFile } from '../../../db/open.ts'
import { breakStore, fillStore, openTestStore, testFolder, write } from './support.ts'

const source = testFolder()

beforeAll(async () => {
  const store = await openTestStore(source)
  await fillStore(store)
  await store.close()
})
afterAll(() => rmSync(source, { recursive: true, force: true }))

/** Checks a copy of the store after bare SQL. */
async function checkCopy(...statements: readonly string[]) {
  const dir = testFolder()
  copyFileSync(storeFile(source), storeFile(dir))
  breakStore(dir, ...statements)
  const db = openReader(dir)
  try {
    return await checkStore(db)
  } finally {
    await db.destroy()
    rmSync(dir, { recursive: true, force: true })
  }
}

test('a sound store breaks no rule', async () => {
  const results = await checkCopy()
  expect(results.filter((result) => result.violations.length > 0)).toEqual([])
  expect(isSound(results)).toBe(true)
  expect(results.map((result) => result.rule)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

const audit = (table: string, id: string, command = 1) =>
  `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action) VALUES (${command}, '${table}', ${id}, ${id}, 'insert')`
const copyOrder = (number: string, shop: number) => [
  `INSERT INTO orders (shop_id, order_number, status, currency, ship_by_source, stage, command_id)
   VALUES (${shop}, '${number}', 'paid', 'CNY', 'none', 'open', 1)`,
  audit('orders', '(SELECT max(id) FROM orders)'),
]
const copyLine = (values: string) => [
  `INSERT INTO order_line (order_id, line_key, title, match_key, quantity, command_id) VALUES (1, ${values}, 1, 1)`,
  audit('order_line', '(SELECT max(id) FROM order_line)'),
]

/** A batch with one bundle of ten pieces, six of them good at its operation; of one more entry nothing is known. */
const batchOf = (held: number, good: number) => [
  "INSERT INTO worker (id, name, name_initials, kind, command_id) VALUES (1, '王秀英', 'wxy', 'piece', 1)",
  audit('worker', '1'),
  "INSERT INTO operation (id, style_id, name, name_initials, position, command_id) VALUES (1, 1, '平车', 'pc', 0, 1)",
  audit('operation', '1'),
  `INSERT INTO batch (id, batch_number, style_id, state, business_date, command_id)
   VALUES (1, '260518-1', 1, 'open', '2026-05-18', 1)`,
  audit('batch', '1'),
  `INSERT INTO bundle (id, batch_id, sku_id, bundle_number, quantity, held, state, command_id)
   VALUES (1, 1, 1, 1, 10, ${held}, 'live', 1)`,
  audit('bundle', '1'),
  "INSERT INTO bundle_move (id, bundle_id, kind, quantity, at, command_id) VALUES (1, 1, 'begun', 10, 1, 1)",
  audit('bundle_move', '1'),
  `INSERT INTO work_entry (id, worker_id, operation_id, bundle_id, good, work_date, at, command_id)
   VALUES (1, 1, 1, 1, ${good}, '2026-05-18', 1, 1)`,
  audit('work_entry', '1'),
  `INSERT INTO bundle_progress (bundle_id, operation_id, good, rework, scrap) VALUES (1, 1, ${good}, 0, 0)`,
]

/** That bundle at a partner, with so many of its pieces. */
const sentOut = (quantity: number) => [
  ...batchOf(10, 6),
  "INSERT INTO supplier (id, name, name_initials, kind, command_id) VALUES (77, '李家', 'lj', 'supplier', 1)",
  audit('supplier', '77'),
  'INSERT INTO subcontractor (id, supplier_id, command_id) VALUES (1, 77, 1)',
  audit('subcontractor', '1'),
  `INSERT INTO subcontract_order (id, order_number, job_uuid, subcontractor_id, batch_id, whole, operations, price, state, business_date, command_id)
   VALUES (1, 'W1', 'j', 1, 1, 0, '[]', 0, 'open', '2026-05-18', 1)`,
  audit('subcontract_order', '1'),
  `INSERT INTO subcontract_bundle (id, subcontract_order_id, bundle_id, quantity, command_id) VALUES (1, 1, 1, ${quantity}, 1)`,
  audit('subcontract_bundle', '1'),
]

/** Something given to a batch or come back from it, with its move in the ledger. */
const materialUse = (kind: 'issued' | 'returned', reason: string) => [
  ...batchOf(10, 6),
  "INSERT INTO item (id, kind) VALUES (90, 'material')",
  "INSERT INTO material (id, name, name_initials, unit, command_id) VALUES (90, '布', 'b', 'm', 1)",
  audit('material', '90'),
  `INSERT INTO material_use (id, batch_id, material_id, location_id, kind, quantity, value, at, command_id)
   VALUES (77, 1, 90, 1, '${kind}', 100, 50, 1, 1)`,
  audit('material_use', '77'),
  `INSERT INTO stock_move (id, item_id, location_id, quantity, value, reason, reference_kind, reference_id, at, command_id)
   VALUES (900, 90, 1, ${kind === 'issued' ? -100 : 100}, ${kind === 'issued' ? -50 : 50}, '${reason}', 'material-use', 77, 1, 1)`,
  audit('stock_move', '900'),
  `INSERT INTO stock_level (item_id, location_id, quantity, value)
   VALUES (90, 1, ${kind === 'issued' ? -100 : 100}, ${kind === 'issued' ? -50 : 50})`,
]

/** The worker of `batchOf` paid for her six pieces at 0.85 yuan: 5.10. */
const paidRun = [
  ...batchOf(10, 6),
  'UPDATE work_entry SET rate = 850000 WHERE id = 1',
  `INSERT INTO payroll_run (id, from_date, to_date, rules, entries_until, closed_at, command_id)
   VALUES (1, '2026-05-01', '2026-05-31', '{}', 1, 1, 1)`,
  audit('payroll_run', '1'),
  `INSERT INTO payslip (id, run_id, worker_id, worker_name, terms, gross, normal_pay, normal_minutes, net, warnings, command_id)
   VALUES (1, 1, 1, '王秀英', '{}', 510, 510, 0, 510, '[]', 1)`,
  audit('payslip', '1'),
  `INSERT INTO payslip_line (id, payslip_id, kind, why, operation_id, quantity, rate, amount, command_id)
   VALUES (1, 1, 'piece', 'now', 1, 6, 850000, 510, 1)`,
  audit('payslip_line', '1'),
  'INSERT INTO payslip_entry (work_entry_id, reversal, is_rework, payslip_line_id, pieces) VALUES (1, 0, 0, 1, 6)',
]

const breakages: readonly (readonly [
  rule: number,
  what: string,
  detail: RegExp,
  statements: readonly string[],
])[] = [
  [
    1,
    'a level that is not its moves',
    /level 5 .* moves 4/,
    ['UPDATE stock_level SET quantity = quantity + 1 WHERE item_id = 1'],
  ],
  [
    1,
    'a value that is not its moves',
    /worth 4001/,
    ['UPDATE stock_level SET value = value + 1 WHERE item_id = 1'],
  ],
  [
    1,
    'a level below zero without a shortage',
    /1 below zero, open shortages 0/,
    ['UPDATE stock_shortage SET closed_at = 1'],
  ],
  [1, 'a shortage without a reason', /no reason/, ["UPDATE stock_shortage SET reason = ''"]],
  [
    2,
    'more allocated than there is',
    /allocated 9, on hand 4/,
    ['UPDATE order_line SET quantity = 9 WHERE id = 1', 'UPDATE allocation SET quantity = 9'],
  ],
  [2, 'more allocated than ordered', /ordered 3, .* allocated 4/, ['UPDATE allocation SET quantity = 4']],
  [
    2,
    'an allocation of what the line does not ask for',
    /order_line 1 item 1: ordered 3/,
    ['UPDATE order_line SET sku_id = 2 WHERE id = 1'],
  ],
  [2, 'more returned than shipped', /returned 2/, ['UPDATE order_line SET returned = 2 WHERE id = 2']],
  [2, 'more shipped than ordered', /shipped 2/, ['UPDATE order_line SET shipped = 2 WHERE id = 2']],
  [
    3,
    'a parcel whose moves are not its lines',
    /its lines have 2, the ledger sent out 0/,
    ["UPDATE stock_move SET reference_id = NULL WHERE item_id = 2 AND reason = 'shipped'"],
  ],
  [
    3,
    'a parcel that is not shipped and moved stock',
    /lines have 0/,
    ["UPDATE parcel SET state = 'packed'", 'UPDATE order_line SET shipped = 0 WHERE id = 2'],
  ],
  [
    3,
    'a shipped parcel without waybill or reason',
    /neither a waybill/,
    ["UPDATE parcel SET tracking_number = ''"],
  ],
  [4, 'a bundle that holds what its moves do not say', /holds 9, its moves say 10/, batchOf(9, 6)],
  [
    4,
    'a bundle that is over and holds pieces',
    /\(done\) holds 10/,
    [...batchOf(10, 6), "UPDATE bundle SET state = 'done'"],
  ],
  [
    4,
    'pieces that a split made more',
    /split or merged differ by 5/,
    [
      ...batchOf(15, 6),
      "INSERT INTO bundle_move (id, bundle_id, kind, quantity, at, command_id) VALUES (2, 1, 'split', 5, 1, 1)",
      audit('bundle_move', '2'),
    ],
  ],
  [
    4,
    'scrap that did not leave the bundle',
    /work entry 1: 2 scrapped, its moves say 0/,
    [...batchOf(10, 6), 'UPDATE work_entry SET scrap = 2', 'UPDATE bundle_progress SET scrap = 2'],
  ],
  [
    4,
    'seconds that no bundle lost',
    /defect 1: 2 taken out, its moves say 0/,
    [
      ...batchOf(10, 6),
      `INSERT INTO inspection (id, kind, batch_id, lot, level, strictness, major_aql, minor_aql, sample, state, business_date, command_id)
       VALUES (1, 'final', 1, 10, 'II', 'normal', '2.5', '4.0', 5, 'open', '2026-05-18', 1)`,
      audit('inspection', '1'),
      `INSERT INTO inspection_defect (id, inspection_id, name, class, pieces, bundle_id, outcome, at, command_id)
       VALUES (1, 1, '破洞', 'major', 2, 1, 'seconds', 1, 1)`,
      audit('inspection_defect', '1'),
    ],
  ],
  [
    4,
    'pieces that a partner lost and no bundle did',
    /return 1 of work sent out: -2 pieces, its moves say 0/,
    [
      ...sentOut(4),
      `INSERT INTO subcontract_return (id, subcontract_order_id, business_date, amount, at, command_id)
       VALUES (1, 1, '2026-05-18', 0, 1, 1)`,
      audit('subcontract_return', '1'),
      `INSERT INTO subcontract_return_line (id, subcontract_return_id, bundle_id, good, lost, command_id)
       VALUES (1, 1, 1, 0, 2, 1)`,
      audit('subcontract_return_line', '1'),
    ],
  ],
  [4, 'more pieces at a partner than the bundle holds', /bundle 1 holds 10, at partners 11/, sentOut(11)],
  [
    4,
    'a bundle that lives on in a batch that is over',
    /batch 1 \(closed\): bundle 1 is live/,
    [...batchOf(10, 6), "UPDATE batch SET state = 'closed', closed_at = 1"],
  ],
  [
    4,
    'a supply that a batch that is over will not bring',
    /batch 1 \(cancelled\): expected supply 88 is open/,
    [
      ...batchOf(10, 6).slice(0, 6),
      "UPDATE batch SET state = 'cancelled', closed_at = 1",
      `INSERT INTO expected_supply (id, item_id, kind, quantity, note, batch_id, command_id)
       VALUES (88, 1, 'make', 10, '', 1, 1)`,
      audit('expected_supply', '88'),
    ],
  ],
  [5, 'more pieces done than there are', /operation 1: 11 of 10/, batchOf(10, 11)],
  [
    5,
    'a kept sum that is not its entries',
    /kept 7\/0\/0, entries say 6/,
    [...batchOf(10, 6), 'UPDATE bundle_progress SET good = 7'],
  ],
  [
    5,
    'an entry that no sum knows',
    /kept nothing, entries say 6/,
    [...batchOf(10, 6), 'DELETE FROM bundle_progress'],
  ],
  [7, 'more back from a batch than was given', /more came back/, materialUse('returned', 'issued')],
  [
    7,
    'a use of material that no stock move knows',
    /100 worth 50, its moves say 0/,
    [
      ...materialUse('issued', 'issued'),
      'DELETE FROM stock_move WHERE reference_id = 77',
      'DELETE FROM stock_level WHERE item_id = 90',
      "DELETE FROM audit WHERE table_name = 'stock_move' AND row_id = 900",
    ],
  ],
  [
    4,
    'finished pieces that are in their bundle still',
    /receipt 800, sku 1: 10 in stock, 6 out of bundles/,
    [
      ...batchOf(4, 6),
      `INSERT INTO receipt (id, source, amount, business_date, command_id) VALUES (800, 'own', 0, '2026-05-18', 1)`,
      audit('receipt', '800'),
      `INSERT INTO receipt_line (id, receipt_id, item_id, location_id, quantity, amount, command_id) VALUES (800, 800, 1, 1, 10, 0, 1)`,
      audit('receipt_line', '800'),
      `INSERT INTO bundle_move (id, bundle_id, kind, quantity, receipt_id, at, command_id) VALUES (2, 1, 'finished', -6, 800, 1, 1)`,
      audit('bundle_move', '2'),
    ],
  ],
  [
    7,
    'a batch ended uncut with its materials',
    /ended uncut with material 90/,
    [
      ...materialUse('issued', 'issued'),
      `INSERT INTO stock_move (id, item_id, location_id, quantity, value, reason, at, command_id)
       VALUES (899, 90, 1, 100, 50, 'opening', 1, 1)`,
      audit('stock_move', '899'),
      'UPDATE stock_level SET quantity = 0, value = 0 WHERE item_id = 90',
      "UPDATE bundle SET state = 'voided', held = 0",
      'DELETE FROM bundle_progress',
      'DELETE FROM work_entry',
      "DELETE FROM audit WHERE table_name = 'work_entry'",
      `INSERT INTO bundle_move (id, bundle_id, kind, quantity, reverses_id, at, command_id) VALUES (2, 1, 'begun', -10, 1, 1, 1)`,
      audit('bundle_move', '2'),
      "UPDATE batch SET state = 'cancelled'",
    ],
  ],
  [8, 'one number in two shops of a platform', /2 shops of taobao/, copyOrder('4182937465012345678', 2)],
  [8, 'one number twice, once with a space', /white space/, copyOrder('4182937465012345678 ', 1)],
  [
    8,
    'one listing twice in an order',
    /one listing/,
    [...copyLine("'at:a', '头饰', 'm'"), ...copyLine("'at:b', '头饰', 'm'")],
  ],
  [
    8,
    'facts of an older file',
    /older than the one before/,
    [
      "INSERT INTO command (uuid, name, station, at, input_digest) VALUES ('u', 'orders.imports.apply', 'x', 1, 'd')",
      `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action, before, after)
       VALUES ((SELECT max(id) FROM command), 'orders', 1, 1, 'update', '{"head_as_of":9}', '{"head_as_of":8}')`,
    ],
  ],
  [
    9,
    'a reference to nothing',
    /refers to a row of style/,
    ['UPDATE style_colour SET style_id = 99', 'UPDATE sku SET style_id = 99 WHERE id = 2'],
  ],
  [
    9,
    'a row that no audit names',
    /shop row 3 is not in the audit/,
    [
      "INSERT INTO shop (platform, name, currency, time_zone, command_id) VALUES ('direct', 'x', 'CNY', 'UTC', 1)",
    ],
  ],
  [
    9,
    'a row changed by a command that does not say so',
    /orders row 1/,
    ['UPDATE orders SET command_id = 1 WHERE id = 1'],
  ],
  [
    6,
    'a payslip whose lines come to something else',
    /payslip 1: its lines come to 510, it says net 610/,
    [...paidRun, 'UPDATE payslip SET net = 610'],
  ],
  [
    6,
    'a payslip that earned something else',
    /payslip 1: earned 510, it says gross 500/,
    [...paidRun, 'UPDATE payslip SET gross = 500'],
  ],
  [
    6,
    'a line rounded wrongly',
    /payslip line 1: 6 pieces at 850000 come to 511/,
    [...paidRun, 'UPDATE payslip_line SET amount = 511', 'UPDATE payslip SET net = 511, gross = 511'],
  ],
  [
    6,
    'an entry paid for more pieces than it has',
    /work entry 1 of 6 good pieces is paid as 7/,
    [
      ...paidRun,
      'UPDATE payslip_entry SET pieces = 7',
      'UPDATE payslip_line SET quantity = 7, amount = 595',
      'UPDATE payslip SET net = 595, gross = 595',
    ],
  ],
  [
    6,
    'work of a closed month in no run and on no list',
    /work entry 1 of worker 1 is neither paid nor on the unpaid list/,
    [
      ...paidRun,
      'DELETE FROM payslip_entry',
      'UPDATE payslip_line SET quantity = 0, amount = 0',
      'UPDATE payslip SET net = 0, gross = 0',
    ],
  ],
  [
    6,
    'rework of a closed month in no run',
    /rework of work entry 1 of worker 1 is in no run/,
    [
      ...paidRun,
      `UPDATE payroll_run SET rules = '{"rework":"others"}'`,
      'UPDATE work_entry SET rework = 2, fault_worker_id = 1',
      'UPDATE bundle_progress SET rework = 2',
    ],
  ],
  [
    6,
    'rework that stands in a run as another’s fault',
    /work entry 1 of 2 pieces made again stands in a run as 2/,
    [
      ...paidRun,
      'UPDATE work_entry SET rework = 2, fault_worker_id = 1',
      'UPDATE bundle_progress SET rework = 2',
      `INSERT INTO payslip_line (id, payslip_id, kind, why, operation_id, is_rework, fault, quantity, rate, amount, command_id)
       VALUES (2, 1, 'piece', 'now', 1, 1, 'other', 2, 0, 0, 1)`,
      audit('payslip_line', '2'),
      'INSERT INTO payslip_entry (work_entry_id, reversal, is_rework, payslip_line_id, pieces) VALUES (1, 0, 1, 2, 2)',
    ],
  ],
  [
    6,
    'a premium that its days do not say',
    /payslip line 2: a premium of 200000, its days come to 100000/,
    [
      ...paidRun,
      `INSERT INTO payslip_line (id, payslip_id, kind, overtime, quantity, base, amount, command_id)
       VALUES (2, 1, 'premium', 'workday', 50, 200000, 10, 1)`,
      audit('payslip_line', '2'),
      `INSERT INTO payslip_premium (payslip_id, work_date, overtime, percent, base)
       VALUES (1, '2026-05-18', 'workday', 50, 100000)`,
      'UPDATE payslip SET gross = 520, net = 520',
    ],
  ],
  [
    6,
    'a day of meals paid twice',
    /day 2026-05-18 of recurring pay 1 is paid 2 times/,
    [
      ...paidRun,
      `INSERT INTO recurring_pay (id, worker_id, kind, per, amount, reason, from_date, at, command_id)
       VALUES (1, 1, 'allowance', 'day', 5, '餐补', '2026-05-01', 1, 1)`,
      audit('recurring_pay', '1'),
      ...[2, 3].flatMap((id) => [
        `INSERT INTO payslip_line (id, payslip_id, kind, why, quantity, rate, recurring_id, amount, command_id)
         VALUES (${id}, 1, 'adjustment', 'now', 1, 50000, 1, 5, 1)`,
        audit('payslip_line', String(id)),
        `INSERT INTO payslip_recurring (recurring_id, work_date, payslip_line_id, days) VALUES (1, '2026-05-18', ${id}, 1)`,
      ]),
      'UPDATE payslip SET gross = 520, net = 520',
    ],
  ],
  [
    6,
    'a line of meals that its days do not say',
    /payslip line 2: 2 days come to 10, its days are 0/,
    [
      ...paidRun,
      `INSERT INTO recurring_pay (id, worker_id, kind, per, amount, reason, from_date, at, command_id)
       VALUES (1, 1, 'allowance', 'day', 5, '餐补', '2026-05-01', 1, 1)`,
      audit('recurring_pay', '1'),
      `INSERT INTO payslip_line (id, payslip_id, kind, why, quantity, rate, recurring_id, amount, command_id)
       VALUES (2, 1, 'adjustment', 'now', 2, 50000, 1, 10, 1)`,
      audit('payslip_line', '2'),
      'UPDATE payslip SET gross = 520, net = 520',
    ],
  ],
  [
    6,
    'a paid entry that was undone and is on no list',
    /work entry 1 is paid and was undone, and is on no list/,
    [...paidRun, 'UPDATE work_entry SET voided_at = 1', 'UPDATE bundle_progress SET good = 0'],
  ],
  [
    6,
    'more paid out than a payslip says',
    /payment of payslip 1: 600 paid of 510/,
    [
      ...paidRun,
      `INSERT INTO wage_payment (id, payslip_id, business_date, amount, method, at, command_id)
       VALUES (1, 1, '2026-06-05', 600, 'cash', 1, 1)`,
      audit('wage_payment', '1'),
    ],
  ],
  [
    6,
    'a debt paid back beyond what it was',
    /debt 1 of 100 is paid back by 150/,
    [
      ...paidRun,
      `INSERT INTO worker_debt (id, worker_id, business_date, kind, amount, at, command_id)
       VALUES (1, 1, '2026-05-03', 'advance', 100, 1, 1)`,
      audit('worker_debt', '1'),
      `INSERT INTO debt_repayment (id, debt_id, business_date, amount, at, command_id)
       VALUES (1, 1, '2026-05-04', 150, 1, 1)`,
      audit('debt_repayment', '1'),
    ],
  ],
  [
    9,
    'an audited row that was deleted by hand',
    /carrier row 5 that does not exist/,
    ['DELETE FROM carrier WHERE id = 5'],
  ],
  [
    9,
    'a bulk insert of which a row is missing',
    /rows 500…502/,
    [
      `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action) VALUES (1, 'carrier', 500, 502, 'insert')`,
      ...[500, 502].map(
        (id) => `INSERT INTO carrier (id, code, name, command_id) VALUES (${id}, 'C${id}', 'x', 1)`,
      ),
    ],
  ],
  [9, 'an audit of a table nobody knows', /names a table nowhere/, [audit('nowhere', '1')]],
]

test.each(breakages)('rule %i: %s', async (rule, _what, detail, statements) => {
  const broken = (await checkCopy(...statements)).filter((result) => result.violations.length > 0)
  expect(broken.map((result) => result.rule)).toEqual([rule])
  expect(broken[0]!.violations.map((violation) => violation.detail).join('\n')).toMatch(detail)
})

test('every rule is broken by a test', () => {
  expect(new Set(breakages.map(([rule]) => rule))).toEqual(new Set(rules.map(({ rule }) => rule)))
})

test('rows that a bulk command inserted and a later one deleted are accounted for', async () => {
  const store = await openTestStore()
  try {
    const ids = await write(store, async (scope) => {
      const insert = 'INSERT INTO carrier (code, name, command_id) VALUES (?, ?, ?)'
      const made = ['a', 'b', 'c', 'd'].map(
        (code) => scope.bulk.run(insert, [code, code, scope.commandId]).id,
      )
      await scope.recordInserted('carrier', made[0]!, made[3]!)
      return made
    })
    await write(store, (scope) => scope.remove('carrier', ids[3]!))
    await write(store, async (scope) => {
      scope.bulk.run('DELETE FROM carrier WHERE id BETWEEN ? AND ?', [ids[0]!, ids[1]!])
      await scope.recordDeleted('carrier', ids[0]!, ids[1]!)
      await scope.update('carrier', ids[2]!, { name: 'C' })
    })
    expect((await checkStore(store.reader)).flatMap((result) => result.violations)).toEqual([])
  } finally {
    await store.end()
  }
})
