import { app, dialog, shell } from 'electron'
import { FolderInUse } from '../host/folder-lock.ts'
import { askFirstHost } from '../host/http/second-start.ts'
import { openFailure } from '../host/open-failure.ts'
import { openFailureText } from '../host/open-texts.ts'
import { DataFolderGone, giveUpMoved } from '../host/settings/data-folder/moved-note.ts'
import { isLoopbackLink, openInBrowser } from './external-links.ts'
import { startFailureTexts } from './start-failure-texts.ts'

/**
 * The data folder did not open: says in both languages (nobody's language is known yet) what happened, what
 * was kept and what to do. Gives the exit code.
 */
export async function showStartFailure(error: unknown, dataDir: string): Promise<number> {
  if (error instanceof FolderInUse) return showFirst(error, dataDir)
  if (error instanceof DataFolderGone) return showGone(error)
  const failure = openFailure(error)
  process.stderr.write(`${openFailureText(error, dataDir)}\n`)
  const text = startFailureTexts[failure.kind]
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: '衣坊 Yifang',
    message: text.message,
    detail: [text.detail, dataDir, failure.kind === 'other' ? failure.detail : '']
      .filter(Boolean)
      .join('\n\n'),
    buttons: ['打开文件夹 · Open the folder', '关闭 · Close'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await shell.openPath(dataDir)
  return 1
}

/** The disk with the data is not there: it is waited for, or given up by somebody who was told what that means. */
async function showGone(gone: DataFolderGone): Promise<number> {
  process.stderr.write(`${openFailureText(gone, gone.from)}\n`)
  const text = startFailureTexts.gone
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: '衣坊 Yifang',
    message: text.message,
    detail: `${text.detail}\n\n${gone.to}`,
    buttons: ['再试一次 · Try again', '那个盘坏了… · That disk is broken…', '关闭 · Close'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  if (response === 2) return 1
  if (response === 1 && !(await askToGiveUp(gone))) return 1
  app.relaunch()
  return 0
}

async function askToGiveUp(gone: DataFolderGone): Promise<boolean> {
  const text = startFailureTexts['give-up']
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: '衣坊 Yifang',
    message: text.message,
    detail: `${text.detail}\n\n${gone.from}`,
    buttons: ['从备份恢复 · Restore a copy', '关闭 · Close'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response !== 0) return false
  await giveUpMoved(gone.from, Date.now())
  return true
}

/** Another program has the folder: shows that one. */
async function showFirst(inUse: FolderInUse, dataDir: string): Promise<number> {
  try {
    if (!inUse.address) throw inUse
    const link = await askFirstHost(inUse.address)
    // Null: it has brought its own window to the front.
    if (link === null) return 0
    if (!isLoopbackLink(link)) throw inUse
    const text = startFailureTexts['in-browser']
    const { response } = await dialog.showMessageBox({
      type: 'info',
      title: '衣坊 Yifang',
      message: text.message,
      detail: `${text.detail}\n\n${inUse.address.url}\n\n${dataDir}`,
      buttons: ['在浏览器中打开 · Open in the browser', '关闭 · Close'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (response === 0) await openInBrowser(link)
    return 0
  } catch {
    const text = startFailureTexts['in-use']
    process.stderr.write(`${openFailureText(inUse, dataDir)}\n`)
    await dialog.showMessageBox({
      type: 'warning',
      title: '衣坊 Yifang',
      message: text.message,
      detail: `${text.detail}\n\n${dataDir}`,
      buttons: ['关闭 · Close'],
      noLink: true,
    })
    return 1
  }
}

/** The user's language before anyone is known. */
export function systemLanguage(): 'zh-CN' | 'en' {
  return app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
