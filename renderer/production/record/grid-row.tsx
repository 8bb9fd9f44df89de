import { Input } from 'antd'
import { memo } from 'react'
import { parsePieces } from '../../../shared/quantity.ts'
import { moveFocus } from '../../ui/grid-keys.ts'

/** What stands across the sheet: a step, or a bundle at one. */
export interface GridColumn {
  readonly key: string
  readonly title: string
  readonly operationId: number
  readonly bundleId: number | null
  readonly left: number
}

interface GridRowProps {
  readonly workerId: number
  readonly name: string
  readonly row: number
  readonly columns: readonly GridColumn[]
  /** A cell for each column. */
  readonly texts: readonly string[]
  readonly onText: (workerId: number, key: string, text: string) => void
  readonly onFocus: (row: number, column: number) => void
}

/**
 * A worker's line of a sheet. Drawn again only where something of its own changed: a sheet of three hundred workers took half
 * a second for each key otherwise.
 */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { workerId, name, row, columns } = props
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map(({ key, title }, column) => {
        const text = props.texts[column] ?? ''
        return (
          <td key={key}>
            <Input
              className="number"
              data-cell={`${row} ${column}`}
              inputMode="numeric"
              aria-label={`${name} ${title}`}
              status={text.trim() !== '' && parsePieces(text) === null ? 'error' : ''}
              value={text}
              onKeyDown={(event) => moveFocus(event, row, column, props.onFocus)}
              onChange={(event) => props.onText(workerId, key, event.target.value)}
            />
          </td>
        )
      })}
    </tr>
  )
}, isSame)

function isSame(a: GridRowProps, b: GridRowProps): boolean {
  return (
    a.workerId === b.workerId &&
    a.name === b.name &&
    a.row === b.row &&
    a.onText === b.onText &&
    a.onFocus === b.onFocus &&
    a.columns.length === b.columns.length &&
    a.columns.every(
      ({ key, title }, index) => key === b.columns[index]?.key && title === b.columns[index]?.title,
    ) &&
    a.texts.every((text, index) => text === b.texts[index])
  )
}
