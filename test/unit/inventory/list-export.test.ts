import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { exportedLists } from '../../../shared/inventory/contract.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { testHost } from '../../support/host.ts'

it('exports every stock list with its rows, in the language asked for', async () => {
  const opened = await testHost()
  try {
    const client = opened.client()
    const style = await client.catalog.styles.save({
      commandId: v7(),
      id: null,
      styleNumber: 'TZ',
      name: '兔子',
      note: '',
      photos: [],
      colours: [{ id: null, name: '白', swatch: '' }],
      sizes: [{ id: null, name: '110' }],
      skus: [{ id: null, colour: '白', size: '110', sellerCode: 'TZ-110', barcode: '', safetyStock: 0 }],
    })
    const itemId = (await client.catalog.styles.get({ id: style.id })).skus[0]!.id
    const { id: supplierId } = await client.inventory.suppliers.save({
      commandId: v7(),
      id: null,
      name: '隔壁王家',
      kind: 'neighbour',
    })
    const [place] = await client.inventory.locations.list()
    await client.inventory.receipts.create({
      commandId: v7(),
      source: 'neighbour',
      supplierId,
      businessDate: '2026-05-18',
      paidNow: 100,
      lines: [{ itemId, locationId: place!.id, quantity: 2, amount: 5000 }],
    })
    await client.inventory.supply.add({
      commandId: v7(),
      kind: 'make',
      expectedDate: '2026-05-20',
      supplierId: null,
      lines: [{ itemId, quantity: 3 }],
    })
    await client.inventory.counts.start({ commandId: v7(), locationId: place!.id })
    const rowOf = async (list: (typeof exportedLists)[number]) => {
      const { file } = await client.inventory.exportList({ list, itemId, headers: 'en' })
      const [sheet] = await readWorkbook(new Uint8Array(await file.arrayBuffer()))
      return sheet!.rows
    }
    for (const list of exportedLists) expect(await rowOf(list), list).toHaveLength(2)
    expect((await rowOf('suppliers'))[1]!.slice(0, 8).map(String)).toEqual([
      '隔壁王家',
      'neighbour',
      '',
      '50',
      // Nothing for work sent out.
      '0',
      '0',
      '1',
      '49',
    ])
  } finally {
    await opened.close()
  }
})
