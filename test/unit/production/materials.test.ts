import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readBom, saveBom } from '../../../db/catalog/bom.ts'
import { readBomVersions } from '../../../db/catalog/bom-versions.ts'
import { saveSizeChart } from '../../../db/catalog/size-chart.ts'
import { checkStore } from '../../../db/check/index.ts'
import { closeCount, startCount } from '../../../db/inventory/counts.ts'
import {
  countMaterial,
  listMaterials,
  purchaseMaterials,
  saveMaterial,
} from '../../../db/inventory/materials.ts'
import { listReceipts } from '../../../db/inventory/read-receipts.ts'
import { voidReceipt } from '../../../db/inventory/receipts.ts'
import { listSuppliers, saveSupplier } from '../../../db/inventory/suppliers.ts'
import { giveMaterials, readBatchMaterials, voidUse } from '../../../db/production/batch-materials.ts'
import { createBatch, readBatch } from '../../../db/production/batches.ts'
import { cutLay } from '../../../db/production/bundles.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { readRouting, saveRouting } from '../../../db/production/routing.ts'
import { recordWork } from '../../../db/production/work.ts'
import { fabricGrams, materialNeeds } from '../../../shared/catalog/bom.ts'
import type { BomLineInput } from '../../../shared/catalog/bom-contract.ts'
import type { SizePoint } from '../../../shared/catalog/size-chart.ts'
import { isErrorCode, YifangError } from '../../../shared/errors.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'
import { run } from '../inventory/books.ts'
import { type Floor, openFloor, today } from './floor.ts'

const page = { search: '', archived: false, offset: 0, limit: 50 }

describe('amounts of material', () => {
  it('are read as people type them and written back the same', () => {
    expect(['12', '1.25', '1,200.5', '.5', '１２．５', '1.2345', 'x', ''].map(parseAmount)).toEqual([
      12_000,
      1250,
      1_200_500,
      500,
      12_500,
      null,
      null,
      null,
    ])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (amount) => {
        expect(parseAmount(formatAmount(amount))).toBe(amount)
      }),
    )
  })

  it('of fabric weigh m × width × g/m²', () => {
    // 10 m of 1.5 m fabric at 200 g/m² weigh 3 kg.
    expect(fabricGrams(10_000, 1500, 200)).toBe(3000)
  })
})

describe('what pieces need', () => {
  it('is by size and colour, with wastage, rounded up once a line', () => {
    const shell = { materialId: 1, colours: ['白'], usage: 1000, usages: { '120': 1200 }, wastage: 30 }
    const lining = { materialId: 2, colours: [], usage: 333, usages: {}, wastage: 0 }
    const needs = materialNeeds(
      [shell, lining],
      [
        { colour: '白', size: '110', quantity: 10 },
        { colour: '白', size: '120', quantity: 5 },
        { colour: '红', size: '110', quantity: 3 },
      ],
    )
    // (10 × 1000 + 5 × 1200) × 1.03; 18 × 333.
    expect([...needs]).toEqual([
      [1, 16_480],
      [2, 5994],
    ])
  })
})

describe('a usage typed by the metre', () => {
  const line = { materialId: 1, unit: 'kg', colours: [], usages: { '120': 1300 }, wastage: 30 }
  it('of cloth kept in kilograms is weighed once, at the end', () => {
    const weighed = { ...line, usage: 1234, typed: 'length' as const, width: 1550, gramsPerArea: 185 }
    // 7 × 1.234 m and 3 × 1.3 m with 3 % more, 1.55 m wide, 185 g/m²: 3702.9… g.
    const pieces = [
      { colour: '白', size: '110', quantity: 7 },
      { colour: '白', size: '120', quantity: 3 },
    ]
    const exact = ((7 * 1.234 + 3 * 1.3) * 1.03 * 1.55 * 185).toFixed(6)
    expect([...materialNeeds([weighed], pieces)]).toEqual([[1, Math.ceil(Number(exact))]])
    // Never less than what is cut, never a gram more than that.
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e5 }),
        fc.integer({ min: 1, max: 1e5 }),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 10_000 }),
        (quantity, usage, width, gramsPerArea) => {
          const [[, need] = [0, 0]] = materialNeeds(
            [{ ...weighed, usage, usages: {}, wastage: 0, width, gramsPerArea }],
            [{ colour: '白', size: '110', quantity }],
          )
          const real = BigInt(quantity) * BigInt(usage) * BigInt(width) * BigInt(gramsPerArea)
          expect(BigInt(need) * 1_000_000n >= real).toBe(true)
          expect((BigInt(need) - 1n) * 1_000_000n < real).toBe(true)
        },
      ),
    )
  })
})

