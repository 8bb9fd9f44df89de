import { BrowserWindow, dialog, type SerialPort, type Session } from 'electron'
import { isOurs } from './app-origin.ts'
import { openChosenPorts } from './chosen-ports.ts'
import { type Language, texts } from './texts.ts'

/** Buttons of a message box stay readable up to here; a PC in a workshop has one or two serial ports. */
const mostPorts = 6

/**
 * The page asks for the scanner's serial port; the user chooses it in a dialog of the program's own. A port chosen
 * once may be opened again without asking, also after the next start, any other may not. The page gives one back
 * with `forget()`.
 */
export function guardSerialPorts(session: Session, language: () => Language): void {
  const chosen = openChosenPorts()
  session.on('select-serial-port', (event, ports, contents, callback) => {
    event.preventDefault()
    const offered = ports.slice(0, mostPorts)
    void choosePort(BrowserWindow.fromWebContents(contents), offered, language()).then(
      (port) => {
        if (port) chosen.add(port)
        callback(port?.portId ?? '')
      },
      () => callback(''),
    )
  })
  session.on('serial-port-revoked', (_event, { port, origin }) => {
    if (isOurs(origin)) chosen.remove(port)
  })
  session.setDevicePermissionHandler(
    ({ deviceType, origin, device }) => deviceType === 'serial' && isOurs(origin) && chosen.has(device),
  )
}

async function choosePort(
  window: BrowserWindow | null,
  ports: readonly SerialPort[],
  language: Language,
): Promise<SerialPort | null> {
  const text = texts[language]
  const options = {
    type: 'question' as const,
    title: text.program,
    message: ports.length > 0 ? text.choosePort : text.noPort,
    detail: ports.length > 0 ? text.choosePortDetail : text.noPortDetail,
    buttons: [...ports.map((port) => port.displayName || port.portName), text.cancel],
    cancelId: ports.length,
    defaultId: 0,
    noLink: true,
  }
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  return ports[response] ?? null
}
