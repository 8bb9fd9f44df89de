import { putJobNoteAway } from '../../../db/settings/jobs.ts'
import { listShops, saveShop } from '../../../db/settings/shops.ts'
import { readToday } from '../../../db/settings/today.ts'
import { listUsers, saveUser, setPin } from '../../../db/settings/users.ts'
import { readWorkshop, updateWorkshop } from '../../../db/settings/workshop.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'
import { xlsxFile } from '../workbook.ts'
import { careRouters } from './care-router.ts'
import { confirmClock } from './clock-guard.ts'
import { clearOld, readState, startMove } from './data-folder/move.ts'
import { movePlaces } from './data-folder/places.ts'
import { healthRouters } from './health-router.ts'
import { hashPin } from './pin.ts'
import { lockSession, readSession, setLanguage, unlock } from './session.ts'
import { updatesRouter } from './updates/updates-router.ts'

const os = procedures.settings

export const settingsRouter = os.router({
  session: {
    get: os.session.get.handler(({ context }) => readSession(context)),
    unlock: os.session.unlock.handler(({ context, input }) => unlock(context, input.userId, input.pin)),
    lock: os.session.lock.handler(({ context }) => lockSession(context)),
    setLanguage: os.session.setLanguage.handler(({ context, input }) => setLanguage(context, input.language)),
  },
  events: {
    watch: os.events.watch.handler(async function* ({ context, signal }) {
      context.host.updates.pageIsThere()
      for await (const event of context.host.events.subscribe('host', { signal })) yield event
    }),
  },
  jobs: {
    list: os.jobs.list.handler(({ context }) => context.host.jobs.list()),
    cancel: os.jobs.cancel.handler(({ context, input }) => {
      context.host.jobs.cancel(input.jobId)
      return {}
    }),
    putAway: os.jobs.putAway.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        await putJobNoteAway(scope, input.jobId)
        return {}
      }),
    ),
  },
  sheet: os.sheet.handler(async ({ input }) => {
    // No path goes out: what a file may not be called by is left out.
    const fileName = `${input.fileName.replace(/[\\/:*?"<>|]/g, '-')}.xlsx`
    return { fileName, file: await xlsxFile(fileName, input.header, input.rows) }
  }),
  workshop: {
    get: os.workshop.get.handler(({ context }) => readWorkshop(context.host.store.reader)),
    update: os.workshop.update.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => updateWorkshop(scope, input)),
    ),
  },
  shops: {
    list: os.shops.list.handler(({ context }) => listShops(context.host.store.reader)),
    save: os.shops.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveShop(scope, input)),
    ),
    forgetName: os.shops.forgetName.handler(({ context, input, path }) =>
      command(context, path, input, async (scope) => {
        await scope.remove('shop_name', input.id)
        return {}
      }),
    ),
  },
  users: {
    list: os.users.list.handler(({ context }) => listUsers(context.host.store.reader)),
    save: os.users.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveUser(scope, input)),
    ),
    setPin: os.users.setPin.handler(async ({ context, input, path }) => {
      const { commandId, userId, pin } = input
      const hash = pin === null ? null : await hashPin(pin)
      // The PIN itself never reaches the store: not its command's input either.
      await command(context, path, { commandId }, (scope) => setPin(scope, userId, hash))
      if (pin !== null && context.connection.userId === null)
        context.connection.userId = context.caller.userId
      context.host.events.publish('host', { kind: 'session' })
      return {}
    }),
  },
  ...careRouters,
  dataFolder: {
    state: os.dataFolder.state.handler(({ context }) => readState(context.host)),
    places: os.dataFolder.places.handler(({ context }) => movePlaces(context.host)),
    move: os.dataFolder.move.handler(async ({ context, input }) => ({
      jobId: await startMove(context.host, input.folder, {
        userId: context.caller.userId || null,
        station: context.connection.station,
      }),
    })),
    clearOld: os.dataFolder.clearOld.handler(async ({ context }) => {
      await clearOld(context.host)
      return {}
    }),
  },
  clock: {
    state: os.clock.state.handler(({ context: { host } }) => ({
      doubt: host.clockGuard.doubt(),
      now: host.clock(),
      lastAt: host.clockGuard.lastAt(),
    })),
    confirm: os.clock.confirm.handler(async ({ context, input, path }) => {
      await confirmClock(context, path.join('.'), input)
      return {}
    }),
  },
  ...healthRouters,
  updates: updatesRouter,
  today: os.today.handler(({ context }) => readToday(context.host.store.reader, context.host.clock())),
})
