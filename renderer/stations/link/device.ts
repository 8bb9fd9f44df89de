import { openDB } from 'idb'
import { base64url } from '../../../shared/stations/proof.ts'

/** What makes this browser one of the workshop's devices. The private key cannot be read out, not even by this page. */
export interface Device {
  readonly privateKey: CryptoKey
  /** SPKI, base64url. */
  readonly publicKey: string
  /** The workshop that it was paired with, by its certificate's fingerprint; null before. */
  readonly host: string | null
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const

const open = () =>
  openDB('yifang-device', 1, {
    upgrade: (db) => {
      db.createObjectStore('device')
    },
  })

export async function readDevice(): Promise<Device | null> {
  const db = await open()
  const device = (await db.get('device', 'own')) as Device | undefined
  db.close()
  return device ?? null
}

export async function makeDevice(): Promise<Device> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey))
  const device: Device = { privateKey, publicKey: base64url(spki), host: null }
  await keepDevice(device)
  // Asks the browser not to clear it when the disk is short; whether it does is its own affair.
  await navigator.storage?.persist?.().catch(() => false)
  return device
}

export async function keepDevice(device: Device): Promise<void> {
  const db = await open()
  await db.put('device', device, 'own')
  db.close()
}

export async function signature(device: Device, text: string): Promise<string> {
  const signed = await crypto.subtle.sign(
    { ...algorithm, hash: 'SHA-256' },
    device.privateKey,
    new TextEncoder().encode(text),
  )
  return base64url(new Uint8Array(signed))
}
