import { v7 } from 'uuid'
import type { ServedApp } from './app.ts'

/** The steps of a plain style: 平车, then 整烫. */
export async function savePlainSteps(
  app: Pick<ServedApp, 'call'>,
  styleId: number,
  standardSeconds: number,
): Promise<void> {
  const plain = { id: null, standardSeconds, recorded: true }
  await app.call('production.routing.save', {
    commandId: v7(),
    styleId,
    operations: [
      { ...plain, name: '平车', predecessors: [] },
      { ...plain, name: '整烫', predecessors: [0] },
    ],
  })
}

/** A batch of a plain style: pieces by size. Gives its id. */
export async function beginPlainBatch(
  app: Pick<ServedApp, 'call'>,
  styleId: number,
  pieces: Readonly<Record<string, number>>,
  dueDate: string | null = null,
): Promise<number> {
  const { skus } = (await app.call('catalog.styles.get', { id: styleId })) as {
    skus: { id: number; size: string }[]
  }
  const { id } = (await app.call('production.batches.create', {
    commandId: v7(),
    styleId,
    dueDate,
    performanceDate: null,
    note: '',
    lines: Object.entries(pieces).map(([size, planned]) => ({
      skuId: skus.find((sku) => sku.size === size)!.id,
      planned,
    })),
  })) as { id: number }
  return id
}

/** Cuts a lay of size 110; of a part it makes no bundles. */
export async function cutPlain(
  app: Pick<ServedApp, 'call'>,
  batchId: number,
  layers: number,
  lay: { readonly pieces?: number; readonly dyeLot?: string; readonly part?: string } = {},
): Promise<void> {
  await app.call('production.batches.cut', {
    commandId: v7(),
    batchId,
    colours: [{ colour: '白色', dyeLot: lay.dyeLot ?? '', layers }],
    sizes: [{ size: '110', ratio: 1 }],
    rule: { by: 'size', pieces: lay.pieces ?? 10 },
    ...(lay.part !== undefined && { part: lay.part }),
  })
}
