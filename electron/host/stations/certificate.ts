import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AsnConvert } from '@peculiar/asn1-schema'
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { stationsFolder } from '../../../db/stations/shut-out.ts'
import { privateRanges } from './cards.ts'

/** What the station door shows and what stations are asked to trust; all in PEM. */
export interface DoorIdentity {
  readonly root: string
  readonly cert: string
  readonly key: string
  /** SHA-256 of the root, in hex. */
  readonly fingerprint: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const day = 86_400_000
/** Some systems refuse longer ones, even under a root of one's own. */
const doorDays = 390
const renewDays = 30
const rootYears = 15

/**
 * The certificate of this workshop's door for an address and a name of its network, made where there is none, where the
 * address changed, or where it ends within a month. Its root is made once, stays in the data folder, and can vouch for
 * private addresses and `.local` names only (RFC 5280 name constraints): whoever takes its key cannot pass for a bank.
 */
export async function doorIdentity(
  dataDir: string,
  names: { readonly address: string; readonly hostName: string; readonly workshop: string },
  now: number,
): Promise<DoorIdentity> {
  await mkdir(stationsFolder(dataDir), { recursive: true, mode: 0o700 })
  const root = (await readRoot(dataDir, now)) ?? (await makeRoot(dataDir, names.workshop, now))
  const fingerprint = new X509Certificate(root.cert).fingerprint256
  const kept = await readPair(dataDir, 'door')
  const door =
    kept && fits(kept.cert, root.cert, names, now) ? kept : await makeDoor(dataDir, root, names, now)
  return { root: root.cert, ...door, fingerprint }
}

interface Pair {
  readonly cert: string
  readonly key: string
}

async function readPair(dataDir: string, name: 'root' | 'door'): Promise<Pair | null> {
  try {
    const [cert, key] = await Promise.all(
      ['crt', 'key'].map((end) => readFile(join(stationsFolder(dataDir), `${name}.${end}`), 'utf8')),
    )
    return { cert: cert!, key: key! }
  } catch {
    return null
  }
}

async function readRoot(dataDir: string, now: number): Promise<Pair | null> {
  const pair = await readPair(dataDir, 'root')
  if (pair === null) return null
  try {
    return Date.parse(new X509Certificate(pair.cert).validTo) > now ? pair : null
  } catch {
    // Half written, or not ours: stations are asked to trust a new one.
    return null
  }
}

function fits(
  cert: string,
  root: string,
  { address, hostName }: { address: string; hostName: string },
  now: number,
) {
  try {
    const door = new X509Certificate(cert)
    return (
      door.verify(new X509Certificate(root).publicKey) &&
      door.checkIP(address) !== undefined &&
      door.checkHost(hostName) !== undefined &&
      Date.parse(door.validTo) - now > renewDays * day &&
      Date.parse(door.validFrom) <= now
    )
  } catch {
    return false
  }
}

const subtree = (name: ConstructorParameters<typeof GeneralName>[0]) =>
  new GeneralSubtree({ base: new GeneralName(name) })

async function makeRoot(dataDir: string, workshop: string, now: number): Promise<Pair> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const constraints = new NameConstraints({
    permittedSubtrees: new GeneralSubtrees([
      subtree({ dNSName: 'local' }),
      ...privateRanges.map((range) => subtree({ iPAddress: range })),
    ]),
  })
  const cert = await X509CertificateGenerator.createSelfSigned({
    // The workshop's name would tell a stranger whose network it is: its random mark does not.
    name: `CN=Yifang ${workshop}`,
    keys,
    notBefore: new Date(now - day),
    notAfter: new Date(now + rootYears * 365 * day),
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new Extension('2.5.29.30', true, AsnConvert.serialize(constraints)),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return keep(dataDir, 'root', { cert: cert.toString('pem'), key: await pemOf(keys.privateKey) })
}

async function makeDoor(
  dataDir: string,
  root: Pair,
  { address, hostName }: { readonly address: string; readonly hostName: string },
  now: number,
): Promise<Pair> {
  const signingKey = await crypto.subtle.importKey('pkcs8', derOf(root.key), algorithm, false, ['sign'])
  const issuer = new X509Certificate(root.cert)
  const issuerKey = await crypto.subtle.importKey(
    'spki',
    new Uint8Array(issuer.publicKey.export({ type: 'spki', format: 'der' })),
    algorithm,
    true,
    ['verify'],
  )
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await X509CertificateGenerator.create({
    subject: `CN=${hostName}`,
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    notBefore: new Date(now - day),
    notAfter: new Date(now + doorDays * day),
    signingAlgorithm: algorithm,
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: hostName },
        { type: 'ip', value: address },
      ]),
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await AuthorityKeyIdentifierExtension.create(issuerKey),
    ],
  })
  return keep(dataDir, 'door', { cert: cert.toString('pem'), key: await pemOf(keys.privateKey) })
}

async function keep(dataDir: string, name: 'root' | 'door', pair: Pair): Promise<Pair> {
  const file = (end: string) => join(stationsFolder(dataDir), `${name}.${end}`)
  await writeFile(file('key'), pair.key, { mode: 0o600 })
  await writeFile(file('crt'), pair.cert)
  return pair
}

async function pemOf(key: CryptoKey): Promise<string> {
  const text = Buffer.from(await crypto.subtle.exportKey('pkcs8', key)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${text.replaceAll(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))
}
