import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { asInput, type Catalog, openCatalog, saveStyle, styleInput } from './support.ts'

let catalog: Catalog
beforeEach(async () => {
  catalog = await openCatalog()
})
afterEach(async () => {
  expect((await checkStore(catalog.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await catalog.close()
})

const commandId = () => v7()

/** A style with a BOM, rates and a chart that name its colours and sizes, and a batch that was cut. */
async function workshop() {
  const { client } = catalog
  const { style } = await saveStyle(catalog, styleInput('Q1', ['白', '红'], ['110', '120']))
  const styleId = style.id
  const { id: materialId } = await client.inventory.materials.save({
    commandId: commandId(),
    id: null,
    name: '里布',
    unit: 'm',
    width: null,
    gramsPerArea: null,
    supplierId: null,
    price: null,
    note: '',
    archived: false,
  })
  await client.catalog.bom.save({
    commandId: commandId(),
    styleId,
    lines: [
      { part: '', materialId, colours: ['白'], usage: 500, usages: { '110': 600, '120': 700 }, wastage: 0 },
    ],
  })
  const [operationId] = await client.production.routing.save({
    commandId: commandId(),
    styleId,
    operations: [{ id: null, name: '缝', standardSeconds: 60, recorded: true, predecessors: [] }],
  })
  await client.production.routing.setRates({
    commandId: commandId(),
    operationId: operationId!,
    validFrom: '2026-01-01',
    rates: [
      { size: '110', rate: 500_000 },
      { size: '120', rate: 600_000 },
      { size: '110cm', rate: 1 },
    ],
  })
  await client.catalog.sizeChart.save({
    commandId: commandId(),
    styleId,
    points: [{ name: '衣长', minus: 5, plus: 5, sizes: { '110': 450, '120': 480 } }],
  })
  const batch = async () => {
    const { skus } = await client.catalog.styles.get({ id: styleId })
    const { id } = await client.production.batches.create({
      commandId: commandId(),
      styleId,
      dueDate: null,
      performanceDate: null,
      note: '',
      lines: [{ skuId: skus[0]!.id, planned: 10 }],
    })
    return id
  }
  return { styleId, batch }
}

async function rename(styleId: number, names: Readonly<Record<string, string>>) {
  const input = await asInput(catalog, styleId)
  const now = (name: string) => names[name] ?? name
  await catalog.client.catalog.styles.save({
    commandId: commandId(),
    ...input,
    colours: input.colours.map((colour) => ({ ...colour, name: now(colour.name) })),
    sizes: input.sizes.map((size) => ({ ...size, name: now(size.name) })),
    skus: input.skus.map((sku) => ({ ...sku, colour: now(sku.colour), size: now(sku.size) })),
  })
}

test('a renamed colour and size keep their cloth, rate and measures', async () => {
  const { client } = catalog
  const { styleId, batch } = await workshop()
  const before = await batch()
  await client.production.batches.cut({
    commandId: commandId(),
    batchId: before,
    colours: [{ colour: '白', dyeLot: '', layers: 10 }],
    sizes: [{ size: '110', ratio: 1 }],
    part: '耳朵',
    rule: { by: 'size', pieces: 10 },
  })
  await rename(styleId, { 白: '白色', 110: '110cm' })
  expect(await client.catalog.bom.get({ styleId })).toMatchObject([
    { colours: ['白色'], usages: { '110cm': 600, '120': 700 } },
  ])
  expect(await client.catalog.sizeChart.get({ styleId })).toMatchObject([
    { sizes: { '110cm': 450, '120': 480 } },
  ])
  const [operation] = await client.production.routing.get({ styleId })
  expect(operation!.rates.map(({ size, rate }) => [size, rate])).toEqual([
    ['110cm', 500_000],
    ['120', 600_000],
  ])
  const { rows } = await client.inventory.materials.ofBatch({ batchId: await batch() })
  expect(rows).toMatchObject([{ needed: 6000 }])
  const lays = await catalog.store.reader
    .selectFrom('lay_colour as c')
    .innerJoin('lay_size as s', 's.lay_id', 'c.lay_id')
    .select(['c.colour', 's.size'])
    .execute()
  expect(lays).toEqual([{ colour: '白色', size: '110cm' }])
})

test('two sizes and two colours that change names change places everywhere', async () => {
  const { client } = catalog
  const { styleId } = await workshop()
  await rename(styleId, { 白: '红', 红: '白', 110: '120', 120: '110' })
  expect(await client.catalog.bom.get({ styleId })).toMatchObject([
    { colours: ['红'], usages: { '110': 700, '120': 600 } },
  ])
  expect(await client.catalog.sizeChart.get({ styleId })).toMatchObject([
    { sizes: { '110': 480, '120': 450 } },
  ])
  const [operation] = await client.production.routing.get({ styleId })
  expect(operation!.rates.map(({ size, rate }) => [size, rate])).toEqual([
    ['110', 600_000],
    ['110cm', 1],
    ['120', 500_000],
  ])
})
