import { existsSync, openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { writeSetting } from '../../../../db/settings/settings.ts'
import { YifangError } from '../../../../shared/errors.ts'
import { procedures } from '../../procedures.ts'
import { command } from '../../services.ts'
import { xlsxType } from '../../workbook.ts'

const os = procedures.settings.updates

export const updatesRouter = {
  status: os.status.handler(({ context }) => context.host.updates.status(context.connection)),
  look: os.look.handler(async ({ context }) => {
    await context.host.updates.look()
    return context.host.updates.status(context.connection)
  }),
  bring: os.bring.handler(({ context, input }) => context.host.updates.bring(input.file)),
  plan: os.plan.handler(async ({ context, input }) => {
    await context.host.updates.plan(input.id)
    return {}
  }),
  install: os.install.handler(async ({ context, input }) => {
    await context.host.updates.install(input.id, context.connection)
    return {}
  }),
  fetch: os.fetch.handler(({ context }) => context.host.updates.fetch()),
  putAway: os.putAway.handler(async ({ context }) => {
    await context.host.updates.putAway()
    return {}
  }),
  saveSettings: os.saveSettings.handler(({ context, input, path }) =>
    command(context, path, input, async (scope) => {
      await writeSetting(scope, 'updates', { folder: input.folder, server: input.server })
      return {}
    }),
  ),
  since: os.since.handler(({ context }) => context.host.updates.since()),
  goBack: os.goBack.handler(async ({ context, input }) => {
    await context.host.updates.goBack(input.upTo, input.words, context.connection)
    return {}
  }),
  list: os.list.handler(async ({ context }) => {
    const file = context.host.updates.listFile()
    if (!file || !existsSync(file)) throw new YifangError('not-found', { what: 'list', id: '' })
    const fileName = basename(file)
    return { fileName, file: new File([await openAsBlob(file)], fileName, { type: xlsxType }) }
  }),
}
