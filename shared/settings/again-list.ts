import { z } from 'zod'
import { formatInstant } from '../dates.ts'
import type { DoneSince } from './update-contract.ts'

const names = z.record(z.string().max(100), z.string().max(200))

/** What the page calls commands and tables, in the language it shows; a command's dots are dashes there. */
export const againWordsSchema = z.object({
  /** Of the list's columns: what, which, how many rows, when, who. */
  header: z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]),
  commands: names,
  tables: names,
})
export type AgainWords = z.infer<typeof againWordsSchema>

/** What there is to enter again, as it is shown and written into a file; times are the workshop's. */
export interface AgainList {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** By kind, as things are entered: all receipts, then all work of the day. What has no word is named as the database does. */
export function againList(done: readonly DoneSince[], words: AgainWords): AgainList {
  const kind = (row: DoneSince) => words.commands[row.command.replaceAll('.', '-')] ?? row.command
  return {
    header: words.header,
    rows: done
      .toSorted((a, b) => kind(a).localeCompare(kind(b)) || a.at - b.at)
      .map((row) => [
        kind(row),
        `${words.tables[row.table] ?? row.table} ${row.name}`.trim(),
        String(row.rows),
        formatInstant(row.at),
        row.userName,
      ]),
  }
}
