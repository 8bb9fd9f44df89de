import { contextBridge, ipcRenderer } from 'electron'
import {
  connectMessage,
  type DesktopBridge,
  desktopChannels,
  type JoinStep,
} from '../shared/desktop-bridge.ts'

// Frames within the page share the DOM's messages, so only what this very window posted is heard.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== connectMessage) return
  const [port] = event.ports
  if (port) ipcRenderer.postMessage(desktopChannels.connect, null, [port])
})

const bridge: DesktopBridge = {
  door: 'desktop',
  printers: () => ipcRenderer.invoke(desktopChannels.printers),
  print: (job) => ipcRenderer.invoke(desktopChannels.print, job),
  printToPdf: (job) => ipcRenderer.invoke(desktopChannels.printToPdf, job),
  join: (step: JoinStep) => ipcRenderer.invoke(desktopChannels.join, step),
}
contextBridge.exposeInMainWorld('yifang', bridge)
