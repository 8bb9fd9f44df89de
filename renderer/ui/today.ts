import { businessDate } from '../../shared/dates.ts'
import { now } from './clock.ts'

/** Today's business date, by the clock of the PC that keeps the books. */
export function today(): string {
  return businessDate(now())
}
