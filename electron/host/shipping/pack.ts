import type { CommandScope } from '../../../db/command.ts'
import { closeParcel } from '../../../db/shipping/close-parcel.ts'
import { readParcel } from '../../../db/shipping/parcel-view.ts'
import { scan } from '../../../db/shipping/scan.ts'
import { type relabel, type takeOut, type unpack, voidParcel } from '../../../db/shipping/undo-packing.ts'
import { businessDate } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import { seesRecipients } from '../../../shared/settings/roles.ts'
import { maskAddress, maskName, maskPhone } from '../../../shared/shipping/masks.ts'
import type { Parcel, ScanDone } from '../../../shared/shipping/pack-contract.ts'
import type { ReturnOrder } from '../../../shared/shipping/returns-contract.ts'
import { holderText } from '../../../shared/stations/presence.ts'
import { command, type GuardedContext } from '../services.ts'

/**
 * A parcel as its caller may see it: a packer sees in full who the parcel in hand goes to, not those of
 * parcels that have left.
 */
export async function visibleParcel(context: GuardedContext, id: number): Promise<Parcel> {
  const parcel = await readParcel(context.host.store.reader, id)
  const inHand = parcel.state === 'open' || parcel.state === 'packed'
  if (inHand || seesRecipients(context.caller.role)) return parcel
  const { name, phone, address } = parcel.recipient
  return {
    ...parcel,
    recipient: { name: maskName(name), phone: maskPhone(phone), address: maskAddress(address) },
  }
}

/** Whose parcel comes back, as the caller may see it: a packer tells two buyers apart by surname and region. */
export function returnOrderFor(context: GuardedContext, order: ReturnOrder): ReturnOrder {
  if (seesRecipients(context.caller.role)) return order
  return { ...order, recipient: maskName(order.recipient) }
}

/**
 * Runs a packing command. Its kept answer names the parcel only: answers stay for good, and a recipient's
 * address must not (DESIGN §7); the parcel is read anew for the page.
 */
async function packing(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string },
  work: (scope: CommandScope) => Promise<ScanDone>,
): Promise<ScanDone> {
  const { hands } = context.host
  const kept = await command(context, path, input, async (scope) => {
    const { parcel, ...rest } = await work(scope)
    if (rest.did !== 'shown') requireInHand(context, parcel.id)
    return { ...rest, parcelId: parcel.id }
  })
  const { parcelId, ...rest } = kept
  if (rest.did === 'closed') hands.letGo(parcelThing(parcelId))
  else if (rest.did !== 'shown') await hands.take(parcelThing(parcelId), context)
  return { ...rest, parcel: await visibleParcel(context, parcelId) }
}

type ScanCall = Parameters<typeof scan>[1] & { readonly commandId: string }
export function scanCall(
  context: GuardedContext,
  path: readonly string[],
  input: ScanCall,
): Promise<ScanDone> {
  const today = businessDate(context.host.clock())
  return packing(context, path, input, (scope) => scan(scope, input, today))
}

type CloseCall = Parameters<typeof closeParcel>[1] & { readonly commandId: string }
export function closeCall(
  context: GuardedContext,
  path: readonly string[],
  input: CloseCall,
): Promise<ScanDone> {
  return packing(context, path, input, (scope) => closeParcel(scope, input))
}

/** takeOut, unpack, relabel: commands that give the parcel as it stands then. */
export async function parcelCall(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly parcelId: number },
  work: (scope: CommandScope) => ReturnType<typeof takeOut | typeof unpack | typeof relabel>,
): Promise<Parcel> {
  await command(context, path, input, async (scope) => {
    requireInHand(context, input.parcelId)
    await work(scope)
    return null
  })
  const parcel = await visibleParcel(context, input.parcelId)
  if (parcel.state === 'open') await context.host.hands.take(parcelThing(parcel.id), context)
  return parcel
}

/** Everything out of it, and nobody has it in hand. Raises parcel-in-hand besides what `voidParcel` raises. */
export async function giveUpParcel(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string; readonly parcelId: number },
) {
  const answer = await command(context, path, input, (scope) => {
    requireInHand(context, input.parcelId)
    return voidParcel(scope, input.parcelId)
  })
  context.host.hands.letGo(parcelThing(input.parcelId))
  return answer
}

const parcelThing = (id: number) => `parcel ${id}`

/** Two people never pack one parcel: raises parcel-in-hand where somebody else does. */
function requireInHand(context: GuardedContext, id: number): void {
  const holder = context.host.hands.holder(parcelThing(id), context)
  if (holder) throw new YifangError('parcel-in-hand', { parcelId: id, who: holderText(holder) })
}

/** Goes on with a parcel, from somebody else's hands only where that is said. Raises parcel-in-hand, not-found. */
export async function takeUpParcel(
  context: GuardedContext,
  { id, takeOver }: { readonly id: number; readonly takeOver: boolean },
): Promise<Parcel> {
  const parcel = await visibleParcel(context, id)
  if (parcel.state !== 'open') return parcel
  if (!takeOver) requireInHand(context, id)
  await context.host.hands.take(parcelThing(id), context)
  return parcel
}

/** It lies there for anybody, unless somebody else took it over. */
export function putParcelAside(context: GuardedContext, id: number): Record<string, never> {
  const { hands } = context.host
  if (!hands.holder(parcelThing(id), context)) hands.letGo(parcelThing(id))
  return {}
}

/** The open parcels of the table with who else has them in hand. */
export function withHolders<R extends { readonly id: number }>(context: GuardedContext, rows: readonly R[]) {
  return rows.map((row) => ({ ...row, holder: context.host.hands.holder(parcelThing(row.id), context) }))
}
