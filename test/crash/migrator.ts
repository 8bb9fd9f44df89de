import { openHost } from '../../electron/host/host.ts'

/* Opens a folder of an earlier version: backup, migration, first opening; killed on the way. */

const [dir = ''] = process.argv.slice(2)
process.stdout.write('begin\n')
const host = await openHost({ dataDir: dir, version: 'crash', upkeep: false })
await host.close()
