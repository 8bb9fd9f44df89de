import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 } from 'uuid'
import type { ImportSummary } from '../../shared/orders/contract.ts'
import { type Platform, platforms } from '../../shared/orders/platforms.ts'
import { problemText } from '../../shared/orders/problem-texts.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { type CliClient, openSession } from './session.ts'
import { signIn } from './sign-in.ts'

interface ChosenFile {
  readonly file: File
  /** When it was last changed: the answer where neither its name nor its content tells when it was exported. */
  readonly changedAt: number
}

/** Takes order files into a shop: all of them are read before any is written. */
export async function importFiles(run: CliRun): Promise<CliAnswer> {
  const { shop, platform, files: names } = run.options
  if (shop === undefined || shop.trim() === '') throw new CliError(2, 'usage', run.say('shopNeeded'))
  if (names.length === 0) throw new CliError(2, 'usage', run.say('fileNeeded'))
  if (platform !== undefined && !platforms.includes(platform as Platform))
    throw new CliError(2, 'usage', run.say('platformUnknown', { what: platform }))
  const files = await Promise.all(names.map((name) => readChosen(run, name)))
  const session = await openSession(run, run.options.data)
  try {
    await signIn(run, session)
    const { client } = session
    const shopId = await findShop(run, client, shop.trim(), platform as Platform | undefined, files)
    const batch = `cli-${v7()}`
    const staged = await stage(run, client, batch, shopId, files)
    const { jobId } = await client.orders.imports.commit({ commandId: v7(), batch: staged })
    const summary = await jobResult(run, client, jobId)
    const problems = await allProblems(run, client, batch)
    const { orders, lines, masked, unmatchedLines } = summary
    run.tell(run.say('imported', orders))
    run.tell(run.say('importedLines', lines))
    run.tell(run.say('importedMore', { masked, unmatched: unmatchedLines }))
    for (const problem of problems) run.tell(run.say('problem', problem))
    return {
      exitCode: problems.length > 0 ? 1 : 0,
      json: { orders, lines, masked, unmatchedLines, problems },
    }
  } finally {
    await session.close()
  }
}

async function readChosen(run: CliRun, name: string): Promise<ChosenFile> {
  const path = resolve(name)
  try {
    const { mtimeMs } = await stat(path)
    // Read now and whole: a file that another program holds fails here, before anything is written.
    const bytes = await (await openAsBlob(path)).arrayBuffer()
    return { file: new File([bytes], basename(path)), changedAt: Math.floor(mtimeMs) }
  } catch {
    throw new CliError(2, 'file-unreadable', run.say('cannotRead', { what: name }), { file: name })
  }
}

/** Stages every file; on anything that cannot be answered here, takes all back and stops. */
async function stage(
  run: CliRun,
  client: CliClient,
  batch: string,
  shopId: number | null,
  files: readonly ChosenFile[],
): Promise<string> {
  try {
    const { questions } = await client.orders.imports.stage({
      batch,
      files: files.map(({ file }) => file),
      shopId,
      exportedAt: null,
    })
    for (const question of questions) {
      const chosen = files.find(({ file }) => file.name === question.fileName)
      if (question.kind === 'mapping' || !chosen)
        throw new CliError(2, 'format-unknown', run.say('notRecognised', { what: question.fileName }), {
          file: question.fileName,
        })
      if (question.kind === 'export-time')
        await client.orders.imports.stage({
          batch,
          files: [chosen.file],
          shopId,
          exportedAt: chosen.changedAt,
        })
    }
    return batch
  } catch (error) {
    await client.orders.imports.discard({ commandId: v7(), batch }).catch(() => {})
    throw error
  }
}

/**
 * The shop of that name, made where there is none. A new one is made only after the files were read: a file
 * that is no order file must leave nothing behind, not even a shop.
 */
async function findShop(
  run: CliRun,
  client: CliClient,
  name: string,
  platform: Platform | undefined,
  files: readonly ChosenFile[],
): Promise<number> {
  const named = (await client.settings.shops.list()).filter(
    (shop) => shop.name === name && (platform === undefined || shop.platform === platform),
  )
  if (named.length === 1) return named[0]!.id
  const seen = await platformOf(run, client, files)
  const wanted = platform ?? seen
  const known = named.find((shop) => shop.platform === wanted)
  if (known) return known.id
  if (!wanted) throw new CliError(2, 'shop-needed', run.say('usage', { what: '--platform' }))
  const { id } = await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: wanted,
    name,
    promiseHours: 48,
  })
  return id
}

/** What the first file that tells says of its platform. Raises where a file cannot be read or recognised. */
async function platformOf(
  run: CliRun,
  client: CliClient,
  files: readonly ChosenFile[],
): Promise<Platform | null> {
  const batch = `cli-look-${v7()}`
  try {
    const { staged, questions } = await client.orders.imports.stage({
      batch,
      files: files.map(({ file }) => file),
      shopId: null,
      exportedAt: null,
    })
    const unknown = questions.find((question) => question.kind === 'mapping')
    if (unknown)
      throw new CliError(2, 'format-unknown', run.say('notRecognised', { what: unknown.fileName }), {
        file: unknown.fileName,
      })
    const asked = questions.find((question) => question.kind === 'shop' && question.platform !== null)
    if (asked?.kind === 'shop') return asked.platform
    const shops = await client.settings.shops.list()
    return shops.find((shop) => shop.id === staged[0]?.shopId)?.platform ?? null
  } finally {
    await client.orders.imports.discard({ commandId: v7(), batch })
  }
}

async function jobResult(run: CliRun, client: CliClient, jobId: number): Promise<ImportSummary> {
  for (;;) {
    const job = (await client.settings.jobs.list()).find((row) => row.id === jobId)
    if (job?.state === 'done') return job.result as ImportSummary
    if (job && job.state !== 'running') {
      const code = job.error?.code ?? job.state
      throw new CliError(2, code, run.say('unexpected', { what: code }), job.error?.data ?? {})
    }
    await wait(40)
  }
}

async function allProblems(run: CliRun, client: CliClient, batch: string) {
  const problems: { file: string; row: number; code: string; message: string }[] = []
  for (let offset = 0; ; offset += 500) {
    const { rows } = await client.orders.imports.problems({ batch, offset, limit: 500 })
    for (const { file, row, code, column, value } of rows)
      problems.push({ file, row, code, message: problemText({ code, column, value }, run.language) })
    if (rows.length < 500) return problems
  }
}
