import { writeFileSync } from 'node:fs'
import { app } from 'electron'
import { runCli } from '../cli/run.ts'
import { readFirstLine } from '../cli/secret-input.ts'

/** What follows `--cli` in `Yifang.exe --cli check --data DIR --json --out FILE`; null: a usual start. */
export function commandLineOf(argv: readonly string[]): readonly string[] | null {
  const at = argv.indexOf('--cli')
  return at < 0 ? null : argv.slice(at + 1)
}

/**
 * Runs the CLI in the installed program, which has no other Node (its run-as-node fuse is off). A Windows
 * program with windows has no terminal to write to: `--out FILE` takes what would go to standard output.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--out')
  const outFile = at < 0 ? null : (args[at + 1] ?? null)
  const rest = at < 0 ? args : args.toSpliced(at, 2)
  let written = ''
  const exitCode = await runCli(rest, {
    out: (text) => {
      written += text
      if (outFile === null) process.stdout.write(text)
    },
    error: (text) => void process.stderr.write(text),
    // Nobody sits at a window that is not there.
    askHidden: async () => null,
    readFirstLine,
    env: process.env,
  })
  if (outFile !== null) writeFileSync(outFile, written)
  app.exit(exitCode)
}
