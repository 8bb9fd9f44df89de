import { setTimeout as wait } from 'node:timers/promises'
import { FolderInUse, type HostAddress } from './folder-lock.ts'
import { type Host, type HostOptions, openHost } from './host.ts'
import { presentFolder } from './settings/data-folder/moved-note.ts'

/** A folder that is ours now, or the running host that has it. */
export type OpenFolder =
  | { readonly kind: 'ours'; readonly host: Host }
  | { readonly kind: 'theirs'; readonly address: HostAddress & { readonly url: string } }

/** How long a host that is just starting or closing is waited for, in milliseconds. */
const patience = 8000

/**
 * Opens a data folder, or finds the host that has it open and answers. Two starts at once both end well: between
 * its lock and its door a host has no address, and one that is closing does not answer any more. Raises FolderInUse
 * where a program without a door (another command line) keeps the folder, or what `presentFolder` and `openHost` raise.
 */
export async function openFolder(asked: HostOptions, waitFor = patience): Promise<OpenFolder> {
  const giveUp = Date.now() + waitFor
  for (;;) {
    // Each time: a move may end while we wait for its host to close.
    const options = { ...asked, dataDir: presentFolder(asked.dataDir) }
    try {
      return { kind: 'ours', host: await openHost(options) }
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      const { address } = error
      if (address && hasUrl(address) && (await answers(address.url))) return { kind: 'theirs', address }
      if (Date.now() > giveUp) throw error
      await wait(100)
    }
  }
}

function hasUrl(address: HostAddress): address is HostAddress & { readonly url: string } {
  return address.url !== null
}

/** Without a key it refuses, and shows by that that it is there. */
async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(3000) })
    return true
  } catch {
    return false
  }
}
