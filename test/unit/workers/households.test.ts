import { afterEach, beforeEach, expect, test } from 'vitest'
import { readIncomeCertificate, readRoster } from '../../../db/workers/households/papers.ts'
import { listHouseholds, readHousehold } from '../../../db/workers/households/read.ts'
import { saveHousehold } from '../../../db/workers/households/save.ts'
import type { HouseholdDraft } from '../../../shared/workers/households/contract.ts'
import { closeChecked, run } from '../inventory/books.ts'
import { june, openWorkshop, type Workshop } from '../payroll/workshop.ts'

const today = '2026-06-30'
let shop: Workshop
beforeEach(async () => {
  shop = await openWorkshop()
})
afterEach(() => closeChecked(shop))

const member = (workerId: number | null, name: string, relation: 'head' | 'spouse' | 'child' = 'head') => ({
  workerId,
  name,
  relation,
  from: null,
  to: null,
})
const draft = (more: Partial<HouseholdDraft>): HouseholdDraft => ({
  number: 'DL-07',
  head: '丁大山',
  village: '丁楼村',
  address: '12号',
  note: '',
  archived: false,
  types: [],
  members: [],
  subsidies: [],
  ...more,
})
const save = (more: Partial<HouseholdDraft>, id: number | null = null) =>
  run(shop.store, (scope) => saveHousehold(scope, { id, ...draft(more) }))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  )

test('two workers of one household bring it what closed payslips paid them, by the month in which a run ends', async () => {
  const [first, second] = shop.workers as [number, number]
  // Bundles of size 110 pay 0.85 yuan a piece: 10 pieces are 8.50, 4 are 3.40; 6 in June are 5.10.
  await shop.record(0, 0, 10)
  await shop.record(1, 1, 4)
  await shop.closeRun()
  await shop.record(0, 1, 6, '2026-06-02')
  const { id } = await save({
    members: [member(null, '丁大山'), member(first, '王秀英', 'spouse'), member(second, '李桂兰', 'child')],
  })
  const before = (await readHousehold(shop.store.reader, id)).income
  // What is recorded and not yet in a closed run is no income.
  expect(before.months.map(({ month, gross }) => [month, gross])).toEqual([['2026-05', 1190]])
  await shop.closeRun(june)
  const { income } = await readHousehold(shop.store.reader, id)
  expect(income.months.map(({ month, gross, rolling }) => [month, gross, rolling])).toEqual([
    ['2026-05', 1190, 1190],
    ['2026-06', 510, 1700],
  ])
  expect(income.months[1]).toMatchObject({ persons: 3, perPerson: 567, line: 840_000, above: false })
  expect(income.workers.find(({ workerId }) => workerId === first)!.months).toEqual([
    { month: '2026-05', gross: 850, net: 850 },
    { month: '2026-06', gross: 510, net: 510 },
  ])
  const certificate = await readIncomeCertificate(shop.store.reader, {
    workerId: first,
    from: '2026-04',
    to: '2026-06',
    today,
  })
  expect(certificate).toMatchObject({
    name: '王秀英',
    household: { number: 'DL-07', village: '丁楼村' },
    months: [
      { month: '2026-04', days: 0, gross: 0 },
      { month: '2026-05', days: 1, gross: 850 },
      { month: '2026-06', days: 1, gross: 510 },
    ],
    gross: 1360,
  })
})

test('the roster has a row for each worker, with the types of its day, and leaves ordinary households out if asked', async () => {
  const [first, second] = shop.workers as [number, number]
  await shop.record(0, 0, 10)
  await shop.closeRun()
  const type = { from: '2022-03-01', to: null, riskClearedOn: '2026-06-01', note: '' }
  await save({ types: [{ kind: 'marginal', ...type }], members: [member(first, '王秀英')] })
  await save({ number: 'DL-08', head: '李桂兰', members: [member(second, '李桂兰')] })
  const roster = (onlyProgramme: boolean, day = today) =>
    readRoster(shop.store.reader, { year: '2026', onlyProgramme, today: day })
  const { rows, linesChecked } = await roster(true)
  expect(linesChecked).toBe(false)
  expect(rows).toMatchObject([
    { name: '王秀英', kinds: [{ kind: 'marginal', cleared: true }], months: 1, gross: 850, persons: 1 },
  ])
  expect((await roster(true, '2026-05-31')).rows[0]!.kinds).toEqual([{ kind: 'marginal', cleared: false }])
  expect((await roster(false)).rows.map(({ name, gross }) => [name, gross])).toEqual([
    ['王秀英', 850],
    ['李桂兰', 0],
  ])
  expect(
    (await readRoster(shop.store.reader, { year: '2025', onlyProgramme: false, today })).rows[0],
  ).toMatchObject({
    months: 0,
    householdGross: 0,
    since: null,
  })
})

