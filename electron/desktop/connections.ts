import { hostname } from 'node:os'
import { RPCHandler } from '@orpc/server/message-port'
import { type BrowserWindow, ipcMain } from 'electron'
import { desktopChannels } from '../../shared/desktop-bridge.ts'
import { router } from '../host/router.ts'
import type { CallContext, Connection, HostServices } from '../host/services.ts'
import { isTrusted } from './app-origin.ts'

/**
 * Lets the page talk to the host over the port it hands in. The window keeps its one connection (who is
 * signed in, in which language) over every reload of its page; a foreign sender's port is closed unheard.
 */
export function acceptPorts(
  host: HostServices,
  connection: Connection,
  mainWindow: () => BrowserWindow | null,
): void {
  const handler = new RPCHandler<CallContext>(router)
  ipcMain.on(desktopChannels.connect, (event) => {
    const [port, ...others] = event.ports
    for (const other of others) other.close()
    if (!port) return
    if (!isTrusted(event, mainWindow()?.webContents.id ?? null)) {
      host.log.info('port-refused')
      port.close()
      return
    }
    handler.upgrade(port, { context: { host, connection } })
    port.start()
  })
}

export function desktopConnection(uptime: number): Connection {
  // Printers are remembered by station, so its name must outlive the process.
  return { door: 'desktop', station: hostname(), userId: null, language: null, lastCallAt: uptime }
}
