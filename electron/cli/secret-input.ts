import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks on the terminal without showing what is typed. Null where nobody sits there. */
export async function askHidden(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null
  process.stderr.write(question)
  // readline echoes to its output: this one swallows it.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return (await Promise.race([terminal.question(''), interrupted(terminal)]))?.trim() ?? null
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}

/** Ctrl+C and Ctrl+D: readline has the terminal, so the process hears of neither. */
function interrupted(terminal: Interface): Promise<null> {
  return new Promise((resolve) => {
    terminal.once('SIGINT', () => resolve(null))
    terminal.once('close', () => resolve(null))
  })
}

/** The first line of what is piped in. */
export async function readFirstLine(input: NodeJS.ReadableStream = process.stdin): Promise<string> {
  let text = ''
  for await (const chunk of input) {
    text += String(chunk)
    if (text.includes('\n') || text.length > 1000) break
  }
  return text.split(/\r?\n/)[0]!.trim()
}
