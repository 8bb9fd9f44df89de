import { setTimeout as sleep } from 'node:timers/promises'
import type { ContractRouterClient } from '@orpc/contract'
import { v7 } from 'uuid'
import type { Contract } from '../../shared/contract.ts'
import { DoorClosed } from '../../shared/stations/door-closed.ts'
import type { PrintOut } from '../host/stations/print-queue.ts'

type Printing = Pick<
  ContractRouterClient<Contract>['stations']['printing'],
  'recover' | 'next' | 'take' | 'end'
>

/** Milliseconds between two questions whether something waits, and after a door that does not let in. */
const askEvery = 1500
const closedFor = 15_000

/**
 * Prints on this PC's printers what other stations have printed there, one document after the other, until `signal` ends it.
 * Each is claimed before the printer hears of it, and its end is told again and again until the workshop has heard it: whatever
 * link or program fails in between, it does not come out twice by itself. Never rejects.
 */
export async function printForOthers(printing: Printing, out: PrintOut, signal: AbortSignal): Promise<void> {
  // What a run before this one had taken is asked about, before anything is taken.
  await untilAnswered((commandId) => printing.recover({ commandId }), signal)
  while (!signal.aborted) {
    let wait = askEvery
    const job = await printing.next(undefined, { signal }).catch((error: unknown) => {
      wait = waitAfter(error)
      return null
    })
    if (job === null) {
      await pause(wait, signal)
      continue
    }
    const { id, content } = job
    const claim = await untilAnswered((commandId) => printing.take({ commandId, id }), signal)
    if (!claim?.taken) continue
    const end = content ? await out(content) : ({ state: 'failed', reason: 'failed', detail: '' } as const)
    await untilAnswered((commandId) => printing.end({ commandId, id, end }), signal)
  }
}

/** One command under one id, until it was answered. Undefined: it was ended before. */
async function untilAnswered<A>(
  send: (commandId: string) => Promise<A>,
  signal: AbortSignal,
): Promise<A | undefined> {
  const commandId = v7()
  while (!signal.aborted) {
    try {
      return await send(commandId)
    } catch (error) {
      await pause(waitAfter(error), signal)
    }
  }
  return undefined
}

const waitAfter = (error: unknown) => (error instanceof DoorClosed ? closedFor : askEvery)
const pause = (wait: number, signal: AbortSignal) => sleep(wait, undefined, { signal }).catch(() => {})
