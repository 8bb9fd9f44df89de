import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { SafeStorage } from 'electron'
import { app } from './app.ts'
import { strict } from './strict.ts'

/** One safe for each user's settings folder, as the system has one for each user of a PC. */
const key = () =>
  createHash('sha256')
    .update(`safe of ${app.getPath('appData')}`)
    .digest()

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptString: (text: string) => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key(), nonce)
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, cipher.getAuthTag(), body])
  },
  decryptString: (wrapped: Buffer) => {
    const cipher = createDecipheriv('aes-256-gcm', key(), wrapped.subarray(0, 12))
    cipher.setAuthTag(wrapped.subarray(12, 28))
    return Buffer.concat([cipher.update(wrapped.subarray(28)), cipher.final()]).toString('utf8')
  },
} satisfies Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
>)
