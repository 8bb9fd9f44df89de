import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { homeUrl } from './app-origin.ts'
import { readWindowState } from './window-state.ts'

/** The common cheap laptop's whole screen. */
const firstSize = { width: 1366, height: 768 }

/** Opens the program's window and loads the page into it, at its first screen or another. */
export function openMainWindow(url: string = homeUrl): BrowserWindow {
  const state = readWindowState()
  const { x, y, width, height } = state ?? { x: undefined, y: undefined, ...firstSize }
  const window = new BrowserWindow({
    ...(x === undefined || y === undefined ? {} : { x, y }),
    width,
    height,
    minWidth: 800,
    minHeight: 600,
    show: false,
    backgroundColor: '#ffffff',
    title: '衣坊 Yifang',
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  // The keys of the menu (zoom, full screen) work while it is hidden; on macOS the menu is the system's.
  window.setMenuBarVisibility(false)
  if (state?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  void load(window, url)
  return window
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** A page that cannot be loaded would leave a window that never shows. */
async function load(window: BrowserWindow, url: string = homeUrl): Promise<void> {
  try {
    await window.loadURL(url)
  } catch (error) {
    if (window.isDestroyed()) return
    dialog.showErrorBox(
      '衣坊 Yifang',
      `衣坊的程序文件不完整，请重新安装。数据没有改动。\nYifang's program files are incomplete: install it again. Your data was not changed.\n\n${String(error)}`,
    )
    app.exit(1)
  }
}
