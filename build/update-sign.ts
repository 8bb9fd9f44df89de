/**
 * `npm run update:sign -- --key FILE --setup FILE --notes FILE [--min VERSION] [--out FOLDER]`: makes the `.yifang-update` of a
 * setup, the setup's own companions, and what a server needs. See docs/release.md.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { newestVersion } from '../db/migrate.ts'
import { programKeys, writtenKey } from '../electron/host/settings/updates/release-key.ts'
import {
  describeSetup,
  openUpdate,
  readNotes,
  setupNameOf,
  verifyKeptSetup,
} from '../electron/host/settings/updates/update-file.ts'
import {
  canonicalManifest,
  signManifest,
  updateHeader,
} from '../electron/host/settings/updates/update-format.ts'
import { updateManifestSchema } from '../shared/settings/update-contract.ts'

const { values } = parseArgs({
  options: {
    key: { type: 'string' },
    setup: { type: 'string' },
    notes: { type: 'string' },
    min: { type: 'string', default: '0.1.0' },
    date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    platform: { type: 'string', default: 'win32' },
    arch: { type: 'string', default: 'x64' },
    out: { type: 'string' },
    /** For a key that no program knows yet: a trial. */
    'any-key': { type: 'boolean', default: false },
  },
})
if (!values.key || !values.setup || !values.notes) {
  console.error('npm run update:sign -- --key FILE --setup FILE --notes FILE [--min VERSION] [--out FOLDER]')
  process.exit(2)
}
const setup = resolve(values.setup)
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
  version: string
}
const name = setupNameOf(version)
if (basename(setup) !== name) throw new Error(`the setup of ${version} is called ${name}`)
const key = createPrivateKey(readFileSync(values.key))
const publicKey = createPublicKey(key)
if (!values['any-key'] && !programKeys().some((known) => writtenKey(known) === writtenKey(publicKey)))
  throw new Error(
    'no program would accept this key: it is not in electron/host/settings/updates/release-key.ts',
  )

const manifest = updateManifestSchema.parse({
  product: 'yifang',
  version,
  platform: values.platform,
  arch: values.arch,
  schema: newestVersion,
  minVersion: values.min,
  ...(await describeSetup(setup)),
  notes: await readNotes(values.notes),
  date: values.date,
})
const signature = signManifest(manifest, key)
const folder = values.out ? resolve(values.out) : dirname(setup)
mkdirSync(folder, { recursive: true })
const update = join(folder, `Yifang-${version}.yifang-update`)
writeFileSync(update, updateHeader(manifest, signature))
await pipeline(createReadStream(setup), createWriteStream(update, { flags: 'a' }))
for (const stem of [`${setup}`, join(folder, 'yifang-update')]) {
  writeFileSync(`${stem}.json`, canonicalManifest(manifest))
  writeFileSync(`${stem}.sig`, signature.toString('base64'))
}
await openUpdate(update, [publicKey])
await verifyKeptSetup(setup, [publicKey])
console.log(
  `${update}\n  version ${version}, ${manifest.platform} ${manifest.arch}, schema ${manifest.schema}`,
)
