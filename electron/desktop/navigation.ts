import { app, type WebContents } from 'electron'
import { homeUrl, isOurs } from './app-origin.ts'
import { offerExternalLink } from './external-links.ts'
import type { Language } from './texts.ts'

/** Keeps every window on our own page: no way to another address, no second window, no frame of others. */
export function guardNavigation(language: () => Language): void {
  app.on('web-contents-created', (_event, contents) => keepHome(contents, language))
}

function keepHome(contents: WebContents, language: () => Language): void {
  // Also asked for frames within the page, where will-navigate is not.
  contents.on('will-frame-navigate', (event) => {
    if (!isOurs(event.url) && (event.isMainFrame || !isOwnFrame(event.url))) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void offerExternalLink(contents, url, language()).catch(() => {})
    return { action: 'deny' }
  })
}

/** Frames that the page fills itself: print previews and documents on their way to the print dialog. */
function isOwnFrame(address: string): boolean {
  return address === 'about:srcdoc' || address === 'about:blank' || address.startsWith(`blob:${homeUrl}`)
}
