import type { ExportedList } from '../../../shared/inventory/contract.ts'
import { client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'

/** How a stock list is exported, for a DataTable; undefined for who may not. */
export function useListExport(list: ExportedList, itemId?: number) {
  const may = useMay()
  const { language } = useSession()
  if (!may('inventory.exportList')) return undefined
  return () =>
    client.inventory.exportList({ list, headers: language, ...(itemId !== undefined && { itemId }) })
}

/** The same as a button, for lists that are no DataTable. */
export function ExportList({ list, itemId }: { readonly list: ExportedList; readonly itemId?: number }) {
  const onExport = useListExport(list, itemId)
  return onExport ? <ExportButton onExport={onExport} /> : null
}
