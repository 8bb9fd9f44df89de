import { expect, it } from 'vitest'
import { readBatch } from '../../../db/production/batches.ts'
import { openSentOut } from './sent-out.ts'

it('what is scrapped or lost is counted as that, also where a partner brought more than went out', async () => {
  const out = await openSentOut()
  const [sent, kept] = await out.cut(20)
  const { id } = await out.send([sent!])
  await out.back(id, sent!, { good: 13, expectedOut: 10 }, true)
  await out.record(kept!, 0, 8, 2)
  const gone = async () =>
    (await readBatch(out.store.reader, out.batchId)).lines.reduce((sum, line) => sum + line.gone, 0)
  expect(await gone()).toBe(2)
  const next = await out.send([kept!], [1])
  await out.back(next.id, kept!, { good: 7, lost: 1 })
  expect(await gone()).toBe(3)
  await out.unback(1)
  expect(await gone()).toBe(2)
  await out.close()
})
