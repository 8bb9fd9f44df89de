import { BrowserWindow, dialog, shell, type WebContents } from 'electron'
import { type Language, texts } from './texts.ts'

/** Sites a user is sent to for her day's order files and tracking; nothing else leaves the window. */
const knownHosts: readonly string[] = [
  'myseller.taobao.com',
  'work.1688.com',
  'mms.pinduoduo.com',
  'fxg.jinritemai.com',
  'seller.shopee.com.my',
  'banhang.shopee.vn',
  'sellercenter.lazada.com.my',
  'sellercenter.lazada.vn',
  'seller-my.tiktok.com',
  'seller-vn.tiktok.com',
  'www.erp321.com',
]

/** Whether a link may be offered to the system's browser: https, a known host, no port, no password in it. */
export function isExternalLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  const plain = url.username === '' && url.password === '' && url.port === ''
  return url.protocol === 'https:' && plain && knownHosts.includes(url.hostname)
}

/** Whether a link is of a Yifang that serves a browser on this PC: what a second start may open. */
export function isLoopbackLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === 'http:' && url.hostname === '127.0.0.1' && url.username === '' && url.password === ''
  )
}

/** Hands an address to the system's browser: the program's only call of it. False: it is none of those above. */
export async function openInBrowser(address: string): Promise<boolean> {
  if (!isExternalLink(address) && !isLoopbackLink(address)) return false
  await shell.openExternal(address)
  return true
}

/** Asks, then opens a known site in the system's browser. The only way out of the window. */
export async function offerExternalLink(
  contents: WebContents,
  address: string,
  language: Language,
): Promise<void> {
  if (!isExternalLink(address)) return
  const text = texts[language]
  const options = {
    type: 'question' as const,
    title: text.program,
    message: text.openSite(new URL(address).hostname),
    buttons: [text.open, text.cancel],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
  const window = BrowserWindow.fromWebContents(contents)
  const { response } = await (window
    ? dialog.showMessageBox(window, options)
    : dialog.showMessageBox(options))
  if (response === 0) await openInBrowser(address)
}
