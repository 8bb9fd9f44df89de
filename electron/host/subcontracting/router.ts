import { acceptJob, refuseKnownJob } from '../../../db/subcontracting/accept-job.ts'
import {
  addIncoming,
  deliverJob,
  listIncoming,
  nextProgress,
  voidDelivery,
} from '../../../db/subcontracting/incoming.ts'
import { jobOrderOf, keepReport, orderOfProgress } from '../../../db/subcontracting/job-orders.ts'
import { isKnownSender, readOwnKey, trustSender } from '../../../db/subcontracting/keys.ts'
import { listSubcontracts, readSubcontract, sendOut } from '../../../db/subcontracting/orders.ts'
import { listPartners, savePartner, sendOutSuggestions } from '../../../db/subcontracting/partners.ts'
import {
  closeSubcontract,
  receiveReturn,
  reopenSubcontract,
  voidReturn,
} from '../../../db/subcontracting/returns.ts'
import { businessDate } from '../../../shared/dates.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { exportIncoming } from '../production/floor-export.ts'
import { command, type GuardedContext } from '../services.ts'
import { fingerprint, readJobFile, writeJobFile } from './job-files.ts'

const os = procedures.subcontracting
const reader = (context: GuardedContext) => context.host.store.reader
const today = (context: GuardedContext) => businessDate(context.host.clock())
const money = (context: GuardedContext) => seesMoney(context.caller.role)

export const subcontractingRouter = os.router({
  partners: {
    list: os.partners.list.handler(({ context }) =>
      listPartners(reader(context), today(context), money(context)),
    ),
    save: os.partners.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => savePartner(scope, input)),
    ),
  },
  suggestions: os.suggestions.handler(({ context }) => sendOutSuggestions(reader(context), today(context))),
  ownFingerprint: os.ownFingerprint.handler(async ({ context }) => {
    const own = await readOwnKey(reader(context))
    return { name: own.name, fingerprint: fingerprint(own.publicKey) }
  }),
  orders: {
    list: os.orders.list.handler(({ context, input }) =>
      listSubcontracts(reader(context), input.state, today(context)),
    ),
    get: os.orders.get.handler(({ context, input }) =>
      readSubcontract(reader(context), input.id, today(context), money(context)),
    ),
    create: os.orders.create.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => sendOut(scope, input, today(context))),
    ),
    receive: os.orders.receive.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => receiveReturn(scope, input)),
    ),
    voidReturn: os.orders.voidReturn.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidReturn(scope, input.returnId)),
    ),
    close: os.orders.close.handler(({ context, input, path }) =>
      command(context, path, input, (scope) =>
        closeSubcontract(scope, { ...input, businessDate: today(context) }),
      ),
    ),
    reopen: os.orders.reopen.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => reopenSubcontract(scope, input.id)),
    ),
    file: os.orders.file.handler(async ({ context, input }) => {
      const { jobId, order } = await jobOrderOf(reader(context), input.id)
      const own = await readOwnKey(reader(context))
      const sentAt = context.host.clock()
      const text = writeJobFile({ kind: 'order', jobId, sequence: 1, sentAt, body: order }, own)
      const fileName = `${order.orderNumber}.yifang-job`
      return { fileName, file: new File([text], fileName, { type: 'application/json' }) }
    }),
  },
  files: {
    read: os.files.read.handler(async ({ context, input }) => {
      const db = reader(context)
      const file = readJobFile(input.name, input.text)
      const head = {
        from: file.from.name,
        fingerprint: fingerprint(file.from.publicKey),
        known: await isKnownSender(db, file.from),
        sentAt: file.sentAt,
      }
      if (file.kind === 'order') {
        await refuseKnownJob(db, file.jobId)
        return { kind: 'order' as const, ...head, order: file.body }
      }
      const orderId = await orderOfProgress(db, file.jobId, file.sequence)
      return { kind: 'progress' as const, ...head, orderId, progress: file.body }
    }),
    accept: os.files.accept.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const file = readJobFile(input.name, input.text)
        await trustSender(scope, file.from, input.confirmed)
        if (file.kind === 'progress')
          return { kind: file.kind, batchId: null, orderId: await keepReport(scope, file) }
        const { batchId } = await acceptJob(scope, file, today(context))
        return { kind: file.kind, batchId, orderId: null }
      }),
    ),
  },
  incoming: {
    list: os.incoming.list.handler(({ context }) => listIncoming(reader(context), money(context))),
    export: os.incoming.export.handler(({ context, input }) => exportIncoming(context, input.headers)),
    add: os.incoming.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addIncoming(scope, input)),
    ),
    deliver: os.incoming.deliver.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => deliverJob(scope, { ...input, businessDate: today(context) })),
    ),
    voidDelivery: os.incoming.voidDelivery.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => voidDelivery(scope, input.deliveryId, today(context))),
    ),
    file: os.incoming.file.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const progress = await nextProgress(scope, input.id)
        const own = await readOwnKey(scope.trx)
        return {
          fileName: `${progress.body.orderNumber}-${progress.sequence}.yifang-job`,
          text: writeJobFile({ kind: 'progress', sentAt: scope.at, ...progress }, own),
        }
      }),
    ),
  },
})
