import { Menu, type MenuItemConstructorOptions } from 'electron'

/**
 * The keys that a window needs. On Windows the bar itself is hidden (main-window.ts); on macOS copy and paste
 * work through the edit menu only. Roles name themselves in the system's language.
 */
export function setMenu(platform: NodeJS.Platform = process.platform): void {
  const view: MenuItemConstructorOptions = {
    label: '显示 View',
    submenu: [
      { role: 'reload' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // The plus key without Shift, and the number pad's.
      { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  }
  const template: MenuItemConstructorOptions[] =
    platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, view, { role: 'windowMenu' }] : [view]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
