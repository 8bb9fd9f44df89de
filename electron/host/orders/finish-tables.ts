import { discardStaged, finishStaging } from '../../../db/orders/import/stage.ts'
import { instantOfWall } from '../../../shared/dates.ts'
import { filePlatform } from '../../../shared/orders/file-shops.ts'
import { exportTimeFromName } from '../../../shared/orders/files/export-time.ts'
import type { FileRefusal, ImportQuestion } from '../../../shared/orders/imports-contract.ts'
import type { Platform } from '../../../shared/orders/platforms.ts'
import type { HostServices } from '../services.ts'
import { type FileShops, type ShopChoice, shopsOfFile } from './file-shops.ts'
import type { ImportMessage } from './import-messages.ts'

/** What the user said of the files. */
export interface FileChoice extends ShopChoice {
  /** Asked of the user where neither name nor content tells. */
  readonly exportedAt: number | null
}

export type Read = Extract<ImportMessage, { kind: 'read' }>
export type Table = Extract<ImportMessage, { kind: 'table' }>

/** The file is staged or refused; or what must be known first, with its shops where only its export time is missing. */
export type Outcome =
  | { readonly ids: readonly number[] }
  | { readonly refusal: FileRefusal }
  | { readonly questions: readonly ImportQuestion[] }
  | { readonly timeless: Mates }

/** Files of the same platform and shops, exported together. */
export interface Mates {
  readonly platform: Platform | null
  readonly shopIds: readonly number[]
}

/** One table of a file as it is staged: a workbook may hold several. */
export interface StagedTable {
  readonly id: number
  readonly table: Table
  read?: Read
}

/**
 * Ends the staging of a file that has been read, once it is known whose it is and when it was exported. `given`:
 * where the choice's export time comes from, the user or the file it came with. Raises file-other-platform.
 */
export async function finishTables(
  host: HostServices,
  choice: FileChoice,
  file: File,
  tables: readonly StagedTable[],
  given: 'user' | 'content',
): Promise<Outcome> {
  const found = await shopsOfTables(host, choice, file, tables)
  const questions = found.flatMap(({ shops }) => shops.questions)
  if (questions.length > 0) return { questions }
  const [first] = found
  if (!first) throw new Error('the import worker ended without a table')
  const fromName = exportTimeFromName(file.name, first.shops.timeZone)
  // The sheets of a workbook were exported together, though only one may tell when.
  const times = found.flatMap(({ staged, shops }) =>
    staged.read.newestWall === null ? [] : [instantOfWall(staged.read.newestWall, shops.timeZone)],
  )
  const inside = times.length > 0 ? Math.max(...times) : null
  const exportedAt = fromName ?? inside ?? choice.exportedAt
  const mine = found.filter(({ shops }) => shops.shops.size > 0)
  if (exportedAt === null && mine.length > 0) {
    const shopIds = mine.flatMap(({ shops }) => [...shops.shops.values()])
    return { timeless: { platform: filePlatform(mine[0]!.staged.table), shopIds } }
  }
  const ids: number[] = []
  for (const { staged, shops } of found) {
    if (shops.shops.size === 0 || exportedAt === null) {
      await discardStaged(host.store.writer, [staged.id])
      continue
    }
    const facts = {
      exportedAt,
      exportSource: fromName !== null ? ('name' as const) : inside !== null ? ('content' as const) : given,
      rowCount: staged.read.rowCount,
      shops: shops.shops,
      unknownShops: shops.unknownShops,
      shopColumn: staged.read.shopColumn,
    }
    ids.push(...(await finishStaging(host.store, staged.id, facts)))
  }
  return { ids }
}

interface TableShops {
  readonly staged: StagedTable & { readonly read: Read }
  readonly shops: FileShops
}

/** Whose each table is. A sheet that names no shop is of the one that another sheet of its workbook names. */
async function shopsOfTables(
  host: HostServices,
  choice: FileChoice,
  file: File,
  tables: readonly StagedTable[],
): Promise<TableShops[]> {
  const look = async ({ id, table, read }: StagedTable, said: ShopChoice): Promise<TableShops> => {
    if (!read) throw new Error('the import worker ended without an answer')
    const shops = await shopsOfFile(host, said, file.name, table, read.shopNames)
    return { staged: { id, table, read }, shops }
  }
  const found: TableShops[] = []
  for (const table of tables) found.push(await look(table, choice))
  const named = new Map<Platform | null, Set<number>>()
  for (const { staged, shops } of found) {
    const platform = filePlatform(staged.table)
    named.set(platform, new Set([...(named.get(platform) ?? []), ...shops.shops.values()]))
  }
  return Promise.all(
    found.map((one) => {
      const [question, ...more] = one.shops.questions
      if (question?.kind !== 'shop' || question.shopName !== '' || more.length > 0) return one
      const [shopId, ...others] = named.get(question.platform) ?? []
      if (shopId === undefined || others.length > 0) return one
      return look(one.staged, { ...choice, shops: [...choice.shops, { ...question, shopId }] })
    }),
  )
}
