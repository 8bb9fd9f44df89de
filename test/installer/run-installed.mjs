// Given to the installed program (a Windows Node stands in for Electron there) before its main file: answers
// `import 'electron'` with as much as the command line uses, so that our own bundles run, on Windows' module.
import { registerHooks } from 'node:module'

const electron = `
export const app = { enableSandbox() {}, exit: (code) => process.exit(code) }
export const BrowserWindow = null, dialog = null, ipcMain = null, Menu = null, protocol = null
export const powerMonitor = null, powerSaveBlocker = null, safeStorage = null, screen = null, session = null, shell = null
`
const url = `data:text/javascript,${encodeURIComponent(electron)}`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url, format: 'module', shortCircuit: true } : next(specifier, context),
})
