import {
  adjustReasons,
  postAdjustment,
  saveAdjustReasons,
  transferStock,
} from '../../../db/inventory/adjust.ts'
import { correctReceipt } from '../../../db/inventory/correct-receipt.ts'
import {
  cancelCount,
  closeCount,
  listCounts,
  readCount,
  scanCount,
  setCounted,
  startCount,
} from '../../../db/inventory/counts.ts'
import { listLocations, saveLocation } from '../../../db/inventory/locations.ts'
import { postOpening } from '../../../db/inventory/opening.ts'
import { pinLine } from '../../../db/inventory/pin.ts'
import { listReceipts, readReceipt } from '../../../db/inventory/read-receipts.ts'
import { receivePieces, voidReceipt } from '../../../db/inventory/receipts.ts'
import { sellSeconds } from '../../../db/inventory/sell-seconds.ts'
import { listShortages } from '../../../db/inventory/shortages.ts'
import { listMoves, readStockItem, scanStock, searchStock } from '../../../db/inventory/stock-item.ts'
import { listStock, listStockStyles } from '../../../db/inventory/stock-list.ts'
import { returnToSupplier, voidSupplierReturn } from '../../../db/inventory/supplier-returns.ts'
import {
  listSuppliers,
  paySupplier,
  reversePayment,
  saveSupplier,
  supplierAccount,
  supplierNames,
} from '../../../db/inventory/suppliers.ts'
import { addSupplies, changeSupply, closeSupply } from '../../../db/inventory/supplies.ts'
import { listSupplies } from '../../../db/inventory/supply-list.ts'
import { supplyFor, waitingLines } from '../../../db/inventory/waiting.ts'
import { reopenBundles } from '../../../db/production/receive-bundles.ts'
import { businessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { exportList } from './list-export.ts'
import { materialsRouter } from './materials-router.ts'
import { openingTemplate, previewOpening } from './opening-file.ts'
import { purchaseOrdersRouter } from './purchase-orders-router.ts'
import { exportShortages, exportStock } from './stock-export.ts'

const os = procedures.inventory
const reader = (context: GuardedContext) => context.host.store.reader
const money = (context: GuardedContext) => seesMoney(context.caller.role)

export const inventoryRouter = os.router({
  materials: materialsRouter,
  purchaseOrders: purchaseOrdersRouter,
  locations: {
    list: os.locations.list.handler(({ context }) => listLocations(reader(context))),
    save: os.locations.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveLocation(scope, input)),
    ),
  },
  stock: {
    list: os.stock.list.handler(({ context, input }) => listStock(reader(context), input, money(context))),
    styles: os.stock.styles.handler(({ context, input }) => listStockStyles(reader(context), input)),
    item: os.stock.item.handler(({ context, input }) =>
      readStockItem(reader(context), input.id, money(context)),
    ),
    moves: os.stock.moves.handler(({ context, input }) => listMoves(reader(context), input, money(context))),
    search: os.stock.search.handler(({ context, input }) =>
      searchStock(reader(context), input.search, input.limit, money(context)),
    ),
    scan: os.stock.scan.handler(({ context, input }) =>
      scanStock(reader(context), input.code, money(context)),
    ),
    export: os.stock.export.handler(({ context, input }) => exportStock(context, input)),
  },
  shortages: {
    list: os.shortages.list.handler(({ context, input }) => listShortages(reader(context), input.search)),
    lines: os.shortages.lines.handler(({ context, input }) =>
      waitingLines(reader(context), input.itemIds, { shortOnly: true }),
    ),
    export: os.shortages.export.handler(({ context }) => exportShortages(context)),
  },
  supply: {
    list: os.supply.list.handler(({ context }) =>
      listSupplies(reader(context), businessDate(context.host.clock())),
    ),
    add: os.supply.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addSupplies(scope, input)),
    ),
    change: os.supply.change.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => changeSupply(scope, input)),
    ),
    close: os.supply.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => closeSupply(scope, input.id)),
    ),
    forOrder: os.supply.forOrder.handler(({ context, input }) => supplyFor(reader(context), input.orderId)),
  },
  allocation: {
    pin: os.allocation.pin.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => ({
        losses: await pinLine(scope, input.orderLineId, input.pinned),
      })),
    ),
  },
  receipts: {
    list: os.receipts.list.handler(({ context, input }) =>
      listReceipts(reader(context), input, money(context)),
    ),
    get: os.receipts.get.handler(({ context, input }) =>
      readReceipt(reader(context), input.id, money(context)),
    ),
    create: os.receipts.create.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => {
        const saysMoney = input.paidNow > 0 || input.lines.some(({ amount }) => amount !== null)
        if (saysMoney && !money(context)) throw new YifangError('not-allowed', { procedure: path.join('.') })
        return receivePieces(scope, input)
      }),
    ),
    void: os.receipts.void.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const losses = await voidReceipt(scope, {
          ...input,
          businessDate: businessDate(context.host.clock()),
        })
        await reopenBundles(scope, input.id)
        return { losses }
      }),
    ),
    correct: os.receipts.correct.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => correctReceipt(scope, input)),
    ),
  },
  suppliers: {
    names: os.suppliers.names.handler(({ context }) => supplierNames(reader(context))),
    list: os.suppliers.list.handler(({ context }) => listSuppliers(reader(context))),
    save: os.suppliers.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveSupplier(scope, input)),
    ),
    account: os.suppliers.account.handler(({ context, input }) => supplierAccount(reader(context), input.id)),
    giveBack: os.suppliers.giveBack.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => returnToSupplier(scope, input)),
    ),
    voidReturn: os.suppliers.voidReturn.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidSupplierReturn(scope, input)),
    ),
    pay: os.suppliers.pay.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => paySupplier(scope, input)),
    ),
    reversePayment: os.suppliers.reversePayment.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reversePayment(scope, input)),
    ),
  },
  adjust: {
    reasons: os.adjust.reasons.handler(({ context }) => adjustReasons(reader(context))),
    saveReasons: os.adjust.saveReasons.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveAdjustReasons(scope, input.reasons)),
    ),
    post: os.adjust.post.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => ({ losses: await postAdjustment(scope, input) })),
    ),
  },
  exportList: os.exportList.handler(({ context, input }) => exportList(context, input)),
  transfer: os.transfer.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => ({ losses: await transferStock(scope, input) })),
  ),
  sellSeconds: os.sellSeconds.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => sellSeconds(scope, input)),
  ),
  counts: {
    list: os.counts.list.handler(({ context, input }) => listCounts(reader(context), input)),
    get: os.counts.get.handler(({ context, input }) => readCount(reader(context), input.id, money(context))),
    start: os.counts.start.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => startCount(scope, input)),
    ),
    scan: os.counts.scan.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => scanCount(scope, input)),
    ),
    set: os.counts.set.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => setCounted(scope, input)),
    ),
    close: os.counts.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => closeCount(scope, input)),
    ),
    cancel: os.counts.cancel.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => cancelCount(scope, input.id)),
    ),
  },
  opening: {
    template: os.opening.template.handler(({ context, input }) => openingTemplate(context, input.language)),
    preview: os.opening.preview.handler(({ context, input }) =>
      previewOpening(context, input.file, input.locationId),
    ),
    commit: os.opening.commit.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => postOpening(scope, input)),
    ),
  },
})
