import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findSku } from '../../../db/catalog/lookups.ts'
import {
  addOrder,
  addStock,
  asInput,
  auditOf,
  type Catalog,
  line,
  openCatalog,
  saveStyle,
  styleInput,
} from './support.ts'

let catalog: Catalog
beforeEach(async () => {
  catalog = await openCatalog()
})
afterEach(() => catalog.close())

const at = (
  style: { skus: readonly { colour: string; size: string; id: number }[] },
  colour: string,
  size: string,
) => style.skus.find((sku) => sku.colour === colour && sku.size === size)

describe('styles', () => {
  it('saves a grid and finds it by number, name, initials, colour and code', async () => {
    const { style } = await saveStyle(
      catalog,
      styleInput('DY-TZ', ['白', '灰'], ['110', '120'], { name: '兔子演出服', coded: true }),
    )
    expect(style.skus).toHaveLength(4)
    expect(await findSku(catalog.store.reader, style.skus[0]!.printedCode)).toMatchObject({
      id: style.skus[0]!.id,
    })
    await saveStyle(catalog, styleInput('DY-LH', ['黄'], ['110'], { name: '老虎演出服' }))
    for (const search of ['dy-tz', '兔子', 'tzyc', '灰', 'DY-TZ-灰-110', '兔子 灰']) {
      const found = await catalog.client.catalog.styles.list({ search })
      expect(
        found.rows.map((row) => row.styleNumber),
        search,
      ).toEqual(['DY-TZ'])
    }
    expect((await catalog.client.catalog.styles.list({ search: '%' })).total).toBe(0)
    expect(
      (await catalog.client.catalog.styles.list({ only: 'no-code' })).rows.map((row) => row.styleNumber),
    ).toEqual(['DY-LH'])
    await catalog.client.catalog.styles.archive({ commandId: v7(), ids: [style.id], archived: true })
    expect((await catalog.client.catalog.styles.list({})).total).toBe(1)
    expect((await catalog.client.catalog.styles.list({ archived: true })).rows.map((row) => row.id)).toEqual([
      style.id,
    ])
  })

  it('renames, and exchanges colours, sizes and codes, keeping every SKU and saying so in the audit', async () => {
    const { id, style } = await saveStyle(
      catalog,
      styleInput('A1', ['红', '白'], ['110', '120'], { coded: true }),
    )
    const red = at(style, '红', '110')!
    const white = at(style, '白', '110')!
    const input = await asInput(catalog, id)
    const swapped = (name: string) => (name === '红' ? '白' : '红')
    const code = (skuId: number) => input.skus.find((sku) => sku.id === skuId)!.sellerCode
    const after = await saveStyle(catalog, {
      ...input,
      colours: input.colours.map((colour) => ({ ...colour, name: swapped(colour.name) })),
      skus: input.skus.map((sku) => ({
        ...sku,
        colour: swapped(sku.colour),
        sellerCode: sku.id === red.id ? code(white.id) : sku.id === white.id ? code(red.id) : sku.sellerCode,
      })),
    })
    expect(after.archivedSkus).toBe(0)
    expect(at(after.style, '白', '110')?.id).toBe(red.id)
    expect(after.style.skus.find((sku) => sku.id === red.id)?.sellerCode).toBe('A1-白-110')
    const audit = await auditOf(catalog, 'sku', red.id)
    expect(JSON.parse(audit.at(-1)!.before!)).toMatchObject({ colour: '红', seller_code: 'A1-红-110' })
    expect(JSON.parse(audit.at(-1)!.after!)).toMatchObject({ colour: '白', seller_code: 'A1-白-110' })
  })

  it('deletes a SKU nobody used, archives one that was, and brings it back with its id', async () => {
    const { id, style } = await saveStyle(catalog, styleInput('A1', ['红'], ['110', '120', '130']))
    const used = at(style, '红', '110')!
    await addStock(catalog, used.id, 3)
    const input = await asInput(catalog, id)
    const cut = await saveStyle(catalog, { ...input, skus: input.skus.filter((sku) => sku.size === '130') })
    expect(cut.archivedSkus).toBe(1)
    expect(cut.style.skus.map((sku) => [sku.size, sku.archived])).toEqual([
      ['130', false],
      ['110', true],
    ])
    const renamed = await asInput(catalog, id)
    const back = await saveStyle(catalog, {
      ...renamed,
      colours: renamed.colours.map((colour) => ({ ...colour, name: '大红' })),
      skus: [
        ...renamed.skus.map((sku) => ({ ...sku, colour: '大红' })),
        { id: null, colour: '大红', size: '110', sellerCode: '', barcode: '', safetyStock: 5 },
      ],
    })
    expect(at(back.style, '大红', '110')).toMatchObject({
      id: used.id,
      archived: false,
      safetyStock: 5,
      onHand: 3,
    })
  })

  it('refuses a number, code or barcode that another has, and says whose it is; nothing is written', async () => {
    await saveStyle(catalog, styleInput('A1', ['红'], ['110'], { coded: true }))
    const again = saveStyle(catalog, styleInput('a1', ['红'], ['110']))
    await expect(again).rejects.toMatchObject({ code: 'already-exists', data: { what: 'style' } })
    const other = styleInput('B1', ['红'], ['110'])
    const taken = saveStyle(catalog, { ...other, skus: [{ ...other.skus[0]!, sellerCode: 'a1-红-110' }] })
    await expect(taken).rejects.toMatchObject({
      code: 'already-exists',
      data: { what: 'sellerCode', name: 'A1-红-110 (A1 · 红 · 110)' },
    })
    expect((await catalog.client.catalog.styles.list({})).total).toBe(1)
    const twice = styleInput('C1', ['红'], ['110', '120'])
    await expect(
      saveStyle(catalog, { ...twice, skus: twice.skus.map((sku) => ({ ...sku, barcode: '6901234567892' })) }),
    ).rejects.toMatchObject({ code: 'already-exists', data: { what: 'barcode' } })
  })

  it('matches waiting lines when a SKU gets their seller code, in every shop, whatever the letter case', async () => {
    const { id } = await saveStyle(catalog, styleInput('A1', ['红'], ['110']))
    const first = await addOrder(catalog, [{ sellerCode: 'a1-r-110', quantity: 2 }])
    const input = await asInput(catalog, id)
    const saved = await saveStyle(catalog, {
      ...input,
      skus: [{ ...input.skus[0]!, sellerCode: ' A1-R-110 ' }],
    })
    expect(saved.matched).toMatchObject({ lines: 1, orders: 1 })
    expect(await line(catalog, first.lineIds[0]!)).toMatchObject({
      sku_id: input.skus[0]!.id,
      sku_source: 'code',
    })
    expect((await auditOf(catalog, 'order_line', first.lineIds[0]!)).at(-1)!.action).toBe('update')
  })

  it('moves waiting lines with a code that goes to another SKU, and leaves those already packed', async () => {
    const { id } = await saveStyle(catalog, styleInput('A1', ['红'], ['110', '120'], { coded: true }))
    const [waiting, packed] = [
      await addOrder(catalog, [{ sellerCode: 'A1-红-110' }]),
      await addOrder(catalog, [{ sellerCode: 'A1-红-110' }]),
    ]
    const before = await asInput(catalog, id)
    const [small, large] = before.skus
    await catalog.run(async (scope) => {
      for (const lineId of [...waiting.lineIds, ...packed.lineIds])
        await scope.update('order_line', lineId, { sku_id: small!.id!, sku_source: 'code' })
      const parcel = await scope.insert('parcel', { state: 'packed', opened_at: 1 })
      await scope.insert('parcel_line', {
        parcel_id: parcel,
        order_line_id: packed.lineIds[0]!,
        item_id: small!.id!,
        quantity: 1,
      })
    })
    await saveStyle(catalog, {
      ...before,
      skus: [
        { ...small!, sellerCode: '' },
        { ...large!, sellerCode: 'A1-红-110' },
      ],
    })
    expect((await line(catalog, waiting.lineIds[0]!)).sku_id).toBe(large!.id)
    expect((await line(catalog, packed.lineIds[0]!)).sku_id).toBe(small!.id)
  })

  it('finds SKUs by printed code, barcode, seller code and words', async () => {
    const input = styleInput('A1', ['红', '白'], ['110', '120'], { name: '老虎', coded: true })
    const { style } = await saveStyle(catalog, {
      ...input,
      skus: input.skus.map((sku, index) => ({ ...sku, barcode: index === 0 ? '6901234567892' : '' })),
    })
    const first = style.skus[0]!
    for (const code of [first.printedCode, first.printedCode.toLowerCase(), '6901234567892', 'a1-红-110']) {
      expect((await catalog.client.catalog.skus.find({ code })).id, code).toBe(first.id)
    }
    await expect(catalog.client.catalog.skus.find({ code: 'nothing' })).rejects.toMatchObject({
      code: 'code-unknown',
    })
    const found = await catalog.client.catalog.skus.search({ search: 'lh 白 120' })
    expect(found.map((sku) => `${sku.colour}${sku.size}`)).toEqual(['白120'])
  })
})

