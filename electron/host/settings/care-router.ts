import { listReplaced } from '../../../db/backup/replaced.ts'
import { isSound } from '../../../db/check/index.ts'
import { auditChoices, listAudit } from '../../../db/settings/audit.ts'
import { updateBackupPlan } from '../../../db/settings/backup-plan.ts'
import { YifangError } from '../../../shared/errors.ts'
import { procedures } from '../procedures.ts'
import { command, type HostServices } from '../services.ts'
import { addPlace, copyOutside, listDrives, placeCopies, readOutsideState, readPlan } from './backup-plan.ts'
import { downloadAll, downloadOne, startBackup } from './backups.ts'
import { noteOutside } from './outside-record.ts'
import { putBack, startEmpty } from './rescue.ts'
import { describeTrouble } from './rescue-state.ts'
import { lookInto, restoreBackup, verifyBackup } from './restore.ts'
import { updateInTrouble } from './updates/review.ts'

const os = procedures.settings

/** Without a store anybody may look and bring one back; beside a store, or over a newer one, nobody by this door. */
function inTrouble(host: HostServices, procedure: string): void {
  const trouble = host.trouble()
  if (trouble?.kind !== 'damaged' && trouble?.kind !== 'missing')
    throw new YifangError('not-allowed', { procedure })
}

/** Backup, rescue and audit: the store's care. */
export const careRouters = {
  backup: {
    plan: {
      get: os.backup.plan.get.handler(({ context }) => readPlan(context.host)),
      save: os.backup.plan.save.handler(({ context, input, path }) =>
        command(context, path, input, async (scope) => {
          await updateBackupPlan(scope, () => ({ everyHours: input.everyHours }))
          return {}
        }),
      ),
      drives: os.backup.plan.drives.handler(({ context }) => listDrives(context.host)),
      add: os.backup.plan.add.handler(({ context, input, path }) => addPlace(context, path, input)),
      remove: os.backup.plan.remove.handler(async ({ context, input, path }) => {
        await command(context, path, input, async (scope) => {
          await updateBackupPlan(scope, ({ places }) => ({
            places: places.filter(({ id }) => id !== input.id),
          }))
          return null
        })
        await context.host.places.forget(input.id)
        return {}
      }),
      setPassphrase: os.backup.plan.setPassphrase.handler(async ({ context, input, path }) => {
        const { commandId, passphrase } = input
        // The passphrase itself never reaches the store: not its command's input either.
        await command(context, path, { commandId }, async () => null)
        await context.host.placeKeys.set(passphrase)
        context.host.places.copySoon()
        context.host.changed(['store_care'])
        return {}
      }),
      sealCopies: os.backup.plan.sealCopies.handler(async ({ context, input, path }) => {
        const { host } = context
        host.places.folder(input.id)
        if (!host.placeKeys.current())
          throw new YifangError('not-allowed', { procedure: 'settings.backup.plan.sealCopies' })
        await command(context, path, input, async () => null)
        void host.places.sealOpen(input.id)
        return {}
      }),
      copies: os.backup.plan.copies.handler(({ context, input }) => placeCopies(context.host, input.id)),
      copy: os.backup.plan.copy.handler(({ context }) => copyOutside(context.host)),
    },
    outside: os.backup.outside.handler(({ context }) => readOutsideState(context.host)),
    carried: os.backup.carried.handler(async ({ context, input, path }) => {
      await command(context, path, input, async () => null)
      await noteOutside(context.host.dataDir, { newest: context.host.clock() })
      context.host.changed(['store_care'])
      return {}
    }),
    replaced: os.backup.replaced.handler(({ context }) => listReplaced(context.host.dataDir)),
    status: os.backup.status.handler(({ context }) => context.host.care.status()),
    list: os.backup.list.handler(({ context }) => context.host.care.backups()),
    make: os.backup.make.handler(({ context }) => startBackup(context.host, context.caller)),
    download: os.backup.download.handler(({ context, input }) =>
      downloadAll(context.host, context.caller, input ?? {}),
    ),
    downloadOne: os.backup.downloadOne.handler(({ context, input }) => downloadOne(context.host, input.name)),
    look: os.backup.look.handler(({ context, input }) => lookInto(context.host, input)),
    verify: os.backup.verify.handler(({ context, input }) => verifyBackup(context.host, input)),
    restore: os.backup.restore.handler(({ context, input }) =>
      restoreBackup(context.host, input, {
        userId: context.caller.userId,
        station: context.connection.station,
      }),
    ),
    check: os.backup.check.handler(async ({ context }) => {
      const rules = await context.host.care.check()
      return {
        ok: isSound(rules),
        rules: rules.map((rule) => ({ ...rule, violations: [...rule.violations] })),
      }
    }),
  },
  rescue: {
    state: os.rescue.state.handler(({ context }) => {
      const trouble = context.host.trouble()
      return trouble && describeTrouble(trouble, context.host.dataDir, updateInTrouble(context.host, trouble))
    }),
    look: os.rescue.look.handler(({ context, input }) => {
      inTrouble(context.host, 'settings.rescue.look')
      return lookInto(context.host, input)
    }),
    restore: os.rescue.restore.handler(({ context, input }) => {
      inTrouble(context.host, 'settings.rescue.restore')
      return restoreBackup(context.host, input, { userId: null, station: context.connection.station })
    }),
    salvage: os.rescue.salvage.handler(({ context }) => {
      context.host.salvage.start()
      return {}
    }),
    salvageState: os.rescue.salvageState.handler(({ context }) => context.host.salvage.state()),
    takeSalvaged: os.rescue.takeSalvaged.handler(({ context }) =>
      context.host.salvage.use(context.connection.station),
    ),
    putBack: os.rescue.putBack.handler(async ({ context }) => {
      await putBack(context.host)
      return {}
    }),
    startEmpty: os.rescue.startEmpty.handler(async ({ context }) => {
      await startEmpty(context.host)
      return {}
    }),
    goBack: os.rescue.goBack.handler(async ({ context, input }) => {
      await context.host.updates.rescueBack(input.file ?? null, input.words)
      return {}
    }),
    goOn: os.rescue.goOn.handler(async ({ context }) => {
      await context.host.updates.rescueOn()
      return {}
    }),
  },
  audit: {
    list: os.audit.list.handler(({ context, input }) => listAudit(context.host.store.reader, input)),
    choices: os.audit.choices.handler(({ context }) => auditChoices(context.host.store.reader)),
  },
}
