import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { commitBatch } from '../../../electron/host/orders/commit-import.ts'
import type { ImportSummary } from '../../../shared/orders/imports-contract.ts'
import { id, testHost } from '../../support/host.ts'
import { csvBytes, headerSets, makeOrders, orderTable } from '../../support/order-files.ts'

/** More than two slices a file. */
const orders = makeOrders(700)
const files = () =>
  (['TB_2022', 'TB_D_2024'] as const).map(
    (set, i) =>
      new File(
        [csvBytes(orderTable(headerSets[set]!, orders)) as Uint8Array<ArrayBuffer>],
        `Export${i === 0 ? 'OrderList' : 'OrderDetailList'}202605181200.csv`,
      ),
  )

/** The power fails when so many slices of the two files are written. */
test.each([1, 2, 4, 5])(
  'an import stopped after %i slices goes on with the sums of the whole',
  async (slices) => {
    let host = await testHost()
    try {
      const client = host.client()
      const shop = { commandId: id(), id: null, platform: 'taobao' as const, name: '示例', promiseHours: 48 }
      const { id: shopId } = await client.settings.shops.save(shop)
      await client.orders.imports.stage({ batch: 'cut', files: files(), shopId, exportedAt: null })
      // As the power cut leaves it: the job that wrote them never said how it ended.
      const { writer, reader } = host.host.services.store
      const first = await reader
        .selectFrom('import_file')
        .select('id')
        .orderBy('id')
        .executeTakeFirstOrThrow()
      await writer
        .insertInto('job')
        .values({ kind: 'import', state: 'running', subject_id: first.id, started_at: Date.now() })
        .execute()
      let written = 0
      const stopped = commitBatch(
        host.host.services,
        'cut',
        { userId: null, station: 'test' },
        {
          signal: new AbortController().signal,
          progress: async () => {
            written += 1
            if (written === slices) throw new Error('the power failed')
          },
        },
      )
      await expect(stopped).rejects.toThrow('the power failed')
      await host.close()
      host = await testHost({ dir: host.dir })
      const jobs = () => host.client().settings.jobs.list()
      await expect.poll(async () => (await jobs())[0]?.state, { timeout: 10_000 }).toBe('done')
      const [job] = await jobs()
      expect((job!.result as ImportSummary).orders).toEqual({ added: 700, updated: 0, unchanged: 0 })
      const { jobNotes } = await host.client().settings.today()
      expect(jobNotes).toMatchObject([{ state: 'interrupted', since: 'finished', result: job!.result }])
      const rules = await checkStore(host.host.services.store.reader)
      expect(rules.filter(({ violations }) => violations.length > 0)).toEqual([])
    } finally {
      await host.close()
      rmSync(host.dir, { recursive: true, force: true })
    }
  },
)
