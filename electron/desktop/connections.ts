import { hostname } from 'node:os'
import { RPCHandler } from '@orpc/server/message-port'
import { type BrowserWindow, ipcMain, type MessagePortMain } from 'electron'
import { desktopChannels } from '../../shared/desktop-bridge.ts'
import { router } from '../host/router.ts'
import type { CallContext, Connection, HostServices } from '../host/services.ts'
import { type FarContext, farRouter, takeTold } from '../station/far-router.ts'
import type { WorkshopLink } from '../station/workshop-link.ts'
import { isTrusted } from './app-origin.ts'

/**
 * Lets the page talk to the host over the port it hands in. The window keeps its one connection (who is
 * signed in, in which language) over every reload of its page.
 */
export function acceptPorts(
  host: HostServices,
  connection: Connection,
  mainWindow: () => BrowserWindow | null,
): void {
  const handler = new RPCHandler<CallContext>(router)
  onTrustedPort(mainWindow, {
    answer: (port) => handler.upgrade(port, { context: { host, connection } }),
    refused: () => host.log.info('port-refused'),
  })
}

/** As `acceptPorts`, where the host is another PC's. */
export function acceptFarPorts(
  link: WorkshopLink,
  mainWindow: () => BrowserWindow | null,
  refused: () => void,
): void {
  const handler = new RPCHandler<FarContext>(farRouter, { rootInterceptors: [takeTold] })
  onTrustedPort(mainWindow, { answer: (port) => handler.upgrade(port, { context: { link } }), refused })
}

/** A foreign sender's port is closed unheard. */
function onTrustedPort(
  mainWindow: () => BrowserWindow | null,
  { answer, refused }: { readonly answer: (port: MessagePortMain) => void; readonly refused: () => void },
): void {
  ipcMain.on(desktopChannels.connect, (event) => {
    const [port, ...others] = event.ports
    for (const other of others) other.close()
    if (!port) return
    if (!isTrusted(event, mainWindow()?.webContents.id ?? null)) {
      refused()
      port.close()
      return
    }
    answer(port)
    port.start()
  })
}

export function desktopConnection(uptime: number): Connection {
  // Printers are remembered by station, so its name must outlive the process.
  return { door: 'desktop', station: hostname(), userId: null, language: null, lastCallAt: uptime }
}
