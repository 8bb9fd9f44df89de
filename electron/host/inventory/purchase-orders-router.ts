import {
  changeOrderLine,
  giveUpOrder,
  placeOrder,
  receiveOrder,
} from '../../../db/inventory/purchase-orders.ts'
import { listOrders, readOrder } from '../../../db/inventory/read-purchase-orders.ts'
import { businessDate } from '../../../shared/dates.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { command, type GuardedContext } from '../services.ts'
import { exportOrders } from './purchase-orders-file.ts'

const os = procedures.inventory.purchaseOrders
const reader = (context: GuardedContext) => context.host.store.reader
const seen = (context: GuardedContext) => ({
  money: seesMoney(context.caller.role),
  today: businessDate(context.host.clock()),
})

export const purchaseOrdersRouter = os.router({
  list: os.list.handler(({ context, input }) => listOrders(reader(context), input, seen(context))),
  get: os.get.handler(({ context, input }) => readOrder(reader(context), input.id, seen(context))),
  place: os.place.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => placeOrder(scope, input)),
  ),
  receive: os.receive.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => receiveOrder(scope, input)),
  ),
  changeLine: os.changeLine.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => changeOrderLine(scope, input)),
  ),
  giveUp: os.giveUp.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => giveUpOrder(scope, input)),
  ),
  export: os.export.handler(({ context, input }) => exportOrders(context, input, seen(context))),
})
