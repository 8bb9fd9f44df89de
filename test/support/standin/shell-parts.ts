import type {
  Dialog,
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
  Shell,
} from 'electron'
import { knownOptions, strict } from './strict.ts'

const messageBoxKeys = [
  'type',
  'title',
  'message',
  'detail',
  'buttons',
  'defaultId',
  'cancelId',
  'noLink',
] as const satisfies readonly (keyof MessageBoxOptions)[]
const saveDialogKeys = [
  'title',
  'defaultPath',
  'filters',
] as const satisfies readonly (keyof SaveDialogOptions)[]

/** With a window before the options or without. */
async function ask<A>(kind: string, known: readonly string[], args: readonly object[]): Promise<A> {
  const options = args.at(-1) ?? {}
  knownOptions(kind, options, known)
  return globalThis.desktopScript.answer(kind, options) as A
}

export const dialog = strict('dialog', {
  showMessageBox: (...args: object[]) => ask<MessageBoxReturnValue>('showMessageBox', messageBoxKeys, args),
  showSaveDialog: (...args: object[]) => ask<SaveDialogReturnValue>('showSaveDialog', saveDialogKeys, args),
  showErrorBox: (title: string, content: string) => {
    globalThis.desktopScript.answer('showErrorBox', { title, content })
  },
} satisfies Pick<Dialog, 'showMessageBox' | 'showSaveDialog' | 'showErrorBox'>)

export const shell = strict('shell', {
  openExternal: async (url: string) => globalThis.desktopScript.open('external', url),
  openPath: async (path: string) => {
    globalThis.desktopScript.open('path', path)
    return ''
  },
} satisfies Pick<Shell, 'openExternal' | 'openPath'>)

const roles: readonly MenuItemConstructorOptions['role'][] = [
  'reload',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'appMenu',
  'editMenu',
  'windowMenu',
]
const menuKeys = ['label', 'role', 'submenu', 'accelerator', 'visible']

function checkMenu(template: readonly MenuItemConstructorOptions[]): void {
  for (const item of template) {
    knownOptions('MenuItem', item, menuKeys)
    if (item.role !== undefined && !roles.includes(item.role)) throw new Error(`stand-in: role ${item.role}`)
    if (Array.isArray(item.submenu)) checkMenu(item.submenu)
  }
}

export const Menu = strict('Menu', {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => {
    checkMenu(template)
    return { items: template }
  },
  setApplicationMenu: (_menu: unknown) => {},
})

export const screen = strict('screen', {
  getAllDisplays: () => {
    const workArea = { x: 0, y: 0, width: 1920, height: 1040 }
    return [{ workArea }] satisfies Pick<Display, 'workArea'>[]
  },
})
