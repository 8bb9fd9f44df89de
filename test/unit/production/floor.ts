import { v7 } from 'uuid'
import { createBatch } from '../../../db/production/batches.ts'
import { saveRouting, setRates } from '../../../db/production/routing.ts'
import { saveWorker } from '../../../db/workers/workers.ts'
import { addSku, addStyle, type Books, openBooks, run } from '../inventory/books.ts'

export const today = '2026-05-18'

/** A workshop with one style of three operations (two side by side, then one), two workers and an open batch. */
export async function openFloor() {
  const books: Books = await openBooks()
  const floor = await run(books.store, async (scope) => {
    const styleId = await addStyle(scope, 'T01', '小白兔')
    const skus = [await addSku(scope, styleId, '110'), await addSku(scope, styleId, '120')]
    const plain = { standardSeconds: 90, recorded: true }
    const operations = await saveRouting(scope, styleId, [
      { id: null, name: '拼身', predecessors: [], ...plain },
      { id: null, name: '做耳', predecessors: [], ...plain },
      { id: null, name: '整烫', predecessors: [0, 1], ...plain },
    ])
    await setRates(scope, {
      operationId: operations[0]!,
      validFrom: '2026-05-10',
      rates: [
        { size: '', rate: 850_000 },
        { size: '120', rate: 950_000 },
      ],
    })
    const workers: number[] = []
    for (const name of ['王秀英', '李桂兰'])
      workers.push((await saveWorker(scope, { id: null, name, kind: 'piece', note: '', archived: false })).id)
    const { id: batchId } = await createBatch(scope, {
      styleId,
      dueDate: '2026-05-25',
      performanceDate: null,
      note: '',
      businessDate: today,
      lines: skus.map((skuId) => ({ skuId, planned: 40 })),
    })
    return { styleId, skus, operations, workers, batchId }
  })
  return { ...books, ...floor }
}
export type Floor = Awaited<ReturnType<typeof openFloor>>
export const commandId = () => v7()
