import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addNames,
  cellOf,
  draftOf,
  emptyDraft,
  gridProblems,
  inputOf,
  pasteBlock,
  setCell,
} from '../../../shared/catalog/grid-draft.ts'
import { draftFromListing } from '../../../shared/catalog/listing-draft.ts'
import { resolveParts } from '../../../shared/catalog/set-parts.ts'

const grid = (colours: string[], sizes: string[]) =>
  addNames(
    addNames({ ...emptyDraft, styleNumber: 'A1' }, 'colours', colours, () => ''),
    'sizes',
    sizes,
    () => '',
  )

describe('a name made of a title', () => {
  it.each([
    ['小兔子演出服', '小兔子演出服'],
    ['六一儿童演出服小白兔动物表演服幼儿园舞蹈服(连体衣)', '六一儿童演出服小白兔动物表演服幼儿园'],
    ['小荷风采蒙古族舞蹈服儿童演出服女童大摆裙民族服装', '小荷风采蒙古族舞蹈服儿童演出服女童大摆裙'],
    ['儿童演出服小白兔动物表演服（连体衣带头饰加尾巴）', '儿童演出服小白兔动物表演服'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'ABCDEFGHIJKLMNOPQRST'],
  ])('of %s is cut between words: %s', (title, styleName) => {
    expect(draftFromListing({ title, attributes: '', sellerCode: '' }).styleName).toBe(styleName)
  })
})

describe('the grid as it is typed', () => {
  it('begins every colour × size as a SKU, and adds only what is new', () => {
    const draft = addNames(grid(['红', '白', '红'], ['110', '120']), 'sizes', ['120', '130'], () => '')
    expect(inputOf(draft).skus).toHaveLength(6)
    expect(gridProblems(draft)).toEqual([])
  })

  it('pastes a block from Excel from a cell on; what sticks out is left away', () => {
    const draft = pasteBlock(
      grid(['红', '白'], ['110', '120']),
      { row: 0, column: 1 },
      'sellerCode',
      'A\tB\r\nC\tD\r\nE\r\n',
    )
    expect(inputOf(draft).skus.map((sku) => sku.sellerCode)).toEqual(['', 'A', '', 'C'])
  })

  it('names what cannot be saved', () => {
    let draft = grid(['红', '白'], ['110'])
    const [red, white] = draft.colours
    const size = draft.sizes[0]!.key
    draft = setCell(setCell(draft, red!.key, size, 'sellerCode', 'X'), white!.key, size, 'sellerCode', ' x ')
    draft = setCell(draft, red!.key, size, 'safetyStock', '三')
    expect(gridProblems({ ...draft, styleNumber: ' ' }).map((problem) => problem.code)).toEqual([
      'number-missing',
      'not-a-number',
      'code-repeated',
    ])
    expect(gridProblems({ ...emptyDraft, styleNumber: 'A' }).map((problem) => problem.code)).toEqual([
      'no-sku',
    ])
  })

  it('property: a cell holds what was last put into it and no other cell changes', () => {
    const place = fc.tuple(
      fc.nat({ max: 2 }),
      fc.nat({ max: 2 }),
      fc.constantFrom('sellerCode', 'barcode', 'safetyStock'),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(place, { maxLength: 20 }), (steps) => {
        let draft = grid(['a', 'b', 'c'], ['1', '2', '3'])
        const expected = new Map<string, string>()
        for (const [row, column, field, text] of steps) {
          draft = setCell(draft, draft.colours[row]!.key, draft.sizes[column]!.key, field as 'barcode', text)
          expected.set(`${row}.${column}.${field}`, text)
        }
        for (const row of [0, 1, 2])
          for (const column of [0, 1, 2])
            for (const field of ['sellerCode', 'barcode', 'safetyStock'] as const)
              expect(cellOf(draft, draft.colours[row]!.key, draft.sizes[column]!.key)[field]).toBe(
                expected.get(`${row}.${column}.${field}`) ?? '',
              )
      }),
    )
  })

  it('takes a saved style and gives it back unchanged', () => {
    const sku = {
      barcode: '',
      printedCode: '',
      onHand: 0,
      isSet: false,
      isSeconds: false,
      parts: [],
      usedInSets: 0,
    }
    const draft = draftOf({
      id: 4,
      styleNumber: 'A1',
      name: '老虎',
      note: '',
      archived: false,
      photos: [{ hash: 'a'.repeat(64), mediaType: 'image/png', colour: '红' }],
      colours: [{ id: 7, name: '红', swatch: '#d32f2f' }],
      sizes: [
        { id: 3, name: '110' },
        { id: 5, name: '120' },
      ],
      skus: [
        { ...sku, id: 11, colour: '红', size: '110', sellerCode: 'X', safetyStock: 3, archived: false },
        { ...sku, id: 12, colour: '红', size: '120', sellerCode: '', safetyStock: 0, archived: true },
      ],
    })
    expect(inputOf(draft)).toMatchObject({
      id: 4,
      photos: [{ colour: '红' }],
      colours: [{ id: 7 }],
      sizes: [{ id: 3 }, { id: 5 }],
      skus: [{ id: 11, colour: '红', size: '110', sellerCode: 'X', safetyStock: 3 }],
    })
    expect(inputOf(setCell(draft, 7, 5, 'exists', 'x')).skus[1]).toMatchObject({ id: 12, size: '120' })
  })
})

describe('a SKU from a listing', () => {
  it('begins with what the listing says', () => {
    expect(
      draftFromListing({
        title: '兔子演出服儿童六一表演服动物卡通幼儿园',
        attributes: '颜色分类：白色小兔；参考身高：110cm',
        sellerCode: 'DY-TZ-B-110',
      }),
    ).toEqual({
      styleNumber: 'DY-TZ',
      styleName: '兔子演出服儿童六一表演服动物卡通幼儿园',
      colour: '白色小兔',
      size: '110',
      sellerCode: 'DY-TZ-B-110',
    })
    expect(
      draftFromListing({ title: 'Costume', attributes: 'Bạc,Nam - 32 mm', sellerCode: '' }),
    ).toMatchObject({ colour: 'Bạc Nam - 32 mm', size: '', styleNumber: '' })
    expect(draftFromListing({ title: '', attributes: '红色,130cm', sellerCode: 'X1' })).toMatchObject({
      colour: '红色',
      size: '130',
      styleNumber: 'X1',
    })
  })
})

describe('parts of sets', () => {
  const sku = (id: number, styleId: number, colour: string, size: string) => ({
    id,
    styleId,
    colour,
    size,
    isSet: false,
    isSeconds: false,
  })
  it('takes the part of the same size where asked, and names what is missing', () => {
    const candidates = [sku(1, 5, '白', '110'), sku(2, 5, '白', '120'), sku(3, 6, '粉', '均码')]
    const sets = [
      { id: 91, size: '110' },
      { id: 92, size: '120' },
      { id: 93, size: '130' },
    ]
    expect(
      resolveParts(
        sets,
        [
          { skuId: 1, quantity: 1, sameSize: true },
          { skuId: 3, quantity: 2, sameSize: false },
        ],
        candidates,
      ),
    ).toEqual([
      {
        skuId: 91,
        parts: [
          { skuId: 1, quantity: 1 },
          { skuId: 3, quantity: 2 },
        ],
        missing: [],
      },
      {
        skuId: 92,
        parts: [
          { skuId: 2, quantity: 1 },
          { skuId: 3, quantity: 2 },
        ],
        missing: [],
      },
      { skuId: 93, parts: [{ skuId: 3, quantity: 2 }], missing: [0] },
    ])
  })
})