describe('sets', () => {
  it('makes a SKU a set of parts, and shares their stock among its waiting orders', async () => {
    const suit = await saveStyle(catalog, styleInput('SUIT', ['白'], ['110']))
    const parts = await saveStyle(catalog, styleInput('PART', ['身', '头'], ['110']))
    const setId = suit.style.skus[0]!.id
    const [body, head] = parts.style.skus
    const waiting = await addOrder(catalog, [{ title: '套装', quantity: 2 }])
    await catalog.run((scope) =>
      scope.update('order_line', waiting.lineIds[0]!, { sku_id: setId, sku_source: 'user' }),
    )
    await addStock(catalog, body!.id, 5)
    await addStock(catalog, head!.id, 1)
    await catalog.client.catalog.skus.saveSets({
      commandId: v7(),
      sets: [
        {
          skuId: setId,
          parts: [
            { skuId: body!.id, quantity: 1 },
            { skuId: head!.id, quantity: 1 },
          ],
        },
      ],
    })
    const shares = await catalog.store.writer
      .selectFrom('allocation')
      .select(['item_id', 'quantity'])
      .orderBy('item_id')
      .execute()
    expect(shares).toEqual([
      { item_id: body!.id, quantity: 2 },
      { item_id: head!.id, quantity: 1 },
    ])
    expect((await catalog.client.catalog.styles.get({ id: suit.id })).skus[0]).toMatchObject({ isSet: true })
    await catalog.client.catalog.skus.saveSets({ commandId: v7(), sets: [{ skuId: setId, parts: [] }] })
    expect(await catalog.store.writer.selectFrom('allocation').selectAll().execute()).toEqual([])
  })

  it('refuses a set in a set, and a set of a SKU that has stock or is a part', async () => {
    const { style } = await saveStyle(catalog, styleInput('A', ['白'], ['1', '2', '3', '4']))
    const [a, b, c, d] = style.skus.map((sku) => sku.id) as [number, number, number, number]
    const save = (skuId: number, part: number) =>
      catalog.client.catalog.skus.saveSets({
        commandId: v7(),
        sets: [{ skuId, parts: [{ skuId: part, quantity: 1 }] }],
      })
    await save(a, b)
    await expect(save(c, a)).rejects.toMatchObject({ code: 'set-in-set' })
    await expect(save(b, c)).rejects.toMatchObject({ code: 'sku-busy', data: { reason: 'set' } })
    await addStock(catalog, d, 1)
    await expect(save(d, c)).rejects.toMatchObject({ code: 'sku-busy', data: { reason: 'stock', count: 1 } })
  })
})

