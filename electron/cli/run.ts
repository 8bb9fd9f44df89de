import { parseArgs } from 'node:util'
import { ORPCError } from '@orpc/client'
import { NewerStore } from '../../db/migrate.ts'
import { DamagedStore } from '../../db/open.ts'
import { isErrorCode, YifangError } from '../../shared/errors.ts'
import { fileProblemText } from '../../shared/orders/file-problem-texts.ts'
import { storeError } from '../host/store-error.ts'
import { type CliAnswer, type CliDoor, CliError, type CliRun } from './command.ts'
import { type CliLanguage, cliLanguage, errorTexts, fill, texts } from './texts.ts'

const commands = {
  import: async () => (await import('./import.ts')).importFiles,
  check: async () => (await import('./check.ts')).check,
  demo: async () => (await import('./demo.ts')).demo,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
} satisfies Record<string, () => Promise<(run: CliRun) => Promise<CliAnswer>>>

/** Runs one command line and gives its exit code. With --json exactly one JSON object goes out, errors too. */
export async function runCli(args: readonly string[], door: CliDoor): Promise<number> {
  let asJson = args.includes('--json')
  let language = cliLanguage(undefined, door.env)
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        shop: { type: 'string' },
        platform: { type: 'string' },
        orders: { type: 'string' },
        // Known only to be refused with the reason.
        pin: { type: 'string' },
        'pin-stdin': { type: 'boolean', default: false },
        user: { type: 'string' },
        passphrase: { type: 'boolean', default: false },
        'other-workshop': { type: 'boolean', default: false },
        lang: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    language = cliLanguage(values.lang, door.env)
    asJson = values.json
    const say: CliRun['say'] = (name, filled = {}) => fill(texts[language][name], filled)
    const [command = '', ...files] = positionals
    if (values.help || command === 'help') {
      door.out(`${say('help', { program: door.program ?? 'npm run -s cli --' })}\n`)
      return 0
    }
    if (!(command in commands)) throw new CliError(2, 'usage', say('usage', { what: command }))
    if (values.pin !== undefined) throw new CliError(2, 'usage', say('pinSeen'))
    if (values.data === undefined) throw new CliError(2, 'usage', say('dataNeeded'))
    const work = await commands[command as keyof typeof commands]()
    const { exitCode, json } = await work({
      options: {
        ...values,
        data: values.data,
        pinFromStdin: values['pin-stdin'],
        sealed: values.passphrase,
        otherWorkshop: values['other-workshop'],
        files,
      },
      language,
      say,
      tell: (text) => {
        if (!asJson) door.out(`${text}\n`)
      },
      progress: (text) => door.error(`${text}\n`),
      door,
    })
    if (asJson) door.out(`${JSON.stringify(json)}\n`)
    return exitCode
  } catch (raised) {
    const failure = describe(raised, language)
    if (asJson)
      door.out(
        `${JSON.stringify({ error: { code: failure.code, data: failure.data, message: failure.message } })}\n`,
      )
    else door.error(`${failure.message}\n`)
    return failure.exitCode
  }
}

function describe(raised: unknown, language: CliLanguage): CliError {
  if (raised instanceof CliError) return raised
  const error = storeError(raised)
  const known =
    error instanceof YifangError || (error instanceof ORPCError && isErrorCode(error.code))
      ? { code: String(error.code), data: error.data as Record<string, unknown> }
      : error instanceof NewerStore
        ? { code: 'store-newer', data: { version: error.version } }
        : error instanceof DamagedStore
          ? { code: 'store-damaged', data: { renamedTo: 'yifang.db' } }
          : null
  const unexpected = (what: unknown) => fill(texts[language].unexpected, { what })
  if (!known) {
    const what = error instanceof Error ? error.message : String(error)
    const bad =
      error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    return new CliError(
      2,
      bad ? 'usage' : 'internal',
      bad ? fill(texts[language].usage, { what }) : unexpected(what),
    )
  }
  if (known.code === 'store-damaged' && !known.data.renamedTo)
    return new CliError(2, known.code, texts[language].storeMissing, known.data)
  const text = errorTexts[language][known.code as keyof (typeof errorTexts)['en']]
  const { reason } = known.data
  const said =
    typeof reason === 'string' ? { ...known.data, reason: fileProblemText(reason, language) } : known.data
  return new CliError(2, known.code, text ? fill(text, said) : unexpected(known.code), known.data)
}