describe('materials', () => {
  let floor: Floor
  let fabric: number
  let ribbon: number
  let supplierId: number
  beforeEach(async () => {
    floor = await openFloor()
    const plain = {
      width: null,
      gramsPerArea: null,
      supplierId: null,
      price: null,
      note: '',
      archived: false,
    }
    await run(floor.store, async (scope) => {
      fabric = (await saveMaterial(scope, { id: null, name: '白毛绒布', unit: 'm', ...plain })).id
      ribbon = (await saveMaterial(scope, { id: null, name: '红丝带', unit: 'roll', ...plain })).id
      supplierId = (
        await saveSupplier(scope, { id: null, name: '布行老李', kind: 'supplier', phone: '', note: '' })
      ).id
    })
  })
  afterEach(async () => {
    const broken = (await checkStore(floor.store.reader)).filter((rule) => rule.violations.length > 0)
    await floor.close()
    expect(broken).toEqual([])
  })

  const buy = (quantity: number, amount: number, paidNow = 0) =>
    run(floor.store, (scope) =>
      purchaseMaterials(scope, {
        supplierId,
        locationId: floor.sellable,
        businessDate: today,
        note: '',
        paidNow,
        lines: [{ materialId: fabric, quantity, amount, dyeLot: 'A1' }],
      }),
    )
  const use = (kind: 'issued' | 'returned', quantity: number, batchId = floor.batchId, over = false) =>
    run(floor.store, (scope) =>
      giveMaterials(scope, {
        batchId,
        locationId: floor.sellable,
        kind,
        note: '',
        over,
        lines: [{ materialId: fabric, quantity }],
      }),
    )
  const fabricRow = async () =>
    (await listMaterials(floor.store.reader, page, true)).rows.find(({ id }) => id === fabric)!

  it('are bought at what they cost; what is not paid is owed; no list of pieces counts their metres', async () => {
    const { id } = await buy(100_000, 150_000, 50_000)
    expect(await fabricRow()).toMatchObject({ onHand: 100_000, value: 150_000, price: 1500 })
    expect((await listSuppliers(floor.store.reader))[0]).toMatchObject({ bought: 150_000, owed: 100_000 })
    // It is among the receipts, as what it is: metres, no pieces.
    const [receipt] = (await listReceipts(floor.store.reader, { offset: 0, limit: 10 }, true)).rows
    expect(receipt).toMatchObject({ id, pieces: 0, amount: 150_000, paid: 50_000 })
    expect(receipt!.materials).toEqual([
      { materialId: fabric, name: '白毛绒布', unit: 'm', quantity: 100_000 },
    ])
    // A count of finished pieces on the same shelf takes no fabric as gone.
    await run(floor.store, async (scope) => {
      const count = await startCount(scope, { locationId: floor.sellable, note: '' })
      await closeCount(scope, { id: count.id, unscanned: 'zero' })
    })
    expect(await fabricRow()).toMatchObject({ onHand: 100_000 })
    await run(floor.store, (scope) =>
      voidReceipt(scope, { id, reversePayments: true, note: '', businessDate: today }),
    )
    expect(await fabricRow()).toMatchObject({ onHand: 0, value: 0 })
    expect((await listSuppliers(floor.store.reader))[0]).toMatchObject({ owed: 0 })
  })

  it('a unit stays once something moved, a name is given once', async () => {
    await buy(1000, 100)
    const row = await fabricRow()
    const change = (patch: object) =>
      run(floor.store, (scope) => saveMaterial(scope, { ...row, ...patch, archived: false }))
    await expect(change({ unit: 'kg' })).rejects.toMatchObject({ code: 'material-unit' })
    await expect(change({ name: '红丝带' })).rejects.toMatchObject({ code: 'already-exists' })
    await change({ name: '白毛绒布（厚）' })
  })

  it('by the metre needs cloth in kilograms with width and weight, which then stay', async () => {
    const line = { part: '', materialId: fabric, colours: [], usage: 1200, usages: {}, wastage: 0 }
    const save = () =>
      run(floor.store, (scope) => saveBom(scope, floor.styleId, [{ ...line, typed: 'length' }]))
    await expect(save()).rejects.toMatchObject({ code: 'material-length' })
    const cloth = { ...(await fabricRow()), unit: 'kg' as const, width: 1500, gramsPerArea: 200 }
    const change = (patch: object) => run(floor.store, (scope) => saveMaterial(scope, { ...cloth, ...patch }))
    await change({})
    await save()
    expect(await readBom(floor.store.reader, floor.styleId)).toMatchObject([
      { typed: 'length', usage: 1200, unit: 'kg', width: 1500, gramsPerArea: 200 },
    ])
    await expect(change({ width: null })).rejects.toMatchObject({ code: 'material-length' })
    await expect(change({ unit: 'm' })).rejects.toMatchObject({ code: 'material-length' })
    const { id } = await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: [{ skuId: floor.skus[0]!, planned: 10 }],
      }),
    )
    // 10 × 1.2 m × 1.5 m × 200 g/m².
    expect((await readBatchMaterials(floor.store.reader, id, true)).rows).toMatchObject([{ needed: 3600 }])
  })

  it('a list that somebody else saved meanwhile is not saved over, and who and when is said', async () => {
    const line = { part: '', materialId: fabric, colours: [], usage: 1200, usages: {}, wastage: 0 }
    const save = (usage: number, read?: readonly BomLineInput[]) =>
      run(floor.store, (scope) => saveBom(scope, floor.styleId, [{ ...line, usage }], read))
    const now = () => readBom(floor.store.reader, floor.styleId)
    await save(1200, [])
    const read = await now()
    await save(1300, read)
    await expect(save(1400, read)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      data: { who: '老板', at: expect.stringMatching(/^2026-05-18 \d\d:\d\d$/) as string },
    })
    expect(await now()).toMatchObject([{ usage: 1300 }])
    // Knowing it, mine may be saved over theirs.
    await save(1400)
    expect(await now()).toMatchObject([{ usage: 1400 }])

    const chart = [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }]
    const measure = (points: readonly SizePoint[], before: readonly SizePoint[]) =>
      run(floor.store, (scope) => saveSizeChart(scope, floor.styleId, points, before))
    await measure(chart, [])
    await expect(measure([], [])).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await measure([], chart)

    const steps = await readRouting(floor.store.reader, floor.styleId, false)
    const asInput = (list: typeof steps) =>
      list.map((step) => ({
        ...step,
        predecessors: step.predecessors.map((id) => list.findIndex((one) => one.id === id)),
      }))
    const route = (list: typeof steps, before: typeof steps) =>
      run(floor.store, (scope) => saveRouting(scope, floor.styleId, asInput(list), before))
    await route(steps.slice(0, -1), steps)
    await expect(route(steps, steps)).rejects.toMatchObject({
      code: 'changed-meanwhile',
      data: { who: '老板' },
    })
  })

  it('a batch keeps what the BOM said when it began, and gets and gives back at one value', async () => {
    const bom: BomLineInput[] = [
      { part: '面料', materialId: fabric, colours: [], usage: 1200, usages: { '120': 1300 }, wastage: 50 },
      { part: '装饰', materialId: ribbon, colours: ['红'], usage: 10, usages: {}, wastage: 0 },
    ]
    const batchId = await run(floor.store, async (scope) => {
      await saveBom(scope, floor.styleId, bom)
      const { id } = await createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: floor.skus.map((skuId) => ({ skuId, planned: 10 })),
      })
      await saveBom(scope, floor.styleId, bom.slice(0, 1))
      return id
    })
    expect(await readBom(floor.store.reader, floor.styleId)).toHaveLength(1)
    const rows = async () => (await readBatchMaterials(floor.store.reader, batchId, true)).rows
    // The ribbon is for red ones only. (10 × 1200 + 10 × 1300) × 1.05.
    expect(await rows()).toMatchObject([{ materialId: fabric, needed: 26_250, issued: 0, value: 0 }])
    expect((await fabricRow()).wanted).toBe(26_250)
    await expect(use('issued', 26_250, batchId)).rejects.toMatchObject({
      code: 'material-below-zero',
      data: { material: '白毛绒布', unit: 'm', onHand: '0', wanted: '26.25' },
    })
    await buy(50_000, 100_001)
    await use('issued', 30_000, batchId, true)
    await expect(use('returned', 30_001, batchId)).rejects.toMatchObject({
      code: 'material-over',
      data: { there: '30', wanted: '30.001' },
    })
    await use('returned', 5000, batchId)
    expect(await rows()).toMatchObject([{ issued: 30_000, returned: 5000, onHand: 25_000 }])
    const [given] = (await readBatchMaterials(floor.store.reader, batchId, true)).uses.filter(
      ({ kind }) => kind === 'issued',
    )
    await expect(run(floor.store, (scope) => voidUse(scope, given!.id))).rejects.toMatchObject({
      code: 'material-over',
    })
  })

  it('finished pieces enter at the share of the materials and the wages paid', async () => {
    await buy(100_000, 200_000)
    await use('issued', 40_000)
    await run(floor.store, (scope) =>
      cutLay(scope, {
        batchId: floor.batchId,
        colours: [{ colour: '白', dyeLot: '', layers: 20 }],
        sizes: [
          { size: '110', ratio: 1 },
          { size: '120', ratio: 1 },
        ],
        rule: { by: 'size', pieces: 20 },
        businessDate: today,
      }),
    )
    const [first] = (await readBatch(floor.store.reader, floor.batchId)).bundles
    for (const operationId of floor.operations)
      await run(floor.store, (scope) =>
        recordWork(
          scope,
          {
            bundleId: first!.id,
            operationId,
            workerId: floor.workers[0]!,
            good: 20,
            rework: 0,
            scrap: 0,
            reason: '',
            basis: 'piece',
            workDate: today,
          },
          today,
        ),
      )
    await run(floor.store, (scope) =>
      receiveBundles(scope, { ids: [first!.id], locationId: floor.sellable, businessDate: today }),
    )
    const level = await floor.store.reader
      .selectFrom('stock_level')
      .selectAll()
      .where('item_id', '=', floor.skus[0]!)
      .executeTakeFirstOrThrow()
    // 800 yuan of fabric for 40 cut pieces: half of it; and 20 × 0.85 yuan, the only rate agreed.
    expect(level).toMatchObject({ quantity: 20, value: 20_000 + 1700 })
  })

  it('rules 1 and 7 hold after whatever is bought, counted, given, given back and taken back', async () => {
    const step = fc.record({
      what: fc.constantFrom('buy', 'count', 'issue', 'issue', 'return', 'void'),
      amount: fc.integer({ min: 1, max: 20_000 }),
      fen: fc.integer({ min: 0, max: 9999 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 15 }), async (steps) => {
        for (const { what, amount, fen } of steps) {
          const work = async (): Promise<unknown> => {
            switch (what) {
              case 'buy':
                return buy(amount, fen)
              case 'count':
                return run(floor.store, (scope) =>
                  countMaterial(scope, {
                    materialId: fabric,
                    locationId: floor.sellable,
                    counted: amount,
                    note: '',
                  }),
                )
              case 'issue':
                return use('issued', amount)
              case 'return':
                return use('returned', amount)
              case 'void': {
                const { uses } = await readBatchMaterials(floor.store.reader, floor.batchId, true)
                const one = uses[fen % Math.max(1, uses.length)]
                return one && run(floor.store, (scope) => voidUse(scope, one.id))
              }
            }
          }
          await work().catch((error: unknown) => {
            if (!(error instanceof YifangError && isErrorCode(error.code))) throw error
          })
        }
        const results = await checkStore(floor.store.reader)
        expect(results.filter(({ violations }) => violations.length > 0)).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})

describe('versions of a BOM', () => {
  it('are what it was after each change, with the batches begun by it; what is counted is needed whole', async () => {
    const floor = await openFloor()
    const button = await run(floor.store, (scope) =>
      saveMaterial(scope, {
        id: null,
        name: '纽扣',
        unit: 'pc',
        width: null,
        gramsPerArea: null,
        supplierId: null,
        price: null,
        note: '',
        archived: false,
      }),
    )
    const line = { part: '', materialId: button.id, colours: [], usages: {}, wastage: 30 }
    const save = (lines: readonly BomLineInput[]) =>
      run(floor.store, (scope) => saveBom(scope, floor.styleId, lines))
    await save([{ ...line, usage: 3000 }])
    const { id } = await run(floor.store, (scope) =>
      createBatch(scope, {
        styleId: floor.styleId,
        dueDate: null,
        performanceDate: null,
        note: '',
        businessDate: today,
        lines: [{ skuId: floor.skus[0]!, planned: 5 }],
      }),
    )
    // 15 with 3 % more: 15.45.
    expect((await readBatchMaterials(floor.store.reader, id, true)).rows).toMatchObject([{ needed: 16_000 }])
    await save([
      { ...line, usage: 4000, part: '门襟' },
      { ...line, usage: 1000, part: '袖口' },
    ])
    await save([{ ...line, usage: 1000, part: '袖口' }])
    const versions = await readBomVersions(floor.store.reader, floor.styleId)
    expect(
      versions.map(({ number, lines }) => [number, lines.map(({ part, usage }) => [part, usage])]),
    ).toEqual([
      [3, [['袖口', 1000]]],
      [
        2,
        [
          ['门襟', 4000],
          ['袖口', 1000],
        ],
      ],
      [1, [['', 3000]]],
    ])
    expect(versions[2]!.batches).toHaveLength(1)
    expect(versions[1]!.batches).toEqual([])
    await floor.close()
  })
})
