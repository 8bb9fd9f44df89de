import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { stationMark } from '../../shared/desktop-bridge.ts'
import { fileLog } from '../host/log.ts'
import { dropJoinedNote, type JoinedNote } from '../station/joined-note.ts'
import { joinedPlace } from '../station/joining.ts'
import { printForOthers } from '../station/print-for-others.ts'
import { openWorkshopLink } from '../station/workshop-link.ts'
import { homeUrl } from './app-origin.ts'
import { leaveInOrder } from './closing.ts'
import { acceptFarPorts } from './connections.ts'
import { answerJoining } from './joining.ts'
import { bringToFront, openMainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { guardNavigation } from './navigation.ts'
import { createOpenedBackup } from './opened-backup.ts'
import { servePage } from './page-protocol.ts'
import { guardPage } from './page-trouble.ts'
import { guardPermissions } from './permissions.ts'
import { createPrintDocuments } from './print-documents.ts'
import { answerPrinting } from './printing.ts'
import { guardSerialPorts } from './serial-ports.ts'
import { systemLanguage } from './start-failure.ts'
import { startFailureTexts } from './start-failure-texts.ts'
import { systemVault } from './system-vault.ts'

export interface StationOptions {
  readonly dataDir: string
  /** The program's folder: package.json, out/. */
  readonly root: string
  readonly note: JoinedNote | 'unreadable'
}

/** Milliseconds that a closing program waits for the printer. */
const lastMoment = 3000

/**
 * Opens the program on a PC that works in the workshop of another: no host and no store here. Its page is this program's own,
 * never loaded from the network; its calls go over this process, which alone has the key.
 */
export async function startStation({ dataDir, root, note }: StationOptions): Promise<void> {
  let window: BrowserWindow | null = null
  const mainWindow = () => (window === null || window.isDestroyed() ? null : window)
  app.on('second-instance', () => {
    const open = mainWindow()
    if (open) bringToFront(open)
  })
  guardNavigation(systemLanguage)
  await app.whenReady()
  const joined = note === 'unreadable' ? null : joinedPlace(note, systemVault)
  if (joined === null) return app.exit(await tellNoKey(dataDir))
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  const log = fileLog(dataDir, Date.now)
  const documents = createPrintDocuments()
  servePage(join(root, 'out', 'renderer'), documents, createOpenedBackup())
  guardPermissions(session.defaultSession)
  guardSerialPorts(session.defaultSession, systemLanguage)
  const printOut = answerPrinting(mainWindow, documents, systemLanguage)
  const ofPage = openWorkshopLink(joined.place, joined.key, version)
  acceptFarPorts(ofPage, mainWindow, () => log.info('port-refused'))
  answerJoining(dataDir, mainWindow, ofPage.now)
  setMenu()
  window = openMainWindow(`${homeUrl}${stationMark}`)
  guardPage(window, systemLanguage, (event, reason) => log.info(event, { reason }))
  // Of its own: whoever is signed in at the page, or nobody, this PC's printers print.
  const ofPrinting = openWorkshopLink(joined.place, joined.key, version)
  const end = new AbortController()
  const printing = printForOthers(ofPrinting.client.stations.printing, printOut, end.signal)
  log.info('station-open', { version })
  leaveInOrder(window, {
    mayLeave: async () => true,
    stayed: async () => {},
    close: async () => {
      end.abort()
      await Promise.race([printing, sleep(lastMoment, undefined, { ref: false })])
      ofPage.close()
      ofPrinting.close()
    },
    failed: (error) => log.bug(crypto.randomUUID().slice(0, 8), error),
  })
}

/** What says where this PC belongs cannot be read by this user. Gives the exit code. */
async function tellNoKey(dataDir: string): Promise<number> {
  const text = startFailureTexts['no-key']
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: '衣坊 Yifang',
    message: text.message,
    detail: text.detail,
    buttons: ['重新加入… · Join again…', '关闭 · Close'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return 1
  await dropJoinedNote(dataDir)
  app.relaunch()
  return 0
}
