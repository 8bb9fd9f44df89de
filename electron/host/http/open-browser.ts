import { spawn } from 'node:child_process'

/** Opens a link in the user's own browser; gives false where there is none to be found. */
export function openBrowser(link: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [program, ...args] = browserCommand(link, platform)
  return new Promise((resolve) => {
    const child = spawn(program!, args, { detached: true, stdio: 'ignore', windowsHide: true })
    child.once('error', () => resolve(false))
    child.once('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}

function browserCommand(link: string, platform: NodeJS.Platform): readonly string[] {
  // Not `cmd /c start`, which would read & and % of a link as its own.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', link]
  return platform === 'darwin' ? ['open', link] : ['xdg-open', link]
}
