import type { CommandScope } from '../../../db/command.ts'
import { closeParcel } from '../../../db/shipping/close-parcel.ts'
import { readParcel } from '../../../db/shipping/parcel-view.ts'
import { scan } from '../../../db/shipping/scan.ts'
import type { relabel, takeOut, unpack } from '../../../db/shipping/undo-packing.ts'
import { businessDate } from '../../../shared/dates.ts'
import { seesRecipients } from '../../../shared/settings/roles.ts'
import { maskAddress, maskName, maskPhone } from '../../../shared/shipping/masks.ts'
import type { Parcel, ScanDone } from '../../../shared/shipping/pack-contract.ts'
import type { ReturnOrder } from '../../../shared/shipping/returns-contract.ts'
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
  const kept = await command(context, path, input, async (scope) => {
    const { parcel, ...rest } = await work(scope)
    return { ...rest, parcelId: parcel.id }
  })
  const { parcelId, ...rest } = kept
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
    await work(scope)
    return null
  })
  return visibleParcel(context, input.parcelId)
}
