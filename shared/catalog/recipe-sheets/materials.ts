import type { Material, MaterialInput } from '../../inventory/materials-contract.ts'
import { materialUnits } from '../../inventory/materials-contract.ts'
import { parseMoney, toDecimal } from '../../money.ts'
import { isMangled } from '../spoilt-names.ts'
import { isWeighed } from './boms.ts'
import { keepSpelling, type Names } from './names.ts'
import { leftOut, type RecipeUnit } from './problems.ts'
import { type RowReader, readTenths, readWhole } from './row-reader.ts'

type Unit = (typeof materialUnits)[number]
const unitNames: Readonly<Record<Unit, readonly string[]>> = {
  m: ['米', 'm'],
  kg: ['公斤', '千克', 'kg'],
  pc: ['个', '件', '只', 'pc', 'pcs'],
  roll: ['卷', 'roll'],
}
const unitOf = (text: string) =>
  materialUnits.find((unit) => unitNames[unit].includes(text.normalize('NFKC').toLowerCase()))
/** A unit's name in a sheet. */
export const unitName = (unit: Unit, language: 'zh-CN' | 'en') =>
  unitNames[unit][language === 'en' ? unitNames[unit].length - 1 : 0]!

/** A material as the books have it. */
export type KnownMaterial = Omit<MaterialInput, 'supplierId' | 'id'> & {
  readonly id: number
  readonly supplier: string
  /** It lies or lay in stock: its unit cannot change. */
  readonly hasMoved: boolean
  /** BOMs say it by the metre: it must be weighed by its width and weight. */
  readonly byLength: boolean
}

/** A material as it is to be; `supplier` by its name, which may be new. */
export type MaterialValue = Omit<MaterialInput, 'supplierId' | 'archived'> & { readonly supplier: string }

/** Reads the one row of a material. What the sheet has no column for stays as it is. */
export function planMaterial(
  name: string,
  readers: readonly RowReader[],
  known: KnownMaterial | null,
  suppliers: Names<string>,
): RecipeUnit<MaterialValue> {
  const [reader] = readers as [RowReader]
  const facts = { name, row: reader.row, rows: readers.length }
  for (const one of readers.slice(1)) one.wrong('twice', 'name')
  if (readers.length > 1 || reader.isBad()) return leftOut(facts)
  if (known?.archived) reader.wrong('archived', 'name')
  if (known === null && isMangled(name)) reader.wrong('mangled', 'name')
  const unit = unitIn(reader, known)
  const ask = <V>(field: string, read: () => V, before: V | undefined, none: V): V =>
    reader.says(field) ? read() : (before ?? none)
  const supplier = ask('supplier', () => reader.short('supplier', 60), known?.supplier, '')
  if (suppliers.isAmbiguous(supplier)) reader.wrong('ambiguous', 'supplier')
  const value: MaterialValue = {
    id: known?.id ?? null,
    name: known?.name ?? reader.short('name', 60),
    unit: unit ?? 'pc',
    width: ask(
      'width',
      () => reader.number('width', readTenths, { most: 10_000 }) || null,
      known?.width,
      null,
    ),
    gramsPerArea: ask(
      'gramsPerArea',
      () => reader.number('gramsPerArea', readWhole, { most: 10_000 }) || null,
      known?.gramsPerArea,
      null,
    ),
    supplier: suppliers.find(supplier) ?? supplier,
    price: ask('price', () => reader.number('price', parseMoney, { most: 1e12 }), known?.price, null),
    note: ask('note', () => keepSpelling(reader.short('note', 300), known?.note), known?.note, ''),
  }
  if (known?.byLength && !isWeighed(value)) reader.wrong('by-length', 'name')
  if (reader.isBad()) return leftOut(facts)
  const isSame =
    known !== null &&
    (['unit', 'width', 'gramsPerArea', 'supplier', 'price', 'note'] as const).every(
      (field) => value[field] === known[field],
    )
  return {
    ...facts,
    value,
    fresh: known ? 0 : 1,
    changed: known && !isSame ? 1 : 0,
    unchanged: isSame ? 1 : 0,
    removed: [],
    isReordered: false,
  }
}

function unitIn(reader: RowReader, known: KnownMaterial | null): Unit | null {
  const written = reader.text('unit')
  // A material that is known has a unit, even where the sheet says none.
  if (written === '') return known?.unit ?? reader.wrong('missing', 'unit', '')
  const unit = unitOf(written)
  if (!unit) return reader.wrong('unknown-unit', 'unit')
  return known?.hasMoved && known.unit !== unit ? reader.wrong('unit-fixed', 'unit') : unit
}

/** A material's row as `planMaterial` reads it. */
export function materialCells(
  material: Pick<Material, 'name' | 'unit' | 'width' | 'gramsPerArea' | 'price' | 'note'> & {
    readonly supplier: string
  },
  language: 'zh-CN' | 'en',
): Readonly<Record<string, string | number | null>> {
  return {
    name: material.name,
    unit: unitName(material.unit, language),
    width: material.width === null ? null : material.width / 10,
    gramsPerArea: material.gramsPerArea,
    supplier: material.supplier,
    price: material.price === null ? null : toDecimal(material.price),
    note: material.note,
  }
}
