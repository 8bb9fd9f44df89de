import { reallocate } from '../../../db/inventory/allocate.ts'
import { cancelOrder, reopenOrder } from '../../../db/orders/cancel.ts'
import { createOrder } from '../../../db/orders/create.ts'
import { readOrder } from '../../../db/orders/detail.ts'
import {
  holdOrders,
  itemsOfOrders,
  releaseOrders,
  resolveAddress,
  updateOrder,
} from '../../../db/orders/edit.ts'
import {
  countImportFiles,
  countProblems,
  readImportFiles,
  readProblems,
} from '../../../db/orders/import/files.ts'
import { discardStaged, waitingFiles } from '../../../db/orders/import/stage.ts'
import { undoImport } from '../../../db/orders/import/undo.ts'
import { listOrders } from '../../../db/orders/list.ts'
import { refreshOrders } from '../../../db/orders/refresh.ts'
import { saveLines } from '../../../db/orders/save-lines.ts'
import { YifangError } from '../../../shared/errors.ts'
import { rowProblemSchema } from '../../../shared/orders/imports-contract.ts'
import { totalCap } from '../../../shared/rpc.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'
import { commitBatch } from './commit-import.ts'
import { customersRouter } from './customers.ts'
import { exportOrderList, exportProblemRows } from './export.ts'
import { previewBatch } from './preview-import.ts'
import { stageFiles } from './stage-import.ts'
import { orderForRole, orderRowForRole } from './visible.ts'

const os = procedures.orders

export const ordersRouter = os.router({
  list: os.list.handler(async ({ context, input }) => {
    const page = await listOrders(context.host.store.reader, input, context.host.clock())
    return { ...page, rows: page.rows.map((row) => orderRowForRole(row, context.caller.role)) }
  }),
  get: os.get.handler(async ({ context, input }) =>
    orderForRole(await readOrder(context.host.store.reader, input.id), context.caller.role),
  ),
  create: os.create.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const { id, orderNumber, items } = await createOrder(scope, input)
      await reallocate(scope, items)
      return { id, orderNumber }
    }),
  ),
  update: os.update.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      await updateOrder(scope, input)
      // Its place in the queue for stock may be another now.
      if (input.shipBy !== undefined) await reallocate(scope, await itemsOfOrders(scope, [input.id]))
      return {}
    }),
  ),
  saveLines: os.saveLines.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const { items } = await saveLines(scope, input)
      await reallocate(scope, items, { changedOrders: [input.id] })
      return {}
    }),
  ),
  hold: os.hold.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const result = await holdOrders(scope, input.ids, input.reason)
      await reallocate(scope, await itemsOfOrders(scope, input.ids))
      return result
    }),
  ),
  release: os.release.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const result = await releaseOrders(scope, input.ids)
      await reallocate(scope, await itemsOfOrders(scope, input.ids))
      return result
    }),
  ),
  cancel: os.cancel.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      const items = await itemsOfOrders(scope, [input.id])
      await cancelOrder(scope, input.id, input.reason)
      await reallocate(scope, items)
      return {}
    }),
  ),
  reopen: os.reopen.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      await reopenOrder(scope, input.id)
      await reallocate(scope, await itemsOfOrders(scope, [input.id]))
      return {}
    }),
  ),
  resolveAddress: os.resolveAddress.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => resolveAddress(scope, input.id, input.take)),
  ),
  customers: customersRouter,
  exportList: os.exportList.handler(({ context, input }) => exportOrderList(context, input)),
  imports: {
    stage: os.imports.stage.handler(({ context, input }) => stageFiles(context.host, input)),
    preview: os.imports.preview.handler(({ context, input }) => previewBatch(context.host, input.batch)),
    problems: os.imports.problems.handler(async ({ context, input }) => {
      const files = await readImportFiles(context.host.store.reader, { batch: input.batch })
      const ids = files.map((file) => file.id)
      const rows = await readProblems(context.host.store.reader, ids, input)
      const { all } = await countProblems(context.host.store.reader, ids)
      return {
        rows: rows.map((row) => rowProblemSchema.parse(row)),
        total: Math.min(all, totalCap),
        more: all > totalCap,
      }
    }),
    commit: os.imports.commit.handler(async ({ context, input }) => {
      const { host, caller, connection } = context
      host.clockGuard.require()
      const files = await readImportFiles(host.store.writer, { batch: input.batch })
      const first = files[0]
      if (!first) throw new YifangError('import-unknown', { importId: input.batch })
      const jobId = await host.jobs.start('import', first.id, async (run) => {
        await host.care.beforeImport()
        return commitBatch(host, input.batch, { userId: caller.userId, station: connection.station }, run)
      })
      return { jobId }
    }),
    discard: os.imports.discard.handler(async ({ context, input }) => {
      const { store } = context.host
      const ids = await waitingFiles(store.writer, input.batch)
      await discardStaged(store.writer, ids)
      context.host.changed(['import_file'])
      return { files: ids.length }
    }),
    undo: os.imports.undo.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const { removed, orders, items } = await undoImport(scope, input.importId)
        await refreshOrders(scope, orders)
        await reallocate(scope, items)
        return { orders: removed }
      }),
    ),
    list: os.imports.list.handler(async ({ context, input }) => {
      const { reader } = context.host.store
      if (input.id !== undefined) {
        const found = await readImportFiles(reader, { id: input.id })
        return { rows: found, total: found.length, more: false }
      }
      const rows = await readImportFiles(reader, input)
      return { rows, total: await countImportFiles(reader, input.waiting), more: false }
    }),
    saveMapping: os.imports.saveMapping.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const mapping = JSON.stringify(input.mapping)
        const known = await scope.trx
          .selectFrom('header_mapping')
          .select('id')
          .where('signature', '=', input.signature)
          .executeTakeFirst()
        if (known) await scope.update('header_mapping', known.id, { mapping })
        else await scope.insert('header_mapping', { signature: input.signature, mapping })
        return {}
      }),
    ),
    exportProblems: os.imports.exportProblems.handler(({ context, input }) =>
      exportProblemRows(context, input.importId),
    ),
  },
})
