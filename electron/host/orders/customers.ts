import { addEntry, customerEntries, reverseEntry } from '../../../db/orders/customer-entries.ts'
import {
  assignOrder,
  customerOrders,
  listCustomers,
  readCustomer,
  saveCustomer,
} from '../../../db/orders/customers.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'
import { exportCustomers, exportEntries } from './customers-export.ts'

const os = procedures.orders.customers

export const customersRouter = os.router({
  list: os.list.handler(({ context, input }) => listCustomers(context.host.store.reader, input)),
  get: os.get.handler(({ context, input }) => readCustomer(context.host.store.reader, input.id)),
  entries: os.entries.handler(({ context, input }) =>
    customerEntries(context.host.store.reader, input.id, input),
  ),
  orders: os.orders.handler(({ context, input }) =>
    customerOrders(context.host.store.reader, input.id, input),
  ),
  save: os.save.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => saveCustomer(scope, input)),
  ),
  addEntry: os.addEntry.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => addEntry(scope, input)),
  ),
  reverseEntry: os.reverseEntry.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => reverseEntry(scope, input)),
  ),
  assignOrder: os.assignOrder.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => assignOrder(scope, input)),
  ),
  exportList: os.exportList.handler(({ context, input }) => exportCustomers(context, input)),
  exportEntries: os.exportEntries.handler(({ context, input }) => exportEntries(context, input.id)),
})
