import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributeValues, withoutSize } from '../../../shared/catalog/attributes.ts'
import { coloursIn, swatchFor } from '../../../shared/catalog/colours.ts'
import { compareSizes, sizeFit, sizesIn } from '../../../shared/catalog/sizes.ts'
import {
  type CandidateSku,
  type CandidateStyle,
  rankSkus,
  readListing,
} from '../../../shared/catalog/suggest.ts'

const rabbit: CandidateStyle = { id: 1, styleNumber: 'DY-TZ', name: '兔子演出服' }
const tiger: CandidateStyle = { id: 2, styleNumber: 'DY-LH', name: '老虎演出服' }
const nurse: CandidateStyle = { id: 3, styleNumber: 'HS-60', name: '军装护士服' }
const styles = new Map([rabbit, tiger, nurse].map((style) => [style.id, style]))

function grid(style: CandidateStyle, colours: string[], sizes: string[], coded = false): CandidateSku[] {
  return colours.flatMap((colour, c) =>
    sizes.map((size, s) => ({
      id: style.id * 1000 + c * 20 + s,
      styleId: style.id,
      colour,
      size,
      sellerCode: coded ? `${style.styleNumber}-${c}-${size}` : '',
    })),
  )
}
const heights = ['100', '110', '120', '130', '140']
const skus = [
  ...grid(rabbit, ['白色小兔', '灰色小兔', '粉色小兔'], heights),
  ...grid(tiger, ['黄色', '白色'], heights),
  ...grid(nurse, ['军绿', '灰'], ['S', 'M', 'L', 'XL', '2XL']),
]
const nameOf = (id: number | undefined) => {
  const sku = skus.find((candidate) => candidate.id === id)
  return sku ? `${sku.styleId} ${sku.colour} ${sku.size}` : null
}
function best(title: string, attributes: string, known: number[] = [], sellerCode = '') {
  const ranked = rankSkus(readListing({ title, attributes, sellerCode }), styles, skus, new Set(known), 8)
  return { name: nameOf(ranked[0]?.skuId), sure: ranked[0]?.sure, reasons: ranked[0]?.reasons, ranked }
}

describe('attributes as marketplaces write them', () => {
  it('gives the values without property names and notes', () => {
    expect(attributeValues('颜色分类：白色小兔；参考身高：110cm')).toEqual(['白色小兔', '110cm'])
    expect(attributeValues('颜色分类:白色[送头饰];尺码:M')).toEqual(['白色', 'M'])
    expect(attributeValues('红色,130cm')).toEqual(['红色', '130cm'])
    expect(attributeValues('Bạc,Nam - 32 mm')).toEqual(['Bạc', 'Nam - 32 mm'])
    expect(attributeValues('白色小兔;110cm')).toEqual(['白色小兔', '110cm'])
    expect(attributeValues('')).toEqual([])
  })

  it('takes size words out of a variant', () => {
    expect(withoutSize('白色小兔 110cm')).toBe('白色小兔')
    expect(withoutSize('军绿 XL码')).toBe('军绿')
    expect(withoutSize('红色（建议身高105-115）')).toBe('红色')
  })

  it('reads sizes in every spelling as one', () => {
    for (const text of ['110', '110cm', '110 CM', '110码', '参考身高：110cm', '110/56', '１１０ｃｍ'])
      expect([...sizesIn(text)], text).toEqual(['h110'])
    expect([...sizesIn('XXL')]).toEqual(['2XL'])
    expect([...sizesIn('2XL码')]).toEqual(['2XL'])
    expect([...sizesIn('xxxl')]).toEqual(['3XL'])
    expect([...sizesIn('105-115cm')]).toEqual(['h105-115'])
    expect([...sizesIn('均码')]).toEqual(['free'])
    expect([...sizesIn('Nam - 32 mm')]).toEqual([])
    expect([...sizesIn('兔子服2026新款')]).toEqual([])
    expect([...sizesIn("Men's small")]).toEqual([])
    expect(sizeFit(sizesIn('105-115'), '110')).toBeGreaterThan(sizeFit(sizesIn('105-115'), '105') ?? 1)
    expect(sizeFit(sizesIn('110'), '120')).toBe(0)
    expect(sizeFit(sizesIn('红色'), '120')).toBeNull()
  })

  it('knows colours in Chinese, English, Vietnamese and Malay', () => {
    expect([...coloursIn('白色小兔')]).toEqual(['白'])
    expect([...coloursIn('玫红')]).toEqual(['玫红'])
    expect([...coloursIn('Bạc')]).toEqual(['银'])
    expect([...coloursIn('Merah Jambu')]).toEqual(['粉'])
    expect([...coloursIn('Red, White')].sort()).toEqual(['白', '红'].sort())
    expect([...coloursIn('Credit')]).toEqual([])
    expect(swatchFor('白色小兔')).toBe('#ffffff')
    expect(swatchFor('小兔')).toBe('')
  })

  it('sorts sizes as people read them', () => {
    expect(['2XL', '130', 'S', 'XL', '均码', '90', 'M'].sort(compareSizes)).toEqual([
      '90',
      '130',
      'S',
      'M',
      'XL',
      '2XL',
      '均码',
    ])
  })
})

