/** `npm run update:keygen -- FILE`: makes the key pair that signs releases. The private key belongs into a safe, not here. */
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { writtenKey } from '../electron/host/settings/updates/release-key.ts'

const file = process.argv[2]
if (!file) {
  console.error('npm run update:keygen -- FILE   (a new file, outside the repository)')
  process.exit(2)
}
const root = resolve(import.meta.dirname, '..')
if (!relative(root, resolve(file)).startsWith('..')) {
  console.error('The private key must lie outside the repository.')
  process.exit(2)
}
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
// wx: a key that is there already is never overwritten.
writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
console.log(`Private key: ${file}. Keep two copies, none of them online.`)
console.log(
  `Add to releaseKeys in electron/host/settings/updates/release-key.ts:\n  '${writtenKey(publicKey)}',`,
)
