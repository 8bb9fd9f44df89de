/** The desktop program as main.ts starts it, with the key and the folder of a test in the place of the program's own. */
import { createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { app } from 'electron'
import { dataDirOf, profileDirOf } from '../../electron/desktop/data-folder.ts'
import { registerPageScheme } from '../../electron/desktop/page-protocol.ts'
import { startDesktop } from '../../electron/desktop/start.ts'

app.enableSandbox()
registerPageScheme()
const dataDir = dataDirOf(process.argv)
app.setPath('userData', profileDirOf(app.getPath('appData'), dataDir))
const { UPDATE_KEY = '', UPDATE_STICK = '' } = process.env
if (app.requestSingleInstanceLock())
  void startDesktop({
    dataDir,
    argv: process.argv,
    root: join(import.meta.dirname, '..', '..'),
    updates: { keys: [createPublicKey(UPDATE_KEY)], places: [UPDATE_STICK], installed: true },
  })
else app.quit()
