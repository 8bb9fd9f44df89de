import { implement, ORPCError } from '@orpc/server'
import { readSetting } from '../../db/settings/settings.ts'
import { contract } from '../../shared/contract.ts'
import { YifangError } from '../../shared/errors.ts'
import { may, type ProcedurePath, permissions, type Role } from '../../shared/settings/roles.ts'
import { kioskFacts } from '../../shared/stations/kiosk.ts'
import type { CallContext, Caller, Connection, HostServices } from './services.ts'
import { storeError } from './store-error.ts'

/**
 * Every procedure of the contract goes through here: who calls, may she, then its input, then the work.
 * Expected errors travel with their code and data; anything else is logged and travels as an id only.
 */
export const procedures = implement(contract)
  .$context<CallContext>()
  .use(async ({ context, path, next }) => {
    const name = path.join('.')
    // A restore waits for the calls on their way, so it cannot be one of them.
    const leave = outsideGate.has(name) ? () => {} : await context.host.gate.enter()
    try {
      const caller = await guard(context.host, context.connection, name)
      return await next({ context: { caller } })
    } catch (error) {
      throw toRpcError(error, context.host, name)
    } finally {
      leave()
    }
  })

const outsideGate: ReadonlySet<string> = new Set([
  'settings.backup.restore',
  'settings.rescue.restore',
  'settings.rescue.startEmpty',
  'settings.rescue.takeSalvaged',
  'settings.rescue.putBack',
  'settings.repair.rescue',
  'settings.rescue.goBack',
  'settings.rescue.goOn',
  'settings.updates.goBack',
])

/** Who is calling. Raises locked or not-allowed. For the procedures open to nobody in particular, user 0. */
export async function guard(host: HostServices, connection: Connection, path: string): Promise<Caller> {
  if (!(path in permissions)) throw new YifangError('not-allowed', { procedure: path })
  requireForDevice(connection, path as ProcedurePath)
  // Without a store nobody can be known: whoever sits at the PC may look, bring a backup or begin anew.
  if (path.startsWith('settings.rescue.') && !host.store.isFilled) return { userId: 0, role: 'worker' }
  const user = await currentUser(host, connection)
  if (path !== 'settings.events.watch' && permissions[path as ProcedurePath] !== null)
    connection.lastCallAt = host.uptime()
  if (permissions[path as ProcedurePath] === null) return user ?? { userId: 0, role: 'worker' }
  if (!user) throw new YifangError('locked', {})
  if (!may(user.role, path as ProcedurePath)) throw new YifangError('not-allowed', { procedure: path })
  return user
}

/** Whoever stands before a paired device: what may be done there has its own bounds. Raises not-allowed. */
function requireForDevice({ paired }: Connection, path: ProcedurePath): void {
  if (!paired) return
  const mayBeCalled = paired.kiosk
    ? kioskFacts[paired.kiosk].may.has(path)
    : permissions[path] === null
      ? !path.startsWith('settings.rescue.')
      : may(paired.role, path)
  if (!mayBeCalled) throw new YifangError('not-allowed', { procedure: path })
}

/** The user of a connection; the first owner where nobody has a PIN yet; null while locked. */
export async function currentUser(host: HostServices, connection: Connection): Promise<Caller | null> {
  const people = await host.store.reader
    .selectFrom('user')
    .select(['id', 'role', 'pin_hash'])
    .where('archived_at', 'is', null)
    .orderBy('id')
    .execute()
  const pinsInUse = people.some((person) => person.pin_hash !== null)
  if (connection.paired && connection.userId === null) return deviceUser(connection, people)
  if (!pinsInUse && !connection.paired) {
    const owner = people.find((person) => person.role === 'owner')!
    return { userId: owner.id, role: owner.role }
  }
  const person = people.find((candidate) => candidate.id === connection.userId)
  if (!person) return null
  const workshop = (await readSetting(host.store.reader, 'workshop')) as { lockAfterMinutes?: number } | null
  const minutes = workshop?.lockAfterMinutes ?? 0
  if (minutes > 0 && host.uptime() - connection.lastCallAt > minutes * 60_000) {
    connection.userId = null
    return null
  }
  return callerAt(connection, person)
}

/**
 * Who works at a paired device while nobody said who she is: its own key let it in. Null where she has a PIN, which she types
 * there as well; but at a kiosk nobody is ever asked.
 */
export function deviceUser(
  connection: Connection,
  people: readonly { readonly id: number; readonly role: Role; readonly pin_hash: string | null }[],
): Caller | null {
  const { paired } = connection
  const person = people.find(({ id }) => id === paired?.userId)
  return person && (paired?.kiosk || person.pin_hash === null) ? callerAt(connection, person) : null
}

/**
 * Whoever a person is, what answers show her (money, wages, recipients) goes no further than what the device before her is
 * for: others stand beside it.
 */
function callerAt({ paired }: Connection, { id, role }: { id: number; role: Role }): Caller {
  const isWide = role === 'owner' || (role === 'office' && paired?.role !== 'worker')
  return { userId: id, role: paired && isWide ? paired.role : role }
}

function toRpcError(raised: unknown, host: HostServices, path: string): ORPCError<string, unknown> {
  const error = storeError(raised)
  if (error instanceof YifangError) return new ORPCError(error.code, { status: 400, data: error.data })
  if (error instanceof ORPCError && error.status < 500) {
    // oRPC's own answer to an input that does not fit the schema.
    if (error.code === 'BAD_REQUEST') {
      return new ORPCError('input-invalid', { status: 400, data: { fields: issueFields(error.cause) } })
    }
    return error
  }
  const id = crypto.randomUUID().slice(0, 8)
  // An answer that is not what the contract promises: which fields, for their values may be anybody's.
  const fields = error instanceof ORPCError ? issueFields(error.cause).map((field) => field.path) : []
  host.log.bug(id, error, {
    procedure: path,
    ...(fields.length > 0 && { fields: fields.slice(0, 20).join(' ') }),
  })
  return new ORPCError('internal', { status: 500, data: { id } })
}

function issueFields(cause: unknown): { path: string; message: string }[] {
  const issues =
    cause instanceof Error && 'issues' in cause && Array.isArray(cause.issues) ? cause.issues : []
  return issues.map((issue: { path?: readonly PropertyKey[]; message?: string }) => ({
    path: (issue.path ?? []).map(String).join('.'),
    message: issue.message ?? '',
  }))
}
