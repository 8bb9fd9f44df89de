import { runCli } from './cli/run.ts'
import { askHidden, readFirstLine } from './cli/secret-input.ts'

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  askHidden,
  readFirstLine,
  env: process.env,
})
