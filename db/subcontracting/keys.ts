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

/** Whether a sender's key was confirmed. Raises job-key-changed where another key was. */
export async function isKnownSender(db: Kysely<Database>, from: Sender): Promise<boolean> {
  const row = await db
    .selectFrom('partner_key')
    .select('public_key')
    .where('site_id', '=', from.siteId)
    .executeTakeFirst()
  if (row && row.public_key !== from.publicKey) throw new YifangError('job-key-changed', { name: from.name })
  return row !== undefined
}

/** Keeps a sender's key once somebody has compared it. Raises job-key-new where nobody has, job-key-changed. */
export async function trustSender(scope: CommandScope, from: Sender, confirmed: boolean): Promise<void> {
  if (await isKnownSender(scope.trx, from)) return
  if (!confirmed) throw new YifangError('job-key-new', { name: from.name })
  await scope.insert('partner_key', {
    site_id: from.siteId,
    name: from.name,
    public_key: from.publicKey,
    confirmed_at: scope.at,
  })
}
