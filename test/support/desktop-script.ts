/**
 * Runs in the main process beside the program under test and takes what no test can look at: the system's
 * dialogs, its browser, its printers. On real Electron it replaces those calls; the stand-in asks it by itself.
 */
import { appendFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type * as Electron from 'electron'

export interface DesktopScript {
  readonly dialogs: { readonly kind: string; readonly options: Record<string, unknown> }[]
  /** Taken one by one; a dialog without an answer is an error, so that none is met by chance. */
  readonly answers: unknown[]
  readonly opened: { readonly kind: 'external' | 'path'; readonly target: string }[]
  readonly printed: { readonly url: string; readonly options: Electron.WebContentsPrintOptions }[]
  readonly printers: Electron.PrinterInfo[]
  printResult: { success: boolean; reason: string }
  answer(kind: string, options: object): unknown
  open(kind: 'external' | 'path', target: string): void
  print(
    contents: Pick<Electron.WebContents, 'getURL'>,
    options: Electron.WebContentsPrintOptions,
    done: (success: boolean, reason: string) => void,
  ): void
}

declare global {
  var desktopScript: DesktopScript
}

// What must be known before a test can reach the process, and after it is gone.
const { DESKTOP_ANSWERS = '[]', DESKTOP_PRINTERS = '[]', DESKTOP_LOG } = process.env
const log = (line: object) => {
  if (DESKTOP_LOG) appendFileSync(DESKTOP_LOG, `${JSON.stringify(line)}\n`)
}

const script: DesktopScript = {
  dialogs: [],
  answers: JSON.parse(DESKTOP_ANSWERS) as unknown[],
  opened: [],
  printed: [],
  printers: JSON.parse(DESKTOP_PRINTERS) as Electron.PrinterInfo[],
  printResult: { success: true, reason: '' },
  answer: (kind, options) => {
    const seen = { kind, options: { ...options } }
    script.dialogs.push(seen)
    log(seen)
    if (script.answers.length === 0) throw new Error(`nobody answers this dialog: ${JSON.stringify(seen)}`)
    return script.answers.shift()
  },
  open: (kind, target) => {
    script.opened.push({ kind, target })
    log({ kind, target })
  },
  print: (contents, options, done) => {
    script.printed.push({ url: contents.getURL(), options })
    const { success, reason } = script.printResult
    setImmediate(() => done(success, reason))
  },
}
globalThis.desktopScript = script

if (process.versions.electron) {
  const { app, dialog, shell } = createRequire(__filename)('electron') as typeof Electron
  const answer =
    (kind: string) =>
    async (...args: object[]) =>
      script.answer(kind, args.at(-1) ?? {})
  Object.assign(dialog, {
    showMessageBox: answer('showMessageBox'),
    showSaveDialog: answer('showSaveDialog'),
    showErrorBox: (title: string, content: string) =>
      log({ kind: 'showErrorBox', options: { title, content } }),
  })
  Object.assign(shell, {
    openExternal: async (target: string) => script.open('external', target),
    openPath: async (target: string) => {
      script.open('path', target)
      return ''
    },
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.getPrintersAsync = async () => [...script.printers]
    contents.print = (options = {}, done = () => {}) => script.print(contents, options, done)
  })
}