test('a household keeps its history; changing one part leaves the rows of the others alone', async () => {
  const [first] = shop.workers as [number]
  const registered = {
    kind: 'registered' as const,
    from: '2014-01-01',
    to: null,
    riskClearedOn: null,
    note: '',
  }
  const subsidy = {
    workerId: first,
    name: '一次性就业补贴',
    appliedOn: '2026-05-01',
    amount: 200_000,
    receivedOn: null,
    receivedAmount: null,
    note: '',
  }
  const parts = { members: [member(first, '王秀英')], subsidies: [subsidy] }
  const { id } = await save({ types: [registered], ...parts })
  const rowsOf = () => shop.store.reader.selectFrom('household_member').selectAll().execute()
  const kept = await rowsOf()
  await save(
    {
      ...parts,
      types: [{ ...registered, to: '2020-12-31' }],
      subsidies: [{ ...subsidy, receivedOn: '2026-06-15', receivedAmount: 200_000 }],
    },
    id,
  )
  expect(await rowsOf()).toEqual(kept)
  const { household } = await readHousehold(shop.store.reader, id)
  expect(household.types).toEqual([{ ...registered, to: '2020-12-31' }])
  expect(household.subsidies[0]).toMatchObject({ receivedOn: '2026-06-15', receivedAmount: 200_000 })
  const { rows, without } = await listHouseholds(shop.store.reader, today)
  expect(rows).toMatchObject([{ number: 'DL-07', kinds: [{ kind: 'ordinary' }], workers: ['王秀英'] }])
  expect(without.map(({ name }) => name)).toEqual(['李桂兰'])
})

test('a worker belongs to no two households on the same day, and a number to one household', async () => {
  const [first] = shop.workers as [number]
  const moved = { ...member(first, '王秀英'), to: '2026-05-31' }
  const { id } = await save({ members: [moved] })
  const other = (from: string | null) =>
    codeOf(save({ number: 'DL-09', members: [{ ...member(first, '王秀英'), from }] }))
  expect(await other('2026-05-31')).toBe('member-elsewhere')
  expect(await other(null)).toBe('member-elsewhere')
  expect(await other('2026-06-01')).toBe('done')
  expect(await codeOf(save({ members: [] }))).toBe('already-exists')
  expect(await codeOf(save({ number: 'DL-09' }, id))).toBe('already-exists')
  expect(await codeOf(save({ members: [moved, moved] }, id))).toBe('member-elsewhere')
})

test('a certificate covers a month to five years', async () => {
  const of = (from: string, to: string) =>
    codeOf(readIncomeCertificate(shop.store.reader, { workerId: shop.workers[0]!, from, to, today }))
  expect(await of('2026-01', '2026-12')).toBe('done')
  expect(await of('2022-01', '2026-12')).toBe('done')
  expect(await of('2021-12', '2026-12')).toBe('income-months')
  expect(await of('2026-02', '2026-01')).toBe('income-months')
})

test('what somebody else changed meanwhile is not written over', async () => {
  const { id } = await save({})
  const { household } = await readHousehold(shop.store.reader, id)
  const { id: _id, ...before } = household
  const saveFrom = (note: string) =>
    codeOf(run(shop.store, (scope) => saveHousehold(scope, { id, ...before, note, before })))
  expect(await saveFrom('先存的')).toBe('done')
  expect(await saveFrom('后存的')).toBe('changed-meanwhile')
  expect((await readHousehold(shop.store.reader, id)).household.note).toBe('先存的')
})

test("a household that is no longer kept holds nobody: her wages are the new one's, and in one of them only", async () => {
  const [first] = shop.workers as [number]
  await shop.record(0, 0, 10)
  await shop.closeRun()
  const { id } = await save({ members: [member(first, '王秀英')] })
  const again = { number: 'DL-70', head: '王秀英', members: [member(first, '王秀英')] }
  expect(await codeOf(save(again))).toBe('member-elsewhere')
  const names = async () => (await listHouseholds(shop.store.reader, today)).without.map(({ name }) => name)
  expect(await names()).not.toContain('王秀英')
  await save({ members: [member(first, '王秀英')], archived: true }, id)
  expect(await names()).toContain('王秀英')
  const roster = async () =>
    (await readRoster(shop.store.reader, { year: '2026', onlyProgramme: false, today })).rows.map(
      ({ householdNumber, gross }) => [householdNumber, gross],
    )
  // She was paid while it was kept: it has her wage until another claims it.
  expect(await roster()).toEqual([['DL-07', 850]])
  await save(again)
  expect(await roster()).toEqual([['DL-70', 850]])
  expect((await readHousehold(shop.store.reader, id)).income.months).toEqual([])
  // Kept again, it would have her twice.
  expect(await codeOf(save({ members: [member(first, '王秀英')] }, id))).toBe('member-elsewhere')
})
