import { expect, it } from 'vitest'
import { placeOfMost } from '../../../shared/inventory/place-of-most.ts'

const [finished, shelf] = [1, 6]
const lies = (materialId: number, locationId: number, quantity: number) => ({
  materialId,
  locationId,
  quantity,
})

it('materials are taken where they lie, whatever place is meant for them', () => {
  expect(placeOfMost([lies(10, finished, 100_000)], shelf)).toBe(finished)
  expect(placeOfMost([lies(10, finished, 2000), lies(10, shelf, 9000)], shelf)).toBe(shelf)
  const most = [lies(10, finished, 5000), lies(11, finished, 5000), lies(12, shelf, 900_000)]
  expect(placeOfMost(most, shelf)).toBe(finished)
  expect(placeOfMost([lies(10, finished, 5000), lies(11, shelf, 5000)], shelf)).toBe(shelf)
  expect(placeOfMost([lies(10, finished, 5000), lies(11, shelf, 5000)], null)).toBe(finished)
  expect(placeOfMost([], shelf)).toBeNull()
})
