import { v7 } from 'uuid'
import type { ServedApp } from './app.ts'

/** A style of one colour in two sizes, as the tests of the floor's screens need one. Gives its id. */
export async function savePlainStyle(
  app: Pick<ServedApp, 'call'>,
  safetyStock: Readonly<Record<string, number>> = {},
  sellerCodes = false,
): Promise<number> {
  const sizes = ['110', '120']
  const { id } = (await app.call('catalog.styles.save', {
    commandId: v7(),
    id: null,
    styleNumber: 'DY-TZ',
    name: '小白兔演出服',
    note: '',
    photos: [],
    colours: [{ id: null, name: '白色', swatch: '' }],
    sizes: sizes.map((name) => ({ id: null, name })),
    skus: sizes.map((size) => ({
      id: null,
      colour: '白色',
      size,
      sellerCode: sellerCodes ? `TZ-${size}` : '',
      barcode: '',
      safetyStock: safetyStock[size] ?? 0,
    })),
  })) as { id: number }
  return id
}
