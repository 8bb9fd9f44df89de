import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSizeChart } from '../../../db/catalog/size-chart.ts'
import { readBatch } from '../../../db/production/batches.ts'
import { readRouting, setRates } from '../../../db/production/routing.ts'
import { acceptJob } from '../../../db/subcontracting/accept-job.ts'
import { listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { readJobFile } from '../../../electron/host/subcontracting/job-files.ts'
import { jobOrderSchema } from '../../../shared/subcontracting/job-file.ts'
import { type Books, closeChecked, openBooks, run } from '../inventory/books.ts'
import { today } from '../production/floor.ts'
import { plainOrder, workshopOf } from './two-workshops.ts'

let maker: Books
beforeEach(async () => {
  maker = await openBooks()
})
afterEach(() => closeChecked(maker))

async function accept(text: string, photo: Parameters<typeof acceptJob>[3] = null): Promise<number> {
  const file = readJobFile('a.yifang-job', text)
  if (file.kind !== 'order') throw new Error('no order')
  return (await run(maker.store, (scope) => acceptJob(scope, file, today, photo))).batchId
}
const batchOf = (id: number) => readBatch(maker.store.reader, id)

test('a second order of a style has the steps that it asks for; rates of the first stay', async () => {
  const sender = workshopOf('李家')
  const first = await batchOf(await accept(sender.order()))
  await run(maker.store, (scope) =>
    setRates(scope, {
      operationId: first.operations[0]!.id,
      validFrom: today,
      rates: [{ size: '', rate: 700_000 }],
    }),
  )
  const second = await batchOf(
    await accept(
      sender.order({
        operations: [
          { name: '锁眼', standardSeconds: 60 },
          { name: '烫', standardSeconds: null },
        ],
      }),
    ),
  )
  expect(second.styleId).toBe(first.styleId)
  expect(second.operations.map(({ name }) => name)).toEqual(['锁眼', '烫'])
  expect(second.operations[1]!.predecessors).toEqual([second.operations[0]!.id])
  // In another order, and with the first one's step again: its rate is there.
  const third = await batchOf(
    await accept(
      sender.order({
        operations: [
          { name: '烫', standardSeconds: 120 },
          { name: '缝', standardSeconds: 300 },
        ],
      }),
    ),
  )
  expect(third.operations.map(({ name }) => name)).toEqual(['烫', '缝'])
  const routing = await readRouting(maker.store.reader, first.styleId, true)
  expect(routing.map(({ name, standardSeconds, rates }) => [name, standardSeconds, rates.length])).toEqual([
    ['缝', 300, 1],
    ['锁眼', 60, 0],
    ['烫', 120, 0],
  ])
  expect((await batchOf(first.id)).operations.map(({ name }) => name)).toEqual(['缝'])
})

test('two workshops of one name have each a customer, a style and steps of their own', async () => {
  const one = workshopOf('我的衣坊')
  const other = workshopOf('我的衣坊')
  const first = await batchOf(await accept(one.order()))
  const second = await batchOf(
    await accept(other.order({ operations: [{ name: '绣花', standardSeconds: null }] })),
  )
  expect(second.operations.map(({ name }) => name)).toEqual(['绣花'])
  expect(second.styleId).not.toBe(first.styleId)
  expect(second.styleNumber).toBe(`HX-01@我的衣坊 ${other.siteId.slice(0, 4).toUpperCase()}`)
  const third = await batchOf(await accept(other.order()))
  expect(third.styleId).toBe(second.styleId)
  // A workshop that renamed itself is the one that it was.
  await accept(workshopRenamed(one, '丁家').order())
  const jobs = await listIncoming(maker.store.reader, true)
  const customers = jobs
    .toSorted((a, b) => a.id - b.id)
    .map(({ customerId, customer }) => [customerId, customer])
  expect(customers[1]![0]).not.toBe(customers[0]![0])
  expect(customers[1]![1]).not.toBe(customers[0]![1])
  expect(customers[2]).toEqual(customers[1])
  expect(customers[3]).toEqual(customers[0])
})

function workshopRenamed(from: ReturnType<typeof workshopOf>, name: string) {
  return workshopOf(name, from.siteId)
}

test('the size chart, the minutes and the picture are the style’s; a later chart of its owner stands', async () => {
  const sender = workshopOf('李家')
  const chart = [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }]
  const photo = { hash: 'a'.repeat(64), mediaType: 'image/jpeg' }
  const { styleId, photoHash, operations } = await batchOf(
    await accept(sender.order({ sizeChart: chart }), photo),
  )
  expect(photoHash).toBe(photo.hash)
  expect(await readSizeChart(maker.store.reader, styleId)).toEqual(chart)
  expect((await readRouting(maker.store.reader, styleId, false))[0]).toMatchObject({
    id: operations[0]!.id,
    standardSeconds: 300,
  })
  const better = [
    { ...chart[0]!, plus: 15 },
    { name: '衣长', minus: 5, plus: 5, sizes: { '110': 450 } },
  ]
  await accept(sender.order({ sizeChart: better }), { ...photo, hash: 'b'.repeat(64) })
  expect(await readSizeChart(maker.store.reader, styleId)).toEqual(better)
  // An order without one takes nothing away; nor is a picture that the style has exchanged.
  const last = await batchOf(await accept(sender.order()))
  expect(await readSizeChart(maker.store.reader, styleId)).toEqual(better)
  expect(last.photoHash).toBe(photo.hash)
  // The picture is not kept a second time in the books.
  const kept = await maker.store.reader.selectFrom('incoming_job').select('content').execute()
  expect(kept.some(({ content }) => content.includes('photo'))).toBe(false)
})

