import { isSound } from '../../../db/check/index.ts'
import { auditChoices, listAudit } from '../../../db/settings/audit.ts'
import { YifangError } from '../../../shared/errors.ts'
import { procedures } from '../procedures.ts'
import { updateInTrouble } from '../updates/review.ts'
import { downloadAll, downloadOne, startBackup } from './backups.ts'
import { startEmpty } from './rescue.ts'
import { describeTrouble } from './rescue-state.ts'
import { restoreBackup, verifyBackup } from './restore.ts'

const os = procedures.settings

/** Backup, rescue and audit: the store's care. */
export const careRouters = {
  backup: {
    status: os.backup.status.handler(({ context }) => context.host.care.status()),
    list: os.backup.list.handler(({ context }) => context.host.care.backups()),
    make: os.backup.make.handler(({ context }) => startBackup(context.host)),
    // The key opens ID and bank numbers, which are the owner's: whoever else carries a copy away leaves it here.
    download: os.backup.download.handler(({ context, input }) =>
      downloadAll(context.host, context.caller.role === 'owner' && !input?.withoutKey),
    ),
    downloadOne: os.backup.downloadOne.handler(({ context, input }) => downloadOne(context.host, input.name)),
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
    restore: os.rescue.restore.handler(({ context, input }) => {
      const trouble = context.host.trouble()
      if (trouble?.kind !== 'damaged' && trouble?.kind !== 'missing')
        throw new YifangError('not-allowed', { procedure: 'settings.rescue.restore' })
      return restoreBackup(context.host, input, { userId: null, station: context.connection.station })
    }),
    startEmpty: os.rescue.startEmpty.handler(async ({ context }) => {
      await startEmpty(context.host)
      return {}
    }),
    goBack: os.rescue.goBack.handler(async ({ context, input }) => {
      await context.host.updates.rescueBack(input.file ?? null)
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
