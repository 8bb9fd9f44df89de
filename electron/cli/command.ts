import type { CliLanguage, texts } from './texts.ts'

/** Where the CLI writes and asks. `askHidden` gives null where nobody can be asked. */
export interface CliDoor {
  /** How this command line is begun, for its help. */
  readonly program?: string
  out(text: string): void
  error(text: string): void
  askHidden(question: string): Promise<string | null>
  /** The first line of standard input. */
  readFirstLine(): Promise<string>
  readonly env: NodeJS.ProcessEnv
}

export interface CliOptions {
  readonly data: string
  readonly shop?: string | undefined
  readonly platform?: string | undefined
  readonly orders?: string | undefined
  /** A backup with a passphrase. */
  readonly sealed: boolean
  /** A backup of another workshop may replace what is there. */
  readonly otherWorkshop: boolean
  readonly pinFromStdin: boolean
  readonly user?: string | undefined
  readonly files: readonly string[]
}

/** What a command works with. */
export interface CliRun {
  readonly options: CliOptions
  readonly language: CliLanguage
  say(text: TextName, values?: Readonly<Record<string, unknown>>): string
  /** A line for people; nothing with --json. */
  tell(text: string): void
  /** What goes on meanwhile: on standard error. */
  progress(text: string): void
  readonly door: Pick<CliDoor, 'askHidden' | 'readFirstLine' | 'env'>
}
type TextName = {
  [K in keyof (typeof texts)['en']]: (typeof texts)['en'][K] extends string ? K : never
}[keyof (typeof texts)['en']]

/** A command that was not done, with what to say. */
export class CliError extends Error {
  readonly exitCode: number
  readonly code: string
  readonly data: unknown
  constructor(exitCode: number, code: string, message: string, data: unknown = {}) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
    this.code = code
    this.data = data
  }
}

export interface CliAnswer {
  readonly exitCode: number
  readonly json: unknown
}