describe('photos', () => {
  const png = (text: string) =>
    new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), text], 'a.png', {
      type: 'image/png',
    })

  it('keeps a photo by its content and gives it back; refuses what is no picture', async () => {
    const { hash } = await catalog.client.catalog.photos.upload({
      original: png('original'),
      thumbnail: png('small'),
    })
    expect(
      (await catalog.client.catalog.photos.upload({ original: png('original'), thumbnail: png('small') }))
        .hash,
    ).toBe(hash)
    const file = await catalog.client.catalog.photo({ hash, size: 'thumbnail' })
    expect([file.type, (await file.text()).slice(-5)]).toEqual(['image/png', 'small'])
    const wrong = catalog.client.catalog.photos.upload({
      original: new File(['<svg>'], 'a.svg'),
      thumbnail: png(''),
    })
    await expect(wrong).rejects.toMatchObject({ code: 'photo-unreadable', data: { file: 'a.svg' } })
    const input = styleInput('A', ['白'], ['1'])
    const { style } = await saveStyle(catalog, { ...input, photos: [{ hash, colour: '白' }] })
    expect(style.photos).toEqual([{ hash, mediaType: 'image/png', colour: '白' }])
    expect((await catalog.client.catalog.skus.search({ search: 'A' }))[0]?.photoHash).toBe(hash)
    const unknown = saveStyle(catalog, {
      ...styleInput('B', ['白'], ['1']),
      photos: [{ hash: 'a'.repeat(64), colour: '' }],
    })
    await expect(unknown).rejects.toMatchObject({ code: 'not-found', data: { what: 'photo' } })
  })
})
