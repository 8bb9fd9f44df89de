import { rm } from 'node:fs/promises'
import { readImportFiles } from '../../../db/orders/import/files.ts'
import { beginStaging, discardStaged, type StagedRow, stageRows } from '../../../db/orders/import/stage.ts'
import { YifangError } from '../../../shared/errors.ts'
import type { UserMapping } from '../../../shared/orders/files/mapping.ts'
import {
  type FileRefusal,
  fileRefusalSchema,
  type ImportFile,
  type ImportQuestion,
} from '../../../shared/orders/imports-contract.ts'
import type { HostServices } from '../services.ts'
import { type FileChoice, finishTables, type Mates, type Outcome, type StagedTable } from './finish-tables.ts'
import type { ImportMessage } from './import-messages.ts'
import { keepIncoming } from './incoming-file.ts'
import { unpackTexts } from './packed-texts.ts'
import { expectTasks, runImportTask } from './run-worker.ts'

export interface StageRequest extends FileChoice {
  readonly batch: string
  readonly files: readonly File[]
}

export interface Staged {
  readonly staged: ImportFile[]
  readonly questions: ImportQuestion[]
  readonly refused: FileRefusal[]
}

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

function* withCells(message: Extract<ImportMessage, { kind: 'rows' }>): Generator<StagedRow> {
  const cells = unpackTexts(message.cells)
  for (const row of message.rows) yield { ...row, cells: cells.next().value ?? '[]' }
}

async function readMappings(host: HostServices): Promise<Record<string, UserMapping>> {
  const rows = await host.store.writer.selectFrom('header_mapping').select(['signature', 'mapping']).execute()
  return Object.fromEntries(rows.map((row) => [row.signature, JSON.parse(row.mapping) as UserMapping]))
}
