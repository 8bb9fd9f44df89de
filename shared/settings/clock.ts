import { z } from 'zod'
import { dayMs, hourMs, type Instant } from '../dates.ts'
import { commandInput, instantSchema, procedure } from '../rpc.ts'

/** What may be wrong with a PC's clock, seen from the last entry that was written. */
export type ClockDoubt = 'behind' | 'ahead'

/** Time servers and daylight saving move a clock by less; an empty battery by years. */
const mayBeBehind = hourMs
/** A workshop closes for the Spring Festival, the farm season, an illness; longer than this somebody is asked. */
const mayBeAhead = 60 * dayMs

/** Whether `now` can be when somebody writes after an entry of `lastAt`. Null: it can, or nothing was ever written. */
export function clockDoubt(now: Instant, lastAt: Instant | null): ClockDoubt | null {
  if (lastAt === null) return null
  if (now < lastAt - mayBeBehind) return 'behind'
  return now > lastAt + mayBeAhead ? 'ahead' : null
}

export const clockContract = {
  /** What the host's clock says beside the last entry. */
  state: procedure.output(
    z.object({
      doubt: z.enum(['behind', 'ahead']).nullable(),
      now: instantSchema,
      lastAt: instantSchema.nullable(),
    }),
  ),
  /** Somebody looked at the date and says that it is right: what is written from now on carries it. */
  confirm: procedure.input(commandInput({ now: instantSchema })).output(z.object({})),
}
