import { BrowserWindow, dialog, type SerialPort, type Session } from 'electron'
import { isOurs } from './app-origin.ts'
import { type Language, texts } from './texts.ts'

/** Buttons of a message box stay readable up to here; a PC in a workshop has one or two serial ports. */
const mostPorts = 6

/**
 * The page asks for the scanner's serial port; the user chooses it in a dialog of the program's own. A port
 * chosen once in this run may be opened again without asking, any other may not.
 */
export function guardSerialPorts(session: Session, language: () => Language): void {
  const chosen = new Set<string>()
  session.on('select-serial-port', (event, ports, contents, callback) => {
    event.preventDefault()
    const offered = ports.slice(0, mostPorts)
    void choosePort(BrowserWindow.fromWebContents(contents), offered, language()).then(
      (port) => {
        if (port) chosen.add(keyOf(port))
        callback(port?.portId ?? '')
      },
      () => callback(''),
    )
  })
  session.setDevicePermissionHandler(
    ({ deviceType, origin, device }) =>
      deviceType === 'serial' && isOurs(origin) && 'portName' in device && chosen.has(keyOf(device)),
  )
}

/** portId changes whenever the cable is pulled; maker, product and number do not. */
function keyOf({ portName, vendorId, productId, serialNumber }: SerialPort): string {
  return JSON.stringify([portName, vendorId, productId, serialNumber])
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
