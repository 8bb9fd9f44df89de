import { rm } from 'node:fs/promises'
import { readImportFiles } from '../../../db/orders/import/files.ts'
import {
  beginStaging,
  discardStaged,
  finishStaging,
  type StagedRow,
  stageRows,
} from '../../../db/orders/import/stage.ts'
import { instantOfWall } from '../../../shared/dates.ts'
import { YifangError } from '../../../shared/errors.ts'
import {
  type FileRefusal,
  fileRefusalSchema,
  type ImportFile,
  type ImportQuestion,
} from '../../../shared/orders/contract.ts'
import { filePlatform } from '../../../shared/orders/file-shops.ts'
import { exportTimeFromName } from '../../../shared/orders/files/export-time.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { Platform } from '../../../shared/orders/platforms.ts'
import type { HostServices } from '../services.ts'
import { type FileShops, type ShopChoice, shopsOfFile } from './file-shops.ts'
import type { ImportMessage } from './import-messages.ts'
import { keepIncoming } from './incoming-file.ts'
import { unpackTexts } from './packed-texts.ts'
import { expectTasks, runImportTask } from './run-worker.ts'

export interface StageRequest extends ShopChoice {
  readonly batch: string
  readonly files: readonly File[]
  /** Asked of the user where neither name nor content tells. */
  readonly exportedAt: number | null
}

export interface Staged {
  readonly staged: ImportFile[]
  readonly questions: ImportQuestion[]
  readonly refused: FileRefusal[]
}

type Read = Extract<ImportMessage, { kind: 'read' }>
type Table = Extract<ImportMessage, { kind: 'table' }>

/**
 * Reads order files and stages their rows. A file that needs an answer (its shops, its columns, its export
 * time) comes back as questions and leaves nothing behind, nor does one that is refused; the others stay staged.
 */
export async function stageFiles(host: HostServices, request: StageRequest): Promise<Staged> {
  const questions: ImportQuestion[] = []
  const refused: FileRefusal[] = []
  const ids: number[] = []
  const timeless: { readonly file: File; readonly mates: Mates }[] = []
  try {
    const outcomes: PromiseSettledResult<Outcome>[] = []
    for (const together of inTurns(request.files)) {
      expectTasks(together.length)
      outcomes.push(
        ...(await Promise.allSettled(together.map((file) => stageFile(host, request, file, 'user')))),
      )
    }
    for (const outcome of outcomes)
      if (outcome.status === 'fulfilled' && 'ids' in outcome.value) ids.push(...outcome.value.ids)
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.status === 'rejected') throw outcome.reason
      const file = request.files[index]!
      if ('questions' in outcome.value) questions.push(...outcome.value.questions)
      if ('refusal' in outcome.value) refused.push(outcome.value.refusal)
      if ('timeless' in outcome.value) timeless.push({ file, mates: outcome.value.timeless })
    }
    for (const { file, mates } of timeless) {
      // An item list without any time (Taobao 2017) was exported with the order list it came with.
      const exportedAt = await exportTimeOf(host, request.batch, mates)
      const staged =
        exportedAt === null ? null : await stageFile(host, { ...request, exportedAt }, file, 'content')
      if (staged && 'ids' in staged) ids.push(...staged.ids)
      else questions.push({ kind: 'export-time', fileName: file.name })
    }
  } catch (error) {
    await discardStaged(host.store.writer, ids)
    throw error
  }
  const staged: ImportFile[] = []
  for (const id of ids) staged.push(...(await readImportFiles(host.store.writer, { id })))
  return { staged, questions, refused }
}

/** A file of this size takes the memory of a small import by itself. */
const largeFile = 16 * 1024 * 1024

/**
 * Two at once: each file has a worker of its own, and the writer takes their rows in turn. A large one goes
 * alone, for the memory of a village PC.
 */
function inTurns(files: readonly File[]): File[][] {
  const turns: File[][] = []
  for (const file of files) {
    const last = turns.at(-1)
    if (last?.length === 1 && last[0]!.size + file.size < largeFile) last.push(file)
    else turns.push([file])
  }
  return turns
}

/** The latest export time of the files of a batch that are of a platform and its shops; null where there are none. */
async function exportTimeOf(host: HostServices, batch: string, mates: Mates): Promise<number | null> {
  const files = await readImportFiles(host.store.writer, { batch })
  const times = files.filter(
    (file) =>
      file.exportedAt > 0 &&
      file.platform === mates.platform &&
      file.shopId !== null &&
      mates.shopIds.includes(file.shopId),
  )
  return times.length === 0 ? null : Math.max(...times.map((file) => file.exportedAt))
}

