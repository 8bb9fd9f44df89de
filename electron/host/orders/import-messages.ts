import type { PreparedSlice, TargetShop } from '../../../db/orders/import/prepared.ts'
import type { PreviewSample } from '../../../db/orders/import/preview-slice.ts'
import type { StagedRow } from '../../../db/orders/import/stage.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { FileProblemCode, RowProblem } from '../../../shared/orders/files/types.ts'
import type { PackedTexts } from './packed-texts.ts'

/** What the import worker is asked to do. It never writes: the host does, slice by slice. */
export type ImportTask =
  | {
      readonly kind: 'read'
      readonly fileName: string
      /** Where the host has laid it down (incoming-file.ts). */
      readonly path: string
      readonly mappings: Readonly<Record<string, UserMapping>>
    }
  | { readonly kind: 'parse'; readonly dataDir: string; readonly file: StagedFile; readonly slice: number }
  | { readonly kind: 'preview'; readonly dataDir: string; readonly files: readonly StagedFile[] }

export interface StagedFile {
  readonly id: number
  readonly header: readonly string[]
  readonly mapping: UserMapping | null
  readonly exportedAt: number
  /** Last order number that was applied before an interruption; '' at first. */
  readonly appliedTo: string
  readonly shop: TargetShop & { readonly timeZone: string }
}

/**
 * What it answers; a file is `table`, `rows` and `read` for each of its tables that holds rows. After each `rows`,
 * `slice` and `problems` it waits for one `next`.
 */
export type ImportMessage =
  | {
      readonly kind: 'table'
      /** Which one of a workbook that holds several; null where the file is one table. */
      readonly sheet: string | null
      /** SHA-256 of the file, hexadecimal. */
      readonly contentHash: string
      readonly format: string
      readonly source: string
      readonly carries: 'orders' | 'items' | 'both'
      readonly header: readonly string[]
      readonly unknownColumns: readonly string[]
      readonly mapping: UserMapping | null
    }
  | {
      readonly kind: 'rows'
      readonly rows: readonly Omit<StagedRow, 'cells'>[]
      /** The `cells` of each row. */
      readonly cells: PackedTexts
      readonly problems: readonly RowProblem[]
    }
  | {
      readonly kind: 'read'
      readonly rowCount: number
      /** Of the rows of orders; '' where a row names none. */
      readonly shopNames: readonly string[]
      readonly shopColumn: string | null
      /** As on the wall of the shop's zone, which is not known yet. */
      readonly newestWall: number | null
    }
  | {
      readonly kind: 'mapping-needed'
      readonly signature: string
      readonly header: readonly string[]
      readonly samples: readonly (readonly string[])[]
      readonly suggestion: Readonly<Record<string, string>>
    }
  | {
      readonly kind: 'slice'
      readonly slice: Omit<PreparedSlice, 'orders'> & {
        /** JSON of a PreparedOrder each: cheaper to send than objects, and parsed when its turn comes. */
        readonly orders: PackedTexts
      }
    }
  | {
      readonly kind: 'problems'
      readonly importFileId: number
      readonly problems: readonly RowProblem[]
      readonly rows: number
    }
  | {
      readonly kind: 'previewed'
      readonly summary: PreviewSummary
      readonly samples: readonly PreviewSample[]
    }
  /** The task is over; the worker waits for another. */
  | { readonly kind: 'end' }
  | {
      readonly kind: 'file-problem'
      readonly code: FileProblemCode
      readonly detail: Readonly<Record<string, string | number>>
    }

export interface PreviewSummary {
  readonly orders: { readonly added: number; readonly updated: number; readonly unchanged: number }
  readonly lines: { readonly added: number; readonly updated: number; readonly unchanged: number }
  readonly masked: number
  readonly overtaken: number
  readonly unmatchedLines: number
  readonly addressDiffers: number
}
