import type { WebContents, WebFrameMain } from 'electron'

export const pageScheme = 'app'
const pageHost = 'main'
/** The page's own address. Everything else is foreign. */
export const homeUrl = `${pageScheme}://${pageHost}/`

/** Whether an address is one of our page's. Compared in its parts: a prefix would let `app://main.evil` in. */
export function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '' && url.password === ''
  )
}

/** What IPC events tell about who sent them. */
export interface Sender {
  readonly sender: WebContents
  readonly senderFrame: WebFrameMain | null
}

/** Only the top frame of the main window, and only while our own page is in it, is listened to. */
export function isTrusted({ sender, senderFrame }: Sender, mainContentsId: number | null): boolean {
  return (
    sender.id === mainContentsId &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOurs(senderFrame.url)
  )
}
