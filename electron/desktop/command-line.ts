import { closeSync, openSync, writeSync } from 'node:fs'
import { app } from 'electron'
import type { CliDoor } from '../cli/command.ts'
import { runCli } from '../cli/run.ts'
import { readFirstLine } from '../cli/secret-input.ts'

/** As for anything that was not done. */
const notDone = 2

/** What follows `--cli` in `Yifang.exe --cli check --data DIR --json --out FILE`; null: a usual start. */
export function commandLineOf(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--cli')
  return at < 0 ? null : argv.slice(at + 1)
}

/**
 * Runs the CLI in the installed program, which has no other Node (its run-as-node fuse is off). A Windows
 * program with windows has no terminal to write to: `--out FILE` takes all that the command says, what went wrong too;
 * with --json only the one object. Whatever happens, the process ends: nobody would see an error's window.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const { outFile, rest } = takeOutFile(args)
  let file: number | null = null
  const write = (text: string, terminal: NodeJS.WriteStream) => {
    if (file !== null) writeSync(file, text)
    else terminal.write(text)
  }
  const fail = (error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    app.exit(notDone)
  }
  // A terminal that is not there, or was closed.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.on('uncaughtException', fail)
  try {
    if (outFile === '') throw new Error('--out FILE')
    // Before anything is done: what cannot be told must not be done unseen.
    if (outFile !== null) file = openSync(outFile, 'w')
    const asJson = rest.includes('--json')
    const exitCode = await runCli(rest, {
      program: 'Yifang.exe --cli',
      out: (text) => write(text, process.stdout),
      error: (text) => (asJson ? void process.stderr.write(text) : write(text, process.stderr)),
      // Nobody sits at a window that is not there.
      askHidden: async () => null,
      readFirstLine: () => readFirstLine().catch(() => ''),
      env: process.env,
    } satisfies CliDoor)
    if (file !== null) closeSync(file)
    app.exit(exitCode)
  } catch (error) {
    fail(error)
  }
}

/** `--out FILE` or `--out=FILE`, which the CLI itself knows nothing of. Empty: it is there, without a name. */
function takeOutFile(args: readonly string[]): {
  readonly outFile: string | null
  readonly rest: readonly string[]
} {
  const at = args.findIndex((argument) => argument === '--out' || argument.startsWith('--out='))
  if (at < 0) return { outFile: null, rest: args }
  const [named = '', next = ''] = args.slice(at)
  return named === '--out'
    ? { outFile: next.startsWith('--') ? '' : next, rest: args.toSpliced(at, 2) }
    : { outFile: named.slice('--out='.length), rest: args.toSpliced(at, 1) }
}
