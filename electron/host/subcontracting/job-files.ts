import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import { YifangError } from '../../../shared/errors.ts'
import {
  canonicalText,
  type JobFile,
  jobFileSchema,
  jobFileVersion,
  shownFingerprint,
} from '../../../shared/subcontracting/job-file.ts'

interface OwnKey {
  readonly siteId: string
  readonly name: string
  readonly phone: string
  readonly publicKey: string
  readonly privateKey: string
}

type Content = Pick<JobFile, 'jobId' | 'sequence' | 'sentAt' | 'kind'> & { readonly body: object }

/** The text of a signed file. */
export function writeJobFile(content: Content, own: OwnKey): string {
  const { siteId, name, phone, publicKey } = own
  const file = {
    format: 'yifang-job',
    version: jobFileVersion,
    ...content,
    from: { siteId, name, phone, publicKey },
  }
  const signature = sign(null, Buffer.from(canonicalText(file)), own.privateKey).toString('base64')
  return `${JSON.stringify({ ...file, signature }, null, 1)}\n`
}

/**
 * Reads a file and checks that it is as its writer signed it. Says nothing of who that is: see `fingerprint`.
 * Raises job-unreadable, job-newer, job-altered.
 */
export function readJobFile(name: string, text: string): JobFile {
  let parsed: unknown
  try {
    // A mail program may put a mark in front.
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new YifangError('job-unreadable', { file: name })
  }
  if (
    typeof parsed !== 'object' ||
    parsed === null ||
    !('format' in parsed) ||
    parsed.format !== 'yifang-job'
  )
    throw new YifangError('job-unreadable', { file: name })
  const { signature, ...content } = parsed as { signature?: unknown; version?: unknown; from?: unknown }
  if (typeof content.version === 'number' && content.version > jobFileVersion)
    throw new YifangError('job-newer', { file: name })
  const { publicKey } = (content.from ?? {}) as { publicKey?: unknown }
  if (
    typeof signature !== 'string' ||
    typeof publicKey !== 'string' ||
    !isSigned(content, publicKey, signature)
  )
    throw new YifangError('job-altered', { file: name })
  const file = jobFileSchema.safeParse(content)
  if (!file.success) throw new YifangError('job-unreadable', { file: name })
  return file.data
}

function isSigned(content: object, publicKey: string, signature: string): boolean {
  try {
    const key = createPublicKey(publicKey)
    if (key.asymmetricKeyType !== 'ed25519') return false
    return verify(null, Buffer.from(canonicalText(content)), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** A key as two people compare it. */
export function fingerprint(publicKey: string): string {
  const der = createPublicKey(publicKey).export({ type: 'spki', format: 'der' })
  return shownFingerprint(createHash('sha256').update(der).digest('hex'))
}
