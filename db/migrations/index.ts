import type { Migration } from 'kysely/migration'
import * as workshop from './0001-workshop.ts'
import * as catalog from './0002-catalog.ts'
import * as orders from './0003-orders.ts'
import * as inventory from './0004-inventory.ts'
import * as shipping from './0005-shipping.ts'
import * as afterSaleRelease from './0006-aftersale-release.ts'
import * as notGoods from './0007-not-goods.ts'
import * as supplierReturns from './0008-supplier-returns.ts'
import * as shopNames from './0009-shop-names.ts'
import * as production from './0010-production.ts'
import * as demand from './0011-demand.ts'
import * as materials from './0012-materials.ts'
import * as quality from './0013-quality.ts'
import * as subcontracting from './0014-subcontracting.ts'
import * as handOuts from './0015-hand-outs.ts'
import * as costs from './0016-costs-and-skills.ts'
import * as season from './0017-season-and-scrap.ts'
import * as skillsAndSeconds from './0018-skills-and-seconds.ts'
import * as partnerPrices from './0019-partner-prices.ts'
import * as purchaseOrders from './0020-purchase-orders.ts'
import * as materialsPlace from './0021-materials-place.ts'
import * as payroll from './0022-payroll.ts'
import * as workers from './0023-workers.ts'
import * as attendance from './0024-attendance.ts'
import * as householdsTraining from './0025-households-training.ts'
import * as reworkFault from './0026-rework-fault.ts'
import * as recurringPay from './0027-recurring-pay.ts'
import * as stations from './0028-stations.ts'
import * as printJobs from './0029-print-jobs.ts'
import * as keptRecords from './0030-kept-records.ts'
import * as floor from './0031-floor.ts'

/** Numbered, additive, never edited once landed. The last name is the version of the store. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-workshop': workshop,
  '0002-catalog': catalog,
  '0003-orders': orders,
  '0004-inventory': inventory,
  '0005-shipping': shipping,
  '0006-aftersale-release': afterSaleRelease,
  '0007-not-goods': notGoods,
  '0008-supplier-returns': supplierReturns,
  '0009-shop-names': shopNames,
  '0010-production': production,
  '0011-demand': demand,
  '0012-materials': materials,
  '0013-quality': quality,
  '0014-subcontracting': subcontracting,
  '0015-hand-outs': handOuts,
  '0016-costs-and-skills': costs,
  '0017-season-and-scrap': season,
  '0018-skills-and-seconds': skillsAndSeconds,
  '0019-partner-prices': partnerPrices,
  '0020-purchase-orders': purchaseOrders,
  '0021-materials-place': materialsPlace,
  '0022-payroll': payroll,
  '0023-workers': workers,
  '0024-attendance': attendance,
  '0025-households-training': householdsTraining,
  '0026-rework-fault': reworkFault,
  '0027-recurring-pay': recurringPay,
  '0028-stations': stations,
  '0029-print-jobs': printJobs,
  '0030-kept-records': keptRecords,
  '0031-floor': floor,
}