describe('suggestions for a listing', () => {
  const title = '兔子演出服儿童六一表演服'

  it("finds style, colour and size in the files' own shapes", () => {
    for (const attributes of [
      '颜色分类：白色小兔；参考身高：110cm',
      '颜色分类:白色小兔[送头饰];参考身高:110cm',
      '白色小兔 110cm',
      '白色小兔;110cm',
      '白色小兔,110码',
    ])
      expect(best(title, attributes).name, attributes).toBe('1 白色小兔 110')
    expect(best('老虎演出服', '黄色,130cm').name).toBe('2 黄色 130')
    expect(best('女护士军装护士服影视', '颜色分类：军绿色；尺码：XXL').name).toBe('3 军绿 2XL')
  })

  it('is not sure by words alone, but is once a variant of the listing is known', () => {
    expect(best(title, '白色小兔 110cm').sure).toBe(false)
    const known = best(title, '白色小兔 110cm', [1])
    expect(known.sure).toBe(true)
    expect(known.reasons).toEqual(['same-listing', 'colour', 'size'])
  })

  it('is never sure where the listing names another colour or size', () => {
    expect(best(title, '黑色小兔 110cm', [1]).sure).toBe(false)
    expect(best(title, '白色小兔 190cm', [1]).sure).toBe(false)
    expect(best(title, '白色小兔', [1]).sure).toBe(false)
  })

  it('puts seller codes first: exact, written otherwise, begun', () => {
    const coded = grid(rabbit, ['白', '灰'], heights, true)
    const rank = (sellerCode: string) =>
      rankSkus(readListing({ title: '', attributes: '', sellerCode }), styles, coded, new Set(), 5)
    expect(rank('dy-tz-1-110')[0]).toMatchObject({ skuId: 1021, sure: true, reasons: ['code'] })
    expect(rank('DYTZ1110')[0]).toMatchObject({ skuId: 1021, sure: true, reasons: ['code-loose'] })
    expect(rank('DY-TZ-1-110-新')[0]).toMatchObject({ skuId: 1021, sure: false })
  })

  it('says what of a SKU the listing contradicts', () => {
    const grey = grid(rabbit, ['灰'], ['110'])
    const [first] = rankSkus(
      readListing({ title: '兔子演出服', attributes: '颜色分类:白色;参考身高:110cm', sellerCode: '' }),
      styles,
      grey,
      new Set([rabbit.id]),
      5,
    )
    expect(first).toMatchObject({ sure: false, conflicts: ['colour'] })
  })

  it('does not take DY-1 for DY-12', () => {
    const two = new Map([
      [1, { id: 1, styleNumber: 'DY-1', name: '' }],
      [2, { id: 2, styleNumber: 'DY-12', name: '' }],
    ])
    const one = (styleId: number) => ({ id: styleId, styleId, colour: '', size: '', sellerCode: '' })
    const ranked = rankSkus(
      readListing({ title: '舞蹈服DY-12', attributes: '', sellerCode: '' }),
      two,
      [one(1), one(2)],
      new Set(),
      5,
    )
    expect(ranked.map((entry) => entry.skuId)).toEqual([2])
    expect(ranked[0]?.sure).toBe(true)
  })

  it('property: a listing that names a SKU of the known style finds exactly it, whatever its shape', () => {
    const shapes = [
      (colour: string, size: string) => `颜色分类：${colour}；参考身高：${size}cm`,
      (colour: string, size: string) => `${colour} ${size}cm`,
      (colour: string, size: string) => `${colour},${size}`,
      (colour: string, size: string) => `尺码:${size}码;颜色分类:${colour}[现货]`,
    ]
    const rabbits = skus.filter((sku) => sku.styleId === 1)
    fc.assert(
      fc.property(
        fc.constantFrom(...rabbits),
        fc.constantFrom(...shapes),
        fc.boolean(),
        (sku, shape, full) => {
          const attributes = shape(sku.colour, sku.size)
          const wide = full
            ? attributes.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
            : attributes
          const found = best('小兔子跳舞衣', wide, [1])
          expect(found.name).toBe(nameOf(sku.id))
          expect(found.sure).toBe(true)
        },
      ),
    )
  })

  it('property: scores stay in 0…1, at most one is sure, and the order of candidates does not matter', () => {
    const text = fc.constantFrom(
      '',
      '兔子',
      '白色',
      '110cm',
      'DY-TZ',
      'DY',
      '；',
      ',',
      'XL',
      '灰',
      '服',
      ' ',
      '-',
      '老虎演出服',
    )
    const free = fc.array(text, { maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        free,
        free,
        free,
        fc.shuffledSubarray(skus, { minLength: skus.length }),
        (title, attributes, sellerCode, shuffled) => {
          const listing = readListing({ title, attributes, sellerCode })
          const one = rankSkus(listing, styles, skus, new Set(), 10)
          expect(rankSkus(listing, styles, shuffled, new Set(), 10)).toEqual(one)
          for (const entry of one) {
            expect(entry.score).toBeGreaterThanOrEqual(0)
            expect(entry.score).toBeLessThanOrEqual(1)
          }
          expect(one.filter((entry) => entry.sure).length).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('property: no text breaks it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (title, attributes, sellerCode) => {
          rankSkus(readListing({ title, attributes, sellerCode }), styles, skus, new Set(), 10)
        },
      ),
    )
  })
})
