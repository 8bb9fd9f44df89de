import { createBatch, listBatches, readBatch } from '../../../db/production/batches.ts'
import { readBoard, slowBundles } from '../../../db/production/board.ts'
import { bundleHistory } from '../../../db/production/bundle-history.ts'
import { cutLay, mergeBundles, splitBundle, voidBundle } from '../../../db/production/bundles.ts'
import { changeBatch } from '../../../db/production/change-batch.ts'
import { reassignWork, undoTogether } from '../../../db/production/correct-work.ts'
import { correctCost } from '../../../db/production/costs/correct-cost.ts'
import { readCosting, saveCosting } from '../../../db/production/costs/costing.ts'
import { readCost } from '../../../db/production/costs/read-cost.ts'
import { cancelBatch, closeBatch, reopenBatch } from '../../../db/production/end-batch.ts'
import { giveBack, handOut, listHandOuts } from '../../../db/production/hand-outs.ts'
import { readLays, saveLay, voidLay } from '../../../db/production/lays.ts'
import { receiveBundles } from '../../../db/production/receive-bundles.ts'
import { recordMany } from '../../../db/production/record-many.ts'
import { previewReprice } from '../../../db/production/reprice.ts'
import { readRouting, saveRouting, setRates } from '../../../db/production/routing.ts'
import { scanWork } from '../../../db/production/scan.ts'
import { dayTally } from '../../../db/production/tally.ts'
import { recordWork, refuseRepeat, undoWork } from '../../../db/production/work.ts'
import { listSheets, listWork, readEntry } from '../../../db/production/work-list.ts'
import { businessDate, dayMs } from '../../../shared/dates.ts'
import { seesRates } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { applyRates } from './apply-rates.ts'
import { exportBatches } from './floor-export.ts'

const os = procedures.production
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())
const rates = (context: GuardedContext) => seesRates(context.caller.role)

export const productionRouter = os.router({
  tally: os.tally.handler(async ({ context }) => ({
    workDate: today(context),
    workers: await dayTally(reader(context), today(context)),
  })),
  board: os.board.handler(({ context }) => readBoard(reader(context), today(context))),
  slowBundles: os.slowBundles.handler(({ context, input }) =>
    slowBundles(reader(context), { before: context.host.clock() - input.days * dayMs, limit: 500 }),
  ),
  routing: {
    get: os.routing.get.handler(({ context, input }) =>
      readRouting(reader(context), input.styleId, rates(context)),
    ),
    save: os.routing.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) =>
        saveRouting(scope, input.styleId, input.operations, input.before),
      ),
    ),
    setRates: os.routing.setRates.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => setRates(scope, input)),
    ),
  },
  rates: {
    preview: os.rates.preview.handler(({ context, input }) => previewReprice(reader(context), input)),
    apply: os.rates.apply.handler(({ context, input, path }) => applyRates(context, path, input)),
  },
  batches: {
    list: os.batches.list.handler(({ context, input }) => listBatches(reader(context), input)),
    export: os.batches.export.handler(({ context, input }) => exportBatches(context, input)),
    get: os.batches.get.handler(({ context, input }) => readBatch(reader(context), input.id)),
    create: os.batches.create.handler(({ context, input, path }) =>
      command(context, path, input, (scope) =>
        createBatch(scope, { ...input, businessDate: today(context) }),
      ),
    ),
    change: os.batches.change.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => changeBatch(scope, input)),
    ),
    close: os.batches.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => closeBatch(scope, input)),
    ),
    cancel: os.batches.cancel.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => cancelBatch(scope, input)),
    ),
    reopen: os.batches.reopen.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reopenBatch(scope, input.id)),
    ),
    cut: os.batches.cut.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => cutLay(scope, { ...input, businessDate: today(context) })),
    ),
  },
  costs: {
    get: os.costs.get.handler(({ context, input }) =>
      readCost(reader(context), input.batchId, today(context)),
    ),
    correct: os.costs.correct.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => correctCost(scope, input.batchId)),
    ),
    costing: os.costs.costing.handler(({ context }) => readCosting(reader(context))),
    saveCosting: os.costs.saveCosting.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveCosting(scope, input.costing)),
    ),
  },
  lays: {
    list: os.lays.list.handler(({ context, input }) => readLays(reader(context), input.batchId)),
    save: os.lays.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveLay(scope, input)),
    ),
    void: os.lays.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidLay(scope, input.id)),
    ),
  },
  bundles: {
    split: os.bundles.split.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => splitBundle(scope, input.id, input.parts)),
    ),
    merge: os.bundles.merge.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => mergeBundles(scope, input.ids)),
    ),
    receive: os.bundles.receive.handler(({ context, input, path }) =>
      command(context, path, input, (scope) =>
        receiveBundles(scope, { ...input, businessDate: today(context) }),
      ),
    ),
    history: os.bundles.history.handler(({ context, input }) => bundleHistory(reader(context), input.id)),
    void: os.bundles.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidBundle(scope, input.id)),
    ),
  },
  handOuts: {
    list: os.handOuts.list.handler(({ context, input }) =>
      listHandOuts(reader(context), input.workerId, today(context)),
    ),
    create: os.handOuts.create.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => handOut(scope, input, today(context))),
    ),
    giveBack: os.handOuts.giveBack.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => giveBack(scope, input)),
    ),
  },
  work: {
    scan: os.work.scan.handler(({ context, input }) => scanWork(reader(context), input.code)),
    record: os.work.record.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        // What devices kept comes within a moment; a scan read twice was refused there, by when it was kept.
        if (!context.kept) await refuseRepeat(scope, input)
        const { id, remaining, earlierMissing } = await recordWork(scope, input, today(context))
        return { entry: await readEntry(scope.trx, id, rates(context)), remaining, earlierMissing }
      }),
    ),
    recordMany: os.work.recordMany.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => recordMany(scope, input, today(context))),
    ),
    undo: os.work.undo.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        await undoWork(scope, input.id)
        return readEntry(scope.trx, input.id, rates(context))
      }),
    ),
    undoTogether: os.work.undoTogether.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => undoTogether(scope, input.id)),
    ),
    reassign: os.work.reassign.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reassignWork(scope, input)),
    ),
    sheets: os.work.sheets.handler(({ context, input }) =>
      listSheets(reader(context), input, rates(context)),
    ),
    list: os.work.list.handler(({ context, input }) => listWork(reader(context), input, rates(context))),
  },
})
