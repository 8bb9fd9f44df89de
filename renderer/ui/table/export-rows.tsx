import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ExportButton } from './export-button.tsx'

type Cell = string | number | null

/** Rows that the screen holds whole, as a workbook: for lists that are not read in pages. */
export function ExportRows<R>(props: {
  /** Without its ending. */
  readonly fileName: string
  readonly rows: readonly R[]
  readonly columns: readonly (readonly [title: string, of: (row: R) => Cell])[]
}) {
  const may = useMay()
  if (!may('settings.sheet')) return null
  return (
    <ExportButton
      disabled={props.rows.length === 0}
      onExport={() =>
        client.settings.sheet({
          fileName: props.fileName,
          header: props.columns.map(([title]) => title),
          rows: props.rows.map((row) => props.columns.map(([, of]) => of(row))),
        })
      }
    />
  )
}
