import { rm } from 'node:fs/promises'
import { readImportFiles } from '../../../db/orders/import/files.ts'
import { numberSeries } from '../../../db/orders/import/known-orders.ts'
import {
  beginStaging,
  discardStaged,
  finishStaging,
  type StagedRow,
  stageRows,
} from '../../../db/orders/import/stage.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { ImportFile, ImportQuestion } from '../../../shared/orders/contract.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import { type Platform, platforms } from '../../../shared/orders/platforms.ts'
import type { HostServices } from '../services.ts'
import type { ImportMessage } from './import-messages.ts'
import { keepIncoming } from './incoming-file.ts'
import { unpackTexts } from './packed-texts.ts'
import { expectTasks, runImportTask } from './run-worker.ts'

export interface StageRequest {
  readonly batch: string
  readonly files: readonly File[]
  /** The shop the user chose; null: by the file's shop column, or the only shop of its platform. */
  readonly shopId: number | null
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
 * Reads order files and stages their rows. A file that needs an answer (its shop, its columns, its export
 * time) comes back as a question and leaves nothing behind. Raises file-unreadable.
 */
export async function stageFiles(host: HostServices, request: StageRequest): Promise<Staged> {
  const questions: ImportQuestion[] = []
  const ids: number[] = []
  const stage = async (files: readonly File[], exportedAt: number | null, given: 'user' | 'content') => {
    const timeless: File[] = []
    const outcomes: PromiseSettledResult<number[] | ImportQuestion>[] = []
    for (const together of inTurns(files)) {
      expectTasks(together.length)
      const staging = together.map((file) => stageFile(host, { ...request, exportedAt }, file, given))
      outcomes.push(...(await Promise.allSettled(staging)))
    }
    for (const outcome of outcomes)
      if (outcome.status === 'fulfilled' && Array.isArray(outcome.value)) ids.push(...outcome.value)
    for (const [index, settled] of outcomes.entries()) {
      if (settled.status === 'rejected') throw settled.reason
      const outcome = settled.value
      const file = files[index]!
      if (Array.isArray(outcome)) continue
      if (outcome.kind === 'export-time') timeless.push(file)
      else questions.push(outcome)
    }
    return timeless
  }
  try {
    const timeless = await stage(request.files, request.exportedAt, 'user')
    // An item list without any time (Taobao 2017) was exported with the order list it came with.
    const mates = await exportTimes(host, request.batch)
    if (mates !== null && timeless.length > 0) await stage(timeless, mates, 'content')
    else for (const file of timeless) questions.push({ kind: 'export-time', fileName: file.name })
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

/** The latest export time of the files staged in a batch so far; null where there are none. */
async function exportTimes(host: HostServices, batch: string): Promise<number | null> {
  const row = await host.store.writer
    .selectFrom('import_file')
    .select((eb) => eb.fn.max('exported_at').as('at'))
    .where('batch', '=', batch)
    .where('exported_at', '>', 0)
    .executeTakeFirst()
  return row?.at ?? null
}

async function stageFile(
  host: HostServices,
  request: StageRequest,
  file: File,
  /** Where request.exportedAt comes from: the user, or the file it came with. */
  given: 'user' | 'content',
): Promise<number[] | ImportQuestion> {
  const shop = request.shopId === null ? null : await readShop(host, request.shopId)
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
      {
        kind: 'read',
        fileName: file.name,
        path,
        mappings: await readMappings(host),
        zone: shop?.time_zone ?? 'Asia/Shanghai',
      },
      handle,
    )
    if (question) return question
    if (!table || !read) throw new Error('the import worker ended without an answer')
    const shops = await resolveShops(host, request, table, read)
    if (!shops) {
      question = {
        kind: 'shop',
        fileName: file.name,
        platform: sourcePlatform(table),
        shopNames: read.shopNames.filter((name) => name !== ''),
      }
    }
    const exportedAt = read.timeFromName ?? read.newestInside ?? request.exportedAt
    if (!question && exportedAt === null) question = { kind: 'export-time', fileName: file.name }
    if (question || !shops || exportedAt === null) {
      await discardStaged(host.store.writer, [importFileId])
      return question!
    }
    return await finishStaging(host.store, importFileId, {
      exportedAt,
      exportSource: read.timeFromName !== null ? 'name' : read.newestInside !== null ? 'content' : given,
      rowCount: read.rowCount,
      shops,
    })
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

async function readShop(host: HostServices, id: number) {
  const shop = await host.store.writer.selectFrom('shop').selectAll().where('id', '=', id).executeTakeFirst()
  if (!shop) throw new YifangError('not-found', { what: 'shop', id })
  return shop
}

async function readMappings(host: HostServices): Promise<Record<string, UserMapping>> {
  const rows = await host.store.writer.selectFrom('header_mapping').select(['signature', 'mapping']).execute()
  return Object.fromEntries(rows.map((row) => [row.signature, JSON.parse(row.mapping) as UserMapping]))
}

/** The platform a format belongs to; null for an ERP's file, which carries several. */
function sourcePlatform(table: Table): Platform | null {
  if (table.mapping) return table.mapping.platform
  return platforms.find((platform) => platform === table.source) ?? null
}

/**
 * Which shop each shop name of the file is. Null: the user must say. One name and a shop chosen by the user
 * are the same shop, whatever its name here; several names are shops we know by these names; a file without
 * names belongs to the chosen shop or the only one of its platform.
 */
async function resolveShops(
  host: HostServices,
  request: StageRequest,
  table: Table,
  read: Read,
): Promise<Map<string, number> | null> {
  const names = read.shopNames.filter((name) => name !== '')
  const chosen = request.shopId
  if (names.length <= 1 && chosen !== null) return new Map([...names, ''].map((name) => [name, chosen]))
  const platform = sourcePlatform(table)
  let query = host.store.writer.selectFrom('shop').select(['id', 'name']).where('archived_at', 'is', null)
  if (platform) query = query.where('platform', 'in', numberSeries(platform))
  const known = await query.execute()
  const shops = new Map<string, number>()
  for (const name of names) {
    const shop = known.find((candidate) => candidate.name === name)
    if (!shop) return null
    shops.set(name, shop.id)
  }
  if (names.length > 0) {
    // Rows that name no shop in a file that names some belong to the chosen or the first named.
    if (read.shopNames.includes('')) shops.set('', chosen ?? shops.values().next().value!)
    return shops
  }
  if (known.length !== 1) return null
  return new Map([['', known[0]!.id]])
}
