import { acceptJob, refuseKnownJob } from '../../../db/subcontracting/accept-job.ts'
import { closeSubcontract, reopenSubcontract } from '../../../db/subcontracting/close-order.ts'
import {
  addIncoming,
  deliverJob,
  nextProgress,
  removeIncoming,
  voidDelivery,
} from '../../../db/subcontracting/incoming.ts'
import { listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { jobOrderOf, keepReport, orderOfProgress } from '../../../db/subcontracting/job-orders.ts'
import {
  forgetPartnerKey,
  readOwnKey,
  refuseOwn,
  senderTrust,
  trustNewKey,
  trustSender,
} from '../../../db/subcontracting/keys.ts'
import { listSubcontracts, readSubcontract } from '../../../db/subcontracting/orders.ts'
import { listPartners, savePartner } from '../../../db/subcontracting/partners.ts'
import { proposePrice } from '../../../db/subcontracting/prices.ts'
import { receiveReturn, voidReturn } from '../../../db/subcontracting/returns.ts'
import { sendOut } from '../../../db/subcontracting/send-out.ts'
import { keepStepPrices, readStepPrices } from '../../../db/subcontracting/step-prices.ts'
import { sendOutSuggestions } from '../../../db/subcontracting/suggestions.ts'
import { businessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import { procedures } from '../procedures.ts'
import { exportIncoming } from '../production/floor-export.ts'
import { command, type GuardedContext } from '../services.ts'
import { fingerprint, readJobFile, writeJobFile } from './job-files.ts'
import { keepJobPhoto, readJobPhoto } from './job-photos.ts'

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
    forgetKey: os.partners.forgetKey.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => forgetPartnerKey(scope, input.id)),
    ),
    proposePrice: os.partners.proposePrice.handler(({ context, input }) =>
      proposePrice(reader(context), { ...input, today: today(context) }),
    ),
  },
  suggestions: os.suggestions.handler(({ context }) =>
    sendOutSuggestions(reader(context), today(context), money(context)),
  ),
  ownFingerprint: os.ownFingerprint.handler(async ({ context }) => {
    const own = await readOwnKey(reader(context))
    return { name: own.name, fingerprint: fingerprint(own.publicKey) }
  }),
  orders: {
    list: os.orders.list.handler(({ context, input }) =>
      listSubcontracts(reader(context), input.state, today(context)),
    ),
    get: os.orders.get.handler(async ({ context, input }) => ({
      ...(await readSubcontract(reader(context), input.id, today(context), money(context))),
      stepPrices: money(context) ? await readStepPrices(reader(context), input.id) : null,
    })),
    create: os.orders.create.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const sent = await sendOut(scope, input, today(context))
        await keepStepPrices(scope, sent.id, input.stepPrices)
        return sent
      }),
    ),
    receive: os.orders.receive.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const now = today(context)
        if (input.businessDate > now)
          throw new YifangError('date-ahead', { date: input.businessDate, today: now })
        // Who counts pieces is not told what they cost, and so takes nothing off either.
        if (!money(context) && input.deduction > 0)
          throw new YifangError('not-allowed', { procedure: path.join('.') })
        const { amount, ...counted } = await receiveReturn(scope, input)
        return { ...counted, amount: money(context) ? amount : null }
      }),
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
      const { jobId, order, photoHash } = await jobOrderOf(reader(context), input.id)
      const photo = photoHash && (await readJobPhoto(context.host.dataDir, photoHash))
      const own = await readOwnKey(reader(context))
      const sentAt = context.host.clock()
      const body = photo ? { ...order, photo } : order
      const text = writeJobFile({ kind: 'order', jobId, sequence: 1, sentAt, body }, own)
      const fileName = `${order.orderNumber}.yifang-job`
      return { fileName, file: new File([text], fileName, { type: 'application/json' }) }
    }),
  },
  files: {
    read: os.files.read.handler(async ({ context, input }) => {
      const db = reader(context)
      const file = readJobFile(input.name, input.text)
      await refuseOwn(db, file.from)
      const { state, before } = await senderTrust(db, file.from)
      const head = {
        from: file.from.name,
        fingerprint: fingerprint(file.from.publicKey),
        trust: state,
        before: before.map(({ name, publicKey, confirmedAt }) => ({
          name,
          fingerprint: fingerprint(publicKey),
          confirmedAt,
        })),
        sentAt: file.sentAt,
      }
      if (file.kind === 'order') {
        await refuseKnownJob(db, file.jobId)
        return { kind: 'order' as const, ...head, order: file.body }
      }
      const former = before.map(({ siteId }) => siteId)
      const order = await orderOfProgress(db, file, former)
      return { kind: 'progress' as const, ...head, ...order, progress: file.body }
    }),
    trustKey: os.files.trustKey.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        const { from } = readJobFile(input.name, input.text)
        await refuseOwn(scope.trx, from)
        const { before } = await senderTrust(scope.trx, from)
        const old = before.find(({ publicKey }) => fingerprint(publicKey) === input.replaces)
        if (!old) throw new YifangError('not-found', { what: 'partner_key', id: input.replaces })
        return trustNewKey(scope, from, old.id)
      }),
    ),
    accept: os.files.accept.handler(async ({ context, input, path }) => {
      const file = readJobFile(input.name, input.text)
      // Beside the books and before them; what is then not taken in is swept away like every photo that nothing names.
      const photo = file.kind === 'order' ? await keepJobPhoto(context.host.dataDir, file.body.photo) : null
      return command(context, path, input, async (scope) => {
        await refuseOwn(scope.trx, file.from)
        await trustSender(scope, file.from, input.confirmed)
        if (file.kind === 'progress')
          return { kind: file.kind, batchId: null, orderId: await keepReport(scope, file, input.confirmed) }
        const { batchId } = await acceptJob(scope, file, today(context), photo)
        return { kind: file.kind, batchId, orderId: null }
      })
    }),
  },
  incoming: {
    list: os.incoming.list.handler(({ context }) => listIncoming(reader(context), money(context))),
    export: os.incoming.export.handler(({ context, input }) => exportIncoming(context, input.headers)),
    add: os.incoming.add.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => addIncoming(scope, input)),
    ),
    remove: os.incoming.remove.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => removeIncoming(scope, input.id)),
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
          fileName: `${progress.body.orderNumber}-${today(context)}.yifang-job`,
          text: writeJobFile({ kind: 'progress', sentAt: scope.at, ...progress }, own),
        }
      }),
    ),
  },
})
