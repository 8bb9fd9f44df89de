import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { Worker } from '../../shared/workers/contract.ts'
import { api } from '../app/client.ts'
import { useIsTouch } from '../app/touch.ts'
import { byInitials } from '../ui/by-initials.ts'
import { ErrorNote } from '../ui/error-note.tsx'

/** A worker, found by name or initials. */
export function WorkerSelect({
  who = ({ archived }) => !archived,
  ...props
}: {
  readonly label: string
  readonly placeholder?: string
  readonly value: number | null
  readonly onChange: (worker: Worker | null) => void
  /** Who may be chosen: whoever has not left, unless the screen says otherwise. */
  readonly who?: (worker: Worker) => boolean
  readonly clearable?: boolean
  readonly autoFocus?: boolean
  readonly size?: 'large'
  readonly width?: number | string
}) {
  const query = useQuery(api.workers.list.queryOptions())
  const workers = query.data ?? []
  const isTouch = useIsTouch()
  const { width = '100%' } = props
  return (
    <Select
      showSearch={byInitials}
      allowClear={props.clearable ?? false}
      autoFocus={props.autoFocus ?? false}
      size={props.size ?? 'middle'}
      // Larger letters want more room.
      style={{ width: isTouch && typeof width === 'number' ? width * 1.35 : width }}
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={props.value}
      notFoundContent={query.error ? <ErrorNote error={query.error} /> : undefined}
      options={workers.filter(who).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: number | null | undefined) =>
        props.onChange(workers.find((one) => one.id === id) ?? null)
      }
    />
  )
}
