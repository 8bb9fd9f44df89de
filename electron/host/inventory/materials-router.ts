import { dyeLots } from '../../../db/inventory/dye-lots.ts'
import { materialsAt } from '../../../db/inventory/material-amounts.ts'
import {
  countMaterial,
  listMaterials,
  listPurchases,
  purchaseMaterials,
  saveMaterial,
  transferMaterial,
} from '../../../db/inventory/materials.ts'
import { listScrapSales, sellScrap, voidScrapSale } from '../../../db/inventory/scrap-sales.ts'
import { returnMaterials } from '../../../db/inventory/supplier-returns.ts'
import { giveMaterials, readBatchMaterials, voidUse } from '../../../db/production/batch-materials.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'

const os = procedures.inventory.materials
const reader = (context: GuardedContext) => context.host.store.reader
const money = (context: GuardedContext) => seesMoney(context.caller.role)

export const materialsRouter = os.router({
  scrapSales: os.scrapSales.handler(({ context }) => listScrapSales(reader(context))),
  sellScrap: os.sellScrap.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => sellScrap(scope, input)),
  ),
  voidScrapSale: os.voidScrapSale.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => voidScrapSale(scope, input.id)),
  ),
  list: os.list.handler(({ context, input }) => listMaterials(reader(context), input, money(context))),
  save: os.save.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveMaterial(scope, input)),
  ),
  purchase: os.purchase.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => purchaseMaterials(scope, input)),
  ),
  giveBack: os.giveBack.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => returnMaterials(scope, input)),
  ),
  lots: os.lots.handler(({ context, input }) => dyeLots(reader(context), input.materialIds)),
  places: os.places.handler(({ context, input }) => materialsAt(reader(context), input.materialIds)),
  purchases: os.purchases.handler(({ context, input }) =>
    listPurchases(reader(context), input, money(context)),
  ),
  count: os.count.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => countMaterial(scope, input)),
  ),
  transfer: os.transfer.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => transferMaterial(scope, input)),
  ),
  ofBatch: os.ofBatch.handler(({ context, input }) =>
    readBatchMaterials(reader(context), input.batchId, money(context)),
  ),
  use: os.use.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => giveMaterials(scope, input)),
  ),
  voidUse: os.voidUse.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => voidUse(scope, input.id)),
  ),
})
