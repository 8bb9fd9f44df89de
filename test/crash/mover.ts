import { appendFileSync } from 'node:fs'
import { v7 } from 'uuid'
import { openFolder } from '../../electron/host/open-folder.ts'
import { clientOf } from '../support/host.ts'

/* Clears the folder of before and moves a workshop there while a clerk writes in it; killed on the way, or ended once it has moved. */

const [dir = '', target = '', log = ''] = process.argv.slice(2)
const opened = await openFolder({
  dataDir: dir,
  version: 'crash',
  upkeep: false,
  onMoved: () => void host.close().then(() => process.exit(0)),
})
if (opened.kind !== 'ours') throw new Error('open elsewhere')
const { host } = opened
const client = clientOf(host)
process.stdout.write('begin\n')
// What lies there since the move before: a copy that nobody needs any more.
if ((await client.settings.dataFolder.state()).old) await client.settings.dataFolder.clearOld()
await client.settings.dataFolder.move({ folder: target })
for (let turn = 0; ; turn += 1) {
  // Calls in this process never reach the event loop by themselves; those of a page do.
  await new Promise((resolve) => setTimeout(resolve, 5))
  const commandId = v7()
  try {
    await client.settings.workshop.update({ commandId, phone: String(turn) })
    appendFileSync(log, `${commandId}\n`, { flush: true })
  } catch (error) {
    // It lies elsewhere from now on: what was not acknowledged may be done again there.
    if ((error as { code?: string }).code === 'data-moved') break
    throw error
  }
}
