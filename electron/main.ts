import { join } from 'node:path'
import { app } from 'electron'
import { commandLineOf, runCommandLine } from './desktop/command-line.ts'
import { dataDirOf, profileDirOf } from './desktop/data-folder.ts'
import { registerPageScheme } from './desktop/page-protocol.ts'
import { startDesktop } from './desktop/start.ts'
import { startStation } from './desktop/start-station.ts'
import { readJoinedNote } from './station/joined-note.ts'

// All of this must happen in the first turn, before Electron is ready.
app.enableSandbox()
const commandLine = commandLineOf(process.argv)
if (commandLine) void runCommandLine(commandLine)
else start()

function start(): void {
  registerPageScheme()
  const dataDir = dataDirOf(process.argv)
  app.setPath('userData', profileDirOf(app.getPath('appData'), dataDir))
  // Compiled, this file is out/electron/main.js.
  const root = join(import.meta.dirname, '..', '..')
  const note = readJoinedNote(dataDir)
  if (!app.requestSingleInstanceLock()) app.quit()
  else if (note === null) void startDesktop({ dataDir, argv: process.argv, root })
  else void startStation({ dataDir, root, note })
}
