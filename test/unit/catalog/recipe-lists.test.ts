import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  readList,
  readNumbers,
  writeList,
  writeNumbers,
} from '../../../shared/catalog/recipe-sheets/lists.ts'
import { knownTexts, nameKey } from '../../../shared/catalog/recipe-sheets/names.ts'
import { cleanCell } from '../../../shared/orders/files/clean-cell.ts'
import { formatAmount, parseAmount } from '../../../shared/quantity.ts'

const letters = [
  '红',
  '黑',
  'A',
  'a',
  '1',
  '（',
  '）',
  '(',
  ')',
  '/',
  '／',
  ',',
  '，',
  '、',
  ';',
  '；',
  ' ',
  '"',
  '""',
  '＂',
  "'",
  ':',
  '：',
  '=',
  '\n',
]
const oddName = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').trim())
  .filter((name) => name !== '')
/** Names that the books tell apart: no two that differ by brackets or blanks alone. */
const oddNames = fc.uniqueArray(oddName, { minLength: 1, maxLength: 6, selector: nameKey })

test('property: names in one cell are read as they were written, whatever they hold', () => {
  fc.assert(
    fc.property(oddNames, fc.integer({ min: 0, max: 6 }), (names, count) => {
      const known = knownTexts(names)
      const some = names.slice(0, count)
      expect(readList(cleanCell(writeList(some, known)), known)).toEqual(some)
    }),
    { numRuns: 2000 },
  )
})

test('property: numbers by name are read as they were written', () => {
  fc.assert(
    fc.property(
      oddNames,
      fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 6, maxLength: 6 }),
      (names, amounts) => {
        const known = knownTexts(names)
        const numbers = Object.fromEntries(names.map((name, index) => [name, amounts[index]!]))
        const read = readNumbers(cleanCell(writeNumbers(numbers, known, formatAmount)), known, parseAmount)
        expect(read.wrong).toBe(null)
        expect(Object.fromEntries(read.numbers)).toEqual(numbers)
      },
    ),
    { numRuns: 2000 },
  )
})

test('plain names are written plainly and read in whatever way people part them', () => {
  const known = knownTexts(['红', '黑', '红/黑', '粉（加绒）'])
  expect(writeList(['红', '粉（加绒）'], known)).toBe('红、粉（加绒）')
  expect(writeList(['红/黑', '红'], known)).toBe('红/黑、红')
  expect(writeList(['红', '黑'], knownTexts(['红', '黑', '红、黑']))).toBe('"红"、"黑"')
  expect(readList(' 红， 黑;\n粉(加绒) ', known)).toEqual(['红', '黑', '粉（加绒）'])
  expect(readList('红/黑', known)).toEqual(['红/黑'])
  expect(readList('红／黑、黑', known)).toEqual(['红/黑', '黑'])
  expect(readList('', known)).toEqual([])
  const sizes = knownTexts(['110', '130/64'])
  expect(writeNumbers({ '130/64': 500, '110': 400 }, sizes, formatAmount)).toBe('110:0.4、130/64:0.5')
  expect([...readNumbers('１１０：0.4，130／64=.5', sizes, parseAmount).numbers]).toEqual([
    ['110', 400],
    ['130/64', 500],
  ])
  expect(readNumbers('110', sizes, parseAmount).wrong).toBe('110')
  expect(readNumbers('110:1、110:2', sizes, parseAmount).wrong).toBe('110:2')
})
