import { DoorClosed } from '../../../shared/stations/door-closed.ts'
import { type DoorReason, entryText } from '../../../shared/stations/proof.ts'
import { type Device, signature } from './device.ts'

declare const __YIFANG_VERSION__: string
export const pageVersion = __YIFANG_VERSION__

export interface Entered {
  readonly session: string
  /** Of the host's program. */
  readonly version: string
  readonly isCurrent: boolean
}

/** Posts to the door. Raises DoorClosed, or what fetch raises where nobody answers. */
export async function post<A>(path: string, body: object): Promise<A> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as A & { readonly reason?: DoorReason }
  if (!response.ok) throw new DoorClosed(answer.reason ?? 'unknown')
  return answer
}

/** Comes in with the device's key. Raises what `post` raises. */
export async function enter(device: Device): Promise<Entered> {
  const { challenge, host } = await post<{ challenge: string; host: string }>('/pair/challenge', {})
  if (device.host !== null && device.host !== host) throw new DoorClosed('other-host')
  return post<Entered>('/pair/enter', {
    publicKey: device.publicKey,
    challenge,
    signature: await signature(device, entryText(challenge, host)),
    version: pageVersion,
  })
}