/** The file is staged or refused; or what must be known first, with its shops where only its export time is missing. */
type Outcome =
  | { readonly ids: readonly number[] }
  | { readonly refusal: FileRefusal }
  | { readonly questions: readonly ImportQuestion[] }
  | { readonly timeless: Mates }

/** Files of the same platform and shops, exported together. */
interface Mates {
  readonly platform: Platform | null
  readonly shopIds: readonly number[]
}

/** One table of a file as it is staged: a workbook may hold several. */
interface StagedTable {
  readonly id: number
  readonly table: Table
  read?: Read
}

async function stageFile(
  host: HostServices,
  request: StageRequest,
  file: File,
  /** Where request.exportedAt comes from: the user, or the file it came with. */
  given: 'user' | 'content',
): Promise<Outcome> {
  const tables: StagedTable[] = []
  let question: ImportQuestion | undefined
  const handle = async (message: ImportMessage) => {
    switch (message.kind) {
      case 'table': {
        const id = await beginStaging(host.store, {
          batch: request.batch,
          fileName: message.sheet === null ? file.name : `${file.name} · ${message.sheet}`,
          contentHash: message.contentHash,
          byteCount: file.size,
          format: message.format,
          header: message.header,
          mapping: message.mapping,
          stagedAt: host.clock(),
        })
        tables.push({ id, table: message })
        break
      }
      case 'rows':
        await stageRows(host.store, tables.at(-1)!.id, withCells(message), message.problems)
        break
      case 'read':
        tables.at(-1)!.read = message
        break
      case 'mapping-needed':
        question = {
          kind: 'mapping',
          fileName: file.name,
          signature: message.signature,
          header: [...message.header],
          samples: message.samples.map((row) => [...row]),
          suggestion: { ...message.suggestion },
        }
        break
      case 'file-problem':
        throw new YifangError('file-unreadable', {
          file: file.name,
          reason: message.code,
          detail: { ...message.detail },
        })
      default:
        throw new Error(`unexpected message ${message.kind}`)
    }
  }
  const discard = () =>
    discardStaged(
      host.store.writer,
      tables.map(({ id }) => id),
    )
  const path = await keepIncoming(host.dataDir, file)
  try {
    await runImportTask(
      { kind: 'read', fileName: file.name, path, mappings: await readMappings(host) },
      handle,
    )
    if (question) return { questions: [question] }
    const outcome = await finishTables(host, request, file, tables, given)
    if (!('ids' in outcome)) await discard()
    return outcome
  } catch (error) {
    await discard()
    const refusal = refusalOf(error, file.name)
    if (refusal === null) throw error
    return { refusal }
  } finally {
    await rm(path, { force: true })
  }
}

/** What is wrong with the file itself is told of it alone; everything else ends the whole call. */
function refusalOf(error: unknown, fileName: string): FileRefusal | null {
  if (!(error instanceof YifangError)) return null
  const { code, data } = error
  return fileRefusalSchema.safeParse({ fileName, code, data }).data ?? null
}

/** Ends the staging of a file that has been read, once it is known whose it is and when it was exported. */
async function finishTables(
  host: HostServices,
  request: StageRequest,
  file: File,
  tables: readonly StagedTable[],
  given: 'user' | 'content',
): Promise<Outcome> {
  const found = await shopsOfTables(host, request, file, tables)
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
  const exportedAt = fromName ?? inside ?? request.exportedAt
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
  request: StageRequest,
  file: File,
  tables: readonly StagedTable[],
): Promise<TableShops[]> {
  const look = async ({ id, table, read }: StagedTable, choice: ShopChoice): Promise<TableShops> => {
    if (!read) throw new Error('the import worker ended without an answer')
    const shops = await shopsOfFile(host, choice, file.name, table, read.shopNames)
    return { staged: { id, table, read }, shops }
  }
  const found: TableShops[] = []
  for (const table of tables) found.push(await look(table, request))
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
      return look(one.staged, { ...request, shops: [...request.shops, { ...question, shopId }] })
    }),
  )
}

function* withCells(message: Extract<ImportMessage, { kind: 'rows' }>): Generator<StagedRow> {
  const cells = unpackTexts(message.cells)
  for (const row of message.rows) yield { ...row, cells: cells.next().value ?? '[]' }
}

async function readMappings(host: HostServices): Promise<Record<string, UserMapping>> {
  const rows = await host.store.writer.selectFrom('header_mapping').select(['signature', 'mapping']).execute()
  return Object.fromEntries(rows.map((row) => [row.signature, JSON.parse(row.mapping) as UserMapping]))
}
