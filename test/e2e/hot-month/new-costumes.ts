import { addDays, businessDate } from '../../../shared/dates.ts'
import type { Workshop } from './workshop.ts'

interface Costume {
  readonly styleId: number
  /** Seller code to SKU. */
  readonly skus: ReadonlyMap<string, number>
}

interface NewCostume {
  readonly styleNumber: string
  readonly name: string
  readonly sizes: readonly string[]
  /** Yuan times 1,000,000 for each step; none: the step has no rate here. */
  readonly steps: readonly (readonly [name: string, rate: number | null])[]
}

/**
 * Describes a costume that the demo workshop does not make yet, with its steps and, if `fabric` names one of the
 * workshop's materials, what a piece uses of it. Seller codes are "XRK-110".
 */
export async function describeCostume(
  workshop: Workshop,
  { styleNumber, name, sizes, steps }: NewCostume,
  fabric?: string,
): Promise<Costume> {
  const { id: styleId } = await workshop.write<{ id: number }>('catalog.styles.save', {
    id: null,
    styleNumber,
    name,
    note: '',
    photos: [],
    colours: [{ id: null, name: '黄色', swatch: '' }],
    sizes: sizes.map((size) => ({ id: null, name: size })),
    skus: sizes.map((size) => ({
      id: null,
      colour: '黄色',
      size,
      sellerCode: `${styleNumber}-${size}`,
      barcode: '',
      safetyStock: 0,
    })),
  })
  const operations = await workshop.write<number[]>('production.routing.save', {
    styleId,
    operations: steps.map(([step], index) => ({
      id: null,
      name: step,
      standardSeconds: 300,
      recorded: true,
      predecessors: index === 0 ? [] : [index - 1],
    })),
  })
  const validFrom = addDays(businessDate(Date.now()), -30)
  for (const [index, [, rate]] of steps.entries())
    if (rate !== null)
      await workshop.write('production.routing.setRates', {
        operationId: operations[index],
        validFrom,
        rates: [{ size: '', rate }],
      })
  if (fabric !== undefined) {
    const { rows } = await workshop.read<{ rows: { id: number; name: string }[] }>('inventory.materials.list')
    const { id: materialId } = rows.find((row) => row.name === fabric)!
    await workshop.write('catalog.bom.save', {
      styleId,
      lines: [{ part: '面', materialId, colours: [], usage: 1150, usages: {}, wastage: 40 }],
    })
  }
  const { skus } = await workshop.read<{ skus: { id: number; sellerCode: string }[] }>('catalog.styles.get', {
    id: styleId,
  })
  return { styleId, skus: new Map(skus.map((sku) => [sku.sellerCode, sku.id])) }
}