test('what no order of work can be is no readable file, or refused by name', async () => {
  const sender = workshopOf('李家')
  const unreadable = [
    { lines: [{ colour: '白', size: '110', pieces: 0 }] },
    { bundles: [{ number: 1, colour: '白', size: '110', dyeLot: '', pieces: 0 }] },
    { operations: [{ name: ' ', standardSeconds: null }] },
    { photo: { mediaType: 'image/svg+xml', data: 'AAAA' } },
    { photo: { mediaType: 'image/jpeg', data: 'A'.repeat(80_004) } },
  ]
  for (const patch of unreadable)
    expect(() => readJobFile('a', sender.order(patch))).toThrow('job-unreadable')
  await expect(
    accept(
      sender.order({
        operations: [
          { name: '缝', standardSeconds: null },
          { name: '缝', standardSeconds: null },
        ],
      }),
    ),
  ).rejects.toMatchObject({ code: 'already-exists' })
  // Names that only a line break tells apart stay apart.
  const batch = await batchOf(
    await accept(
      sender.order({
        bundles: [],
        lines: [
          { colour: 'a\nb', size: 'c', pieces: 1 },
          { colour: 'a', size: 'b\nc', pieces: 2 },
        ],
      }),
    ),
  )
  expect(batch.lines.map(({ planned }) => planned)).toEqual([1, 2])
})

test('a program that knows nothing of what was added still takes the file', () => {
  const sender = workshopOf('李家')
  // What this program does with a field of a later one is what an earlier one does with photo and chart.
  const file = readJobFile('a', sender.order({ washing: '30°' }))
  expect(file).toMatchObject({ kind: 'order', version: 1, body: plainOrder })
  expect(file.body).not.toHaveProperty('washing')
  const earlier = jobOrderSchema.omit({ photo: true, sizeChart: true })
  const sizeChart = [{ name: '胸围', minus: 10, plus: 10, sizes: { '110': 640 } }]
  expect(earlier.parse({ ...plainOrder, sizeChart })).toEqual(plainOrder)
  // Left out or changed on the way, it is found all the same.
  const text = sender.order({ sizeChart })
  expect(() => readJobFile('a', text.replace('"plus": 10', '"plus": 90'))).toThrow('job-altered')
})

test('however long the names, a style has a number that its page takes, and one of its own', async () => {
  const sender = workshopOf('曹县大集镇孙庄村小兔演出服饰有限公司第二车间')
  const number = 'YANCHUFU-2026-LIUYI-XIAOBAITU'
  const numbers: string[] = []
  for (const styleNumber of [number, `${number}-A`, `${number}-B`])
    numbers.push((await batchOf(await accept(sender.order({ styleNumber })))).styleNumber)
  expect(new Set(numbers).size).toBe(3)
  for (const one of numbers) expect(one.length).toBeLessThanOrEqual(40)
})
