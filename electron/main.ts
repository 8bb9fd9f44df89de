import { join } from 'node:path'
import { app } from 'electron'
import { dataDirOf, profileDirOf } from './desktop/data-folder.ts'
import { registerPageScheme } from './desktop/page-protocol.ts'
import { startDesktop } from './desktop/start.ts'

// All of this must happen in the first turn, before Electron is ready.
app.enableSandbox()
registerPageScheme()
const dataDir = dataDirOf(process.argv)
app.setPath('userData', profileDirOf(app.getPath('appData'), dataDir))

// Compiled, this file is out/electron/main.js.
if (app.requestSingleInstanceLock())
  void startDesktop({ dataDir, root: join(import.meta.dirname, '..', '..') })
else app.quit()
