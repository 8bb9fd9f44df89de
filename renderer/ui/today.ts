import { businessDate } from '../../shared/dates.ts'

/** Today's business date by this PC's clock. */
export function today(): string {
  return businessDate(Date.now())
}
