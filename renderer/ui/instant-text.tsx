import { businessDate, formatInstant } from '../../shared/dates.ts'
import { useNow } from './use-now.ts'

/** A moment in the workshop's time; of this year without the year, its seconds in the tooltip. */
export function InstantText({ at, day = false }: { readonly at: number | null; readonly day?: boolean }) {
  const now = useNow()
  if (at === null) return <span className="number">—</span>
  const thisYear = businessDate(now).slice(0, 4)
  const text = day ? businessDate(at) : formatInstant(at)
  const shown = text.startsWith(thisYear) ? text.slice(5) : text
  return (
    <time className="number" dateTime={new Date(at).toISOString()} title={formatInstant(at, undefined, true)}>
      {shown}
    </time>
  )
}
