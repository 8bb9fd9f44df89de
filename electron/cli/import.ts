import { openAsBlob } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { v7 } from 'uuid'
import { YifangError } from '../../shared/errors.ts'
import { shopPlatforms } from '../../shared/orders/file-shops.ts'
import type { FileRefusal, ImportQuestion, ImportSummary } from '../../shared/orders/imports-contract.ts'
import { numberSeries, type Platform, platforms } from '../../shared/orders/platforms.ts'
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
    const isStaged = shopId !== null && (await stage(run, client, batch, shopId, files))
    if (!isStaged) return nothingTaken(run, files)
    const { jobId } = await client.orders.imports.commit({ commandId: v7(), batch })
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

/** Files with a header and nothing below it: a day without orders is no mistake. */
function nothingTaken(run: CliRun, files: readonly ChosenFile[]): CliAnswer {
  for (const { file } of files) run.tell(run.say('noOrders', { what: file.name }))
  const none = { added: 0, updated: 0, unchanged: 0 }
  return { exitCode: 0, json: { orders: none, lines: none, masked: 0, unmatchedLines: 0, problems: [] } }
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

type Answers = Parameters<CliClient['orders']['imports']['stage']>[0]['shops']

/**
 * Stages every file; on anything that cannot be answered here, takes all back and stops. Rows of shops that nobody
 * knows are left out as problems; a file that does not say when it was exported is as old as its last change. False
 * where no file holds an order: nothing is staged.
 */
async function stage(
  run: CliRun,
  client: CliClient,
  batch: string,
  shopId: number,
  files: readonly ChosenFile[],
): Promise<boolean> {
  const empty: string[] = []
  const read = async (chosen: readonly ChosenFile[], shops: Answers, exportedAt: number | null) => {
    const { questions, refused } = await client.orders.imports.stage({
      batch,
      files: chosen.map(({ file }) => file),
      shopId,
      shops,
      exportedAt,
    })
    refuseUnread(run, questions, refused)
    empty.push(...refused.map(({ fileName }) => fileName))
    return questions
  }
  const asked = (questions: readonly ImportQuestion[]) =>
    files.filter(({ file }) => questions.some((question) => question.fileName === file.name))
  try {
    let questions = await read(files, [], null)
    const unknown = questions.filter((question) => question.kind === 'shop')
    const leftOut = unknown.map(({ platform, mapped, shopName }) => ({
      platform,
      mapped,
      shopName,
      shopId: null,
    }))
    if (leftOut.length > 0) questions = await read(asked(questions), leftOut, null)
    for (const chosen of asked(questions)) await read([chosen], leftOut, chosen.changedAt)
    if (empty.length === files.length) return false
    for (const fileName of empty) run.tell(run.say('noOrders', { what: fileName }))
    return true
  } catch (error) {
    await client.orders.imports.discard({ commandId: v7(), batch }).catch(() => {})
    throw error
  }
}

/** Raises the first refusal of a file; one without orders is no mistake, and passed over. */
function refuseUnread(
  run: CliRun,
  questions: readonly ImportQuestion[],
  refused: readonly FileRefusal[],
): void {
  for (const { code, data } of refused)
    if (!('reason' in data) || data.reason !== 'file-no-orders') throw new YifangError(code, data)
  const unknown = questions.find((question) => question.kind === 'mapping')
  if (!unknown) return
  const { fileName } = unknown
  throw new CliError(2, 'format-unknown', run.say('notRecognised', { what: fileName }), { file: fileName })
}

/**
 * The shop of that name. A new one is made where --platform is given or the folder has none of the files' platform:
 * else the name is more likely misspelt. It is made only after the files were read: a file that is no order file
 * must leave nothing behind, not even a shop. Null where no file holds an order.
 */
async function findShop(
  run: CliRun,
  client: CliClient,
  name: string,
  platform: Platform | undefined,
  files: readonly ChosenFile[],
): Promise<number | null> {
  const shops = await client.settings.shops.list()
  const named = shops.filter(
    (shop) => shop.name === name && (platform === undefined || shop.platform === platform),
  )
  if (named.length === 1) return named[0]!.id
  const seen = await look(run, client, files)
  if (seen.length === 0) return null
  const wanted = platform ?? seen.find((file) => file.platform !== null)?.platform
  if (!wanted) throw new CliError(2, 'shop-needed', run.say('usage', { what: '--platform' }))
  const series = numberSeries(wanted)
  const known = named.find((shop) => series.includes(shop.platform))
  if (known) return known.id
  const other = seen.find((file) => file.platform !== null && !file.platforms.includes(wanted))
  if (other)
    throw new YifangError('file-other-platform', {
      file: other.fileName,
      platform: other.platform!,
      shop: name,
      shopPlatform: wanted,
    })
  const mates = shops.filter((shop) => !shop.archived && series.includes(shop.platform))
  if (platform === undefined && mates.length > 0) {
    const listed = mates.map((shop) => run.say('shopListed', shop)).join(run.say('listComma'))
    const said = { name, platform: wanted, shops: listed }
    throw new CliError(2, 'shop-unknown', run.say('shopUnknown', said), { shop: name })
  }
  const { id } = await client.settings.shops.save({
    commandId: v7(),
    id: null,
    platform: wanted,
    name,
    promiseHours: 48,
  })
  return id
}

interface SeenFile {
  readonly fileName: string
  readonly platform: Platform | null
  /** Whose shops may take it. */
  readonly platforms: readonly Platform[]
}

/** Whose orders the files hold, those without any left out. Raises where a file cannot be read or recognised. */
async function look(run: CliRun, client: CliClient, files: readonly ChosenFile[]): Promise<SeenFile[]> {
  const batch = `cli-look-${v7()}`
  try {
    // A time that decides nothing here: a file that does not say its own would else only be asked about.
    const { staged, questions, refused } = await client.orders.imports.stage({
      batch,
      files: files.map(({ file }) => file),
      shopId: null,
      exportedAt: 1,
    })
    refuseUnread(run, questions, refused)
    return [
      ...questions.filter((question) => question.kind === 'shop'),
      ...staged.map(({ fileName, format, platform }) => ({
        fileName,
        platform,
        platforms: shopPlatforms({
          format,
          mapping: format === 'mapped' && platform !== null ? { platform } : null,
        }),
      })),
    ]
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
