import { releaseAfterSale, withdrawRelease } from '../../../db/shipping/after-sale-release.ts'
import { listCarriers, saveCarrier } from '../../../db/shipping/carriers.ts'
import { findReturn } from '../../../db/shipping/find-return.ts'
import {
  handOver,
  listManifests,
  readManifest,
  readyToHandOver,
  unship,
  voidManifest,
} from '../../../db/shipping/manifests.ts'
import { readPackTable } from '../../../db/shipping/pack-table.ts'
import { listParcels } from '../../../db/shipping/parcel-rows.ts'
import { listProfiles, saveProfile } from '../../../db/shipping/printer-profiles.ts'
import { receiveReturn } from '../../../db/shipping/receive-return.ts'
import { answerLine, cancelAnswer } from '../../../db/shipping/return-answers.ts'
import { listReturns, readReturn, readReturnable } from '../../../db/shipping/return-view.ts'
import { inspectReturn, voidReturn } from '../../../db/shipping/returns.ts'
import {
  createTrackingFile,
  forgetTrackingFile,
  listTrackingFiles,
  readyToTell,
} from '../../../db/shipping/tracking-files.ts'
import { listTemplates, resetTemplate, saveTemplate } from '../../../db/shipping/tracking-templates.ts'
import { relabel, takeOut, unpack } from '../../../db/shipping/undo-packing.ts'
import { waveCandidates } from '../../../db/shipping/wave-candidates.ts'
import { readWave } from '../../../db/shipping/wave-view.ts'
import { createWave, finishWave, listWaves, removeFromWave } from '../../../db/shipping/waves.ts'
import { addNumbers } from '../../../db/shipping/waybills.ts'
import { businessDate, formatInstant, startOfDay } from '../../../shared/dates.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { exportManifests, exportParcels, exportReturns, exportWaves } from './exports.ts'
import {
  closeCall,
  giveUpParcel,
  parcelCall,
  putParcelAside,
  returnOrderFor,
  scanCall,
  takeUpParcel,
  visibleParcel,
  withHolders,
} from './pack.ts'
import { downloadTrackingFile, readNumbers } from './tracking-files.ts'

const os = procedures.shipping
const reader = (context: GuardedContext) => context.host.store.reader
const now = (context: GuardedContext) => context.host.clock()
const today = (context: GuardedContext) => businessDate(now(context))

