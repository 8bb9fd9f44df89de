import type { Kysely } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { readWorkshop } from '../settings/workshop.ts'

/** Who this workshop is in files that go to others, with its own key. The private key never leaves the host. */
export async function readOwnKey(db: Kysely<Database>): Promise<{
  readonly siteId: string
  readonly name: string
  readonly phone: string
  readonly publicKey: string
  readonly privateKey: string
}> {
  const row = await db
    .selectFrom('workshop')
    .select(['site_id', 'public_key', 'private_key'])
    .executeTakeFirstOrThrow()
  const { name, phone } = await readWorkshop(db)
  return { siteId: row.site_id, name, phone, publicKey: row.public_key, privateKey: row.private_key }
}

export interface Sender {
  readonly siteId: string
  readonly name: string
  readonly publicKey: string
}

/** A key that somebody compared once. */
export interface ConfirmedKey {
  readonly id: number
  readonly siteId: string
  readonly name: string
  readonly publicKey: string
  readonly confirmedAt: number
}

/**
 * What is known of a sender. `changed`: its workshop signed with another key before. `new`: nobody compared a key of
 * it; `before` then holds workshops of the same name, since one whose program was installed anew comes as a stranger.
 */
export interface SenderTrust {
  readonly state: 'known' | 'new' | 'changed'
  readonly before: readonly ConfirmedKey[]
}

/** Whether a sender's key was confirmed, and which keys it may have had before. */
export async function senderTrust(db: Kysely<Database>, from: Sender): Promise<SenderTrust> {
  const rows = await db
    .selectFrom('partner_key')
    .selectAll()
    .where((where) => where.or([where('site_id', '=', from.siteId), where('name', '=', from.name)]))
    .orderBy('id')
    .execute()
  const own = rows.find((row) => row.site_id === from.siteId)
  if (own?.public_key === from.publicKey) return { state: 'known', before: [] }
  return {
    state: own ? 'changed' : 'new',
    before: (own ? [own] : rows).map((row) => ({
      id: row.id,
      siteId: row.site_id,
      name: row.name,
      publicKey: row.public_key,
      confirmedAt: row.confirmed_at,
    })),
  }
}

/**
 * Raises job-own where a file was written here: an order that went out would come back as somebody else's work, and be
 * made and charged twice.
 */
export async function refuseOwn(db: Kysely<Database>, from: Sender): Promise<void> {
  const { siteId } = await readOwnKey(db)
  if (from.siteId === siteId) throw new YifangError('job-own', {})
}

/** Keeps a sender's key once somebody has compared it. Raises job-key-new where nobody has, job-key-changed. */
export async function trustSender(scope: CommandScope, from: Sender, confirmed: boolean): Promise<void> {
  const { state } = await senderTrust(scope.trx, from)
  if (state === 'known') return
  if (state === 'changed') throw new YifangError('job-key-changed', { name: from.name })
  if (!confirmed) throw new YifangError('job-key-new', { name: from.name })
  await scope.insert('partner_key', {
    site_id: from.siteId,
    name: from.name,
    public_key: from.publicKey,
    confirmed_at: scope.at,
  })
}

/**
 * Takes a sender's key in place of one that it had before, after the owner compared it: of the same workshop, or of the
 * same name where its program was installed anew and so became another site; what hangs on the old site (its jobs here,
 * the partner it is) goes over. Raises not-found where the old key is of neither.
 */
export async function trustNewKey(scope: CommandScope, from: Sender, keyId: number): Promise<null> {
  const { state, before } = await senderTrust(scope.trx, from)
  if (state === 'known') return null
  if (!before.some(({ id }) => id === keyId))
    throw new YifangError('not-found', { what: 'partner_key', id: keyId })
  const old = await scope.update('partner_key', keyId, {
    site_id: from.siteId,
    name: from.name,
    public_key: from.publicKey,
    confirmed_at: scope.at,
  })
  if (old.site_id === from.siteId) return null
  for (const table of ['incoming_job', 'subcontractor'] as const) {
    const rows = await scope.trx.selectFrom(table).select('id').where('site_id', '=', old.site_id).execute()
    for (const { id } of rows) await scope.update(table, id, { site_id: from.siteId })
  }
  return null
}

/** Lets a partner's files be signed by another workshop again: the next one is asked about. Raises not-found. */
export async function forgetPartnerKey(scope: CommandScope, partnerId: number): Promise<null> {
  await scope.update('subcontractor', partnerId, { site_id: '' })
  return null
}
