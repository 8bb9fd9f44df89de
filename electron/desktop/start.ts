import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { FolderInUse } from '../host/folder-lock.ts'
import type { Host } from '../host/host.ts'
import { type HttpDoor, openHttpDoor } from '../host/http/door.ts'
import { openFolder } from '../host/open-folder.ts'
import { troubleText } from '../host/open-texts.ts'
import { programDay } from '../host/program-day.ts'
import type { Connection } from '../host/services.ts'
import { readSession } from '../host/settings/session.ts'
import type { UpdateOptions } from '../host/settings/updates/updates-service.ts'
import { homeUrl } from './app-origin.ts'
import { guardClosing } from './closing.ts'
import { acceptPorts, desktopConnection } from './connections.ts'
import { answerJoining } from './joining.ts'
import { bringToFront, openMainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { backupNamedBy, createOpenedBackup, screenUrl, showScreen } from './opened-backup.ts'
import { keepAwake, tellAway } from './owner-away.ts'
import { servePage } from './page-protocol.ts'
import { guardPage } from './page-trouble.ts'
import { guardPermissions } from './permissions.ts'
import { createPrintDocuments } from './print-documents.ts'
import { answerPrinting } from './printing.ts'
import { guardSerialPorts } from './serial-ports.ts'
import { showStartFailure, systemLanguage } from './start-failure.ts'
import { systemVault } from './system-vault.ts'
import { createInstaller } from './updates.ts'

export interface DesktopOptions {
  readonly dataDir: string
  /** The command line, which may name a backup to open. */
  readonly argv: readonly string[]
  /** The program's folder: package.json, out/. */
  readonly root: string
  /** A test brings its own key and folders; `installed`: whether there is an installation to update. */
  readonly updates?: Pick<UpdateOptions, 'keys' | 'places'> & { readonly installed: boolean }
}

/** Opens the host and its window. Every guard stands before the first page is loaded. */
export async function startDesktop({ dataDir, argv, root, updates }: DesktopOptions): Promise<void> {
  let window: BrowserWindow | null = null
  let connection: Connection | null = null
  const mainWindow = () => (window === null || window.isDestroyed() ? null : window)
  const language = () => connection?.language ?? systemLanguage()
  const showWindow = () => {
    const open = mainWindow()
    if (open) bringToFront(open)
  }
  const installer = createInstaller(language)
  const isInstalled = updates?.installed ?? app.isPackaged
  const updating = { ...updates, installer: isInstalled ? installer : null }
  const opened = createOpenedBackup()
  app.on('second-instance', (_event, secondArgv, workingDir) => {
    showWindow()
    const file = backupNamedBy(secondArgv, workingDir)
    const open = mainWindow()
    if (file !== null && open) void showScreen(open, opened.open(file)).catch(() => {})
  })
  guardNavigation(language)
  await app.whenReady()
  try {
    const { host, door } = await openDoors(dataDir, root, showWindow, updating)
    connection = desktopConnection(host.services.uptime())
    // The owner's language, so that the first dialog speaks it; a store in trouble has none to tell.
    if (host.services.trouble() === null)
      connection.language = (await readSession({ host: host.services, connection })).language
    const documents = createPrintDocuments()
    servePage(join(root, 'out', 'renderer'), documents, opened)
    guardPermissions(session.defaultSession)
    guardSerialPorts(session.defaultSession, language)
    const printOut = answerPrinting(mainWindow, documents, language)
    acceptPorts(host.services, connection, mainWindow)
    answerJoining(dataDir, mainWindow)
    setMenu()
    const file = backupNamedBy(argv, process.cwd())
    window = openMainWindow(file === null ? homeUrl : screenUrl(opened.open(file)))
    host.services.printQueue.begin(connection.station, printOut)
    guardPage(window, language, (event, reason) => host.services.log.info(event, { reason }))
    guardClosing(window, host, door.close, language, installer)
    tellAway(host)
  } catch (error) {
    app.exit(await showStartFailure(error, dataDir))
  }
}

async function openDoors(
  dataDir: string,
  root: string,
  showWindow: () => void,
  updates: UpdateOptions,
): Promise<{ host: Host; door: HttpDoor }> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const opened = await openFolder({
    dataDir,
    version,
    vault: systemVault,
    notBefore: programDay,
    updates,
    stations: { pageDir: join(root, 'out', 'renderer'), keepAwake },
    // The old folder leads to the new one, so the same command line finds it.
    onMoved: () => {
      app.relaunch()
      app.quit()
    },
  })
  if (opened.kind === 'theirs') throw new FolderInUse(opened.address)
  const { host } = opened
  const trouble = host.services.trouble()
  // The window says it, too; a terminal is where an installer looks.
  if (trouble) process.stderr.write(`${troubleText(trouble)}\n`)
  try {
    // For processes only: the CLI, and a second start in the browser, find the open folder through it.
    const secondStart = () => {
      showWindow()
      return null
    }
    const door = await openHttpDoor(host.services, { port: 0, pageDir: null, secondStart })
    host.lock.publish({ pid: process.pid, door: 'desktop', url: door.url, secret: door.secret })
    return { host, door }
  } catch (error) {
    await host.close()
    throw error
  }
}