export const shippingRouter = os.router({
  pack: {
    table: os.pack.table.handler(async ({ context }) => {
      const table = await readPackTable(reader(context), startOfDay(today(context)))
      return { ...table, open: withHolders(context, table.open) }
    }),
    takeUp: os.pack.takeUp.handler(({ context, input }) => takeUpParcel(context, input)),
    putAside: os.pack.putAside.handler(({ context, input }) => putParcelAside(context, input.id)),
    scan: os.pack.scan.handler(({ context, input, path }) => scanCall(context, path, input)),
    close: os.pack.close.handler(({ context, input, path }) => closeCall(context, path, input)),
    takeOut: os.pack.takeOut.handler(({ context, input, path }) =>
      parcelCall(context, path, input, (scope) => takeOut(scope, input)),
    ),
    relabel: os.pack.relabel.handler(({ context, input, path }) =>
      parcelCall(context, path, input, (scope) => relabel(scope, input)),
    ),
    unpack: os.pack.unpack.handler(({ context, input, path }) =>
      parcelCall(context, path, input, (scope) => unpack(scope, input.parcelId)),
    ),
    void: os.pack.void.handler(({ context, input, path }) => giveUpParcel(context, path, input)),
    get: os.pack.get.handler(async ({ context, input }) => {
      const [parcel] = withHolders(context, [await visibleParcel(context, input.id)])
      return parcel!
    }),
    list: os.pack.list.handler(({ context, input }) => listParcels(reader(context), input)),
    export: os.pack.export.handler(({ context, input }) => exportParcels(context, input)),
  },
  waves: {
    candidates: os.waves.candidates.handler(({ context, input }) =>
      waveCandidates(reader(context), input, now(context), today(context)),
    ),
    create: os.waves.create.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => createWave(scope, input.groups)),
    ),
    list: os.waves.list.handler(({ context, input }) => listWaves(reader(context), input)),
    get: os.waves.get.handler(({ context, input }) => readWave(reader(context), input.id)),
    export: os.waves.export.handler(({ context, input }) => exportWaves(context, input.id)),
    removeOrders: os.waves.removeOrders.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => removeFromWave(scope, input.id, input.orderIds)),
    ),
    finish: os.waves.finish.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => finishWave(scope, input.id, input.cancel)),
    ),
  },
  manifests: {
    ready: os.manifests.ready.handler(({ context }) => readyToHandOver(reader(context), now(context))),
    handOver: os.manifests.handOver.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => handOver(scope, input, today(context))),
    ),
    list: os.manifests.list.handler(({ context, input }) => listManifests(reader(context), input)),
    get: os.manifests.get.handler(({ context, input }) => readManifest(reader(context), input.id)),
    export: os.manifests.export.handler(({ context, input }) => exportManifests(context, input.id)),
    void: os.manifests.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidManifest(scope, input.id)),
    ),
    unship: os.manifests.unship.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => unship(scope, input.parcelId)),
    ),
  },
  trackingFiles: {
    ready: os.trackingFiles.ready.handler(({ context }) => readyToTell(reader(context))),
    create: os.trackingFiles.create.handler(({ context, input, path }) => {
      const fileStamp = formatInstant(now(context)).replace(/\D/g, '')
      return command(context, path, input, (scope) => createTrackingFile(scope, { ...input, fileStamp }))
    }),
    download: os.trackingFiles.download.handler(({ context, input }) =>
      downloadTrackingFile(context, input.id),
    ),
    forget: os.trackingFiles.forget.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => forgetTrackingFile(scope, input.id)),
    ),
    list: os.trackingFiles.list.handler(({ context, input }) => listTrackingFiles(reader(context), input)),
  },
  waybills: {
    readFile: os.waybills.readFile.handler(({ context, input }) =>
      readNumbers(context, input.file, input.shopId),
    ),
    add: os.waybills.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addNumbers(scope, input.shopId, input.rows)),
    ),
  },
  returns: {
    find: os.returns.find.handler(async ({ context, input }) => {
      const found = await findReturn(reader(context), input.text)
      return { ...found, orders: found.orders.map((order) => returnOrderFor(context, order)) }
    }),
    order: os.returns.order.handler(async ({ context, input }) =>
      returnOrderFor(context, await readReturnable(reader(context), input.orderId)),
    ),
    receive: os.returns.receive.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => receiveReturn(scope, input)),
    ),
    list: os.returns.list.handler(({ context, input }) => listReturns(reader(context), input)),
    get: os.returns.get.handler(({ context, input }) => readReturn(reader(context), input.id)),
    export: os.returns.export.handler(({ context, input }) => exportReturns(context, input)),
    inspect: os.returns.inspect.handler(async ({ context, input, path }) => {
      const done = await command(context, path, input, (scope) => inspectReturn(scope, input))
      return readReturn(reader(context), done.returnCaseId)
    }),
    void: os.returns.void.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidReturn(scope, input.id)),
    ),
    answer: os.returns.answer.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => answerLine(scope, input)),
    ),
    cancelAnswer: os.returns.cancelAnswer.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => cancelAnswer(scope, input.orderLineId)),
    ),
  },
  afterSale: {
    release: os.afterSale.release.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => releaseAfterSale(scope, input)),
    ),
    withdraw: os.afterSale.withdraw.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => withdrawRelease(scope, input.orderId)),
    ),
  },
  carriers: {
    list: os.carriers.list.handler(({ context }) => listCarriers(reader(context))),
    save: os.carriers.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveCarrier(scope, input)),
    ),
  },
  templates: {
    list: os.templates.list.handler(({ context }) => listTemplates(reader(context))),
    save: os.templates.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveTemplate(scope, input)),
    ),
    reset: os.templates.reset.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => resetTemplate(scope, input.platform)),
    ),
  },
  printers: {
    list: os.printers.list.handler(({ context }) =>
      listProfiles(reader(context), context.connection.station),
    ),
    save: os.printers.save.handler(({ context, input, path }) => {
      const { commandId: _, ...profile } = input
      return command(context, path, input, (scope) => saveProfile(scope, context.connection.station, profile))
    }),
  },
})
