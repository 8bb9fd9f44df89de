import type { HostAddress } from '../folder-lock.ts'

/** Asks the host that has a folder open to show itself: a fresh link, or null where it showed its window. */
export async function askFirstHost(address: HostAddress): Promise<string | null> {
  if (address.url === null) return null
  const answer = await fetch(new URL('/door', address.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${address.secret}` },
    signal: AbortSignal.timeout(5000),
  })
  if (!answer.ok) throw new Error(`the other host answered ${answer.status}`)
  const { link } = (await answer.json()) as { readonly link: string | null }
  return link
}
