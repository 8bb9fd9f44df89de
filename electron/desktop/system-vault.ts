import { safeStorage } from 'electron'
import type { SystemVault } from '../host/workers/data-keys.ts'

/**
 * The system's safe as Electron reaches it: on Windows what it wraps opens for this user on this PC only (DPAPI). On a Linux
 * without a key ring Electron would wrap with a password that everybody knows: that is none.
 */
export const systemVault: SystemVault = {
  wrap: (secret) =>
    isSafe() ? safeStorage.encryptString(Buffer.from(secret).toString('base64')).toString('base64') : null,
  unwrap: (wrapped) => {
    if (!isSafe()) return null
    try {
      return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped, 'base64')), 'base64')
    } catch {
      // Wrapped on another PC or by another user: the recovery code opens it here.
      return null
    }
  },
}

function isSafe(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
}
