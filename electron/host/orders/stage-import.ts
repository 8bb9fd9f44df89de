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
import type { ImportFile, ImportQuestion } from '../../../shared/orders/contract.ts'
import { filePlatform } from '../../../shared/orders/file-shops.ts'
import { exportTimeFromName } from '../../../shared/orders/files/export-time.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import type { Platform } from '../../../shared/orders/platforms.ts'
import type { HostServices } from '../services.ts'
import { type ShopChoice, shopsOfFile } from './file-shops.ts'
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
}

type Read = Extract<ImportMessage, { kind: 'read' }>
type Table = Extract<ImportMessage, { kind: 'table' }>

/**
 * Reads order files and stages their rows. A file that needs an answer (its shops, its columns, its export
 * time) comes back as questions and leaves nothing behind. Raises file-unreadable and file-other-platform.
 */
export async function stageFiles(host: HostServices, request: StageRequest): Promise<Staged> {
  const questions: ImportQuestion[] = []
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
      if ('questions' in outcome.value) questions.push(...outcome.value.questions)
      if ('timeless' in outcome.value)
        timeless.push({ file: request.files[index]!, mates: outcome.value.timeless })
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
  return { staged, questions }
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

/** The file is staged; or what must be known first, with its shops where only its export time is missing. */
type Outcome =
  | { readonly ids: readonly number[] }
  | { readonly questions: readonly ImportQuestion[] }
  | { readonly timeless: Mates }

/** Files of the same platform and shops, exported together. */
interface Mates {
  readonly platform: Platform | null
  readonly shopIds: readonly number[]
}

async function stageFile(
  host: HostServices,
  request: StageRequest,
  file: File,
  /** Where request.exportedAt comes from: the user, or the file it came with. */
  given: 'user' | 'content',
): Promise<Outcome> {
  let importFileId = 0
  let table: Table | undefined
  let read: Read | undefined
  let question: ImportQuestion | undefined
  const handle = async (message: ImportMessage) => {
    switch (message.kind) {
      case 'table':
        table = message
        importFileId = await beginStaging(host.store, {
          batch: request.batch,
          fileName: file.name,
          contentHash: message.contentHash,
          byteCount: file.size,
          format: message.format,
          header: message.header,
          mapping: message.mapping,
          stagedAt: host.clock(),
        })
        break
      case 'rows':
        await stageRows(host.store, importFileId, withCells(message), message.problems)
        break
      case 'read':
        read = message
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
  const path = await keepIncoming(host.dataDir, file)
  try {
    await runImportTask(
      { kind: 'read', fileName: file.name, path, mappings: await readMappings(host) },
      handle,
    )
    if (question) return { questions: [question] }
    if (!table || !read) throw new Error('the import worker ended without an answer')
    const found = await shopsOfFile(host, request, file.name, table, read.shopNames)
    const fromName = exportTimeFromName(file.name, found.timeZone)
    const inside = read.newestWall === null ? null : instantOfWall(read.newestWall, found.timeZone)
    const exportedAt = fromName ?? inside ?? request.exportedAt
    if (found.questions.length > 0 || found.shops.size === 0 || exportedAt === null) {
      await discardStaged(host.store.writer, [importFileId])
      if (found.questions.length > 0) return { questions: found.questions }
      if (found.shops.size === 0) return { ids: [] }
      return { timeless: { platform: filePlatform(table), shopIds: [...found.shops.values()] } }
    }
    const ids = await finishStaging(host.store, importFileId, {
      exportedAt,
      exportSource: fromName !== null ? 'name' : inside !== null ? 'content' : given,
      rowCount: read.rowCount,
      shops: found.shops,
      unknownShops: found.unknownShops,
      shopColumn: read.shopColumn,
    })
    return { ids }
  } catch (error) {
    if (importFileId > 0) await discardStaged(host.store.writer, [importFileId])
    throw error
  } finally {
    await rm(path, { force: true })
  }
}

function* withCells(message: Extract<ImportMessage, { kind: 'rows' }>): Generator<StagedRow> {
  const cells = unpackTexts(message.cells)
  for (const row of message.rows) yield { ...row, cells: cells.next().value ?? '[]' }
}

async function readMappings(host: HostServices): Promise<Record<string, UserMapping>> {
  const rows = await host.store.writer.selectFrom('header_mapping').select(['signature', 'mapping']).execute()
  return Object.fromEntries(rows.map((row) => [row.signature, JSON.parse(row.mapping) as UserMapping]))
}
