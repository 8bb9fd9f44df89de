import { createPublicKey } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { v7 } from 'uuid'
import { openHost } from '../../electron/host/host.ts'
import { clientOf } from '../support/host.ts'

/*
 * One step of an update in a process of its own, to be killed in the middle: `install` by the version before, `first` start of the
 * next, `back` to the version before. Writes a shop first (and the first start one after, too); what was acknowledged is in the log.
 */
const [step = '', dataDir = '', stick = '', log = '', key = ''] = process.argv.slice(2)

const acknowledged = openSync(log, 'a')
const ended = Promise.withResolvers<void>()
process.send?.('begun')
const host = await openHost({
  dataDir,
  version: step === 'install' ? '0.1.0' : '0.2.0',
  upkeep: false,
  updates: {
    keys: [createPublicKey(Buffer.from(key, 'base64').toString())],
    places: [stick],
    installer: { endAndRun: () => ended.resolve() },
  },
})
const client = clientOf(host, { userId: 1 })
const write = async () => {
  const commandId = v7()
  await client.settings.shops.save({
    commandId,
    id: null,
    platform: 'taobao',
    name: `店 ${commandId}`,
    promiseHours: 48,
  })
  writeSync(acknowledged, `${commandId}\n`)
  fsyncSync(acknowledged)
}
await write()
const { updates } = client.settings
if (step === 'install') {
  const { offer } = await updates.look()
  await updates.install({ id: offer!.id })
  await ended.promise
} else if (step === 'back') {
  await updates.look()
  const { upTo } = await updates.since()
  await updates.goBack({
    upTo,
    words: { header: ['什么', '哪个', '几行', '什么时候', '谁'], commands: {}, tables: {} },
  })
  await ended.promise
} else {
  host.services.updates.pageIsThere()
  await write()
}
await host.close()
closeSync(acknowledged)
process.disconnect?.()
