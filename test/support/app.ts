import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const serveFile = fileURLToPath(new URL('../../electron/serve.ts', import.meta.url))

export interface ServedApp {
  readonly dataDir: string
  /** "http://127.0.0.1:4321/" */
  readonly url: string
  /** Opens the page once. */
  readonly link: string
  readonly process: ChildProcess
  /** A fresh link, as a second start of the program would get. */
  newLink(): Promise<string>
  /** Calls a procedure as the CLI does: by the secret in host.json. Raises with the error's code as message. */
  call<T = unknown>(path: string, input?: unknown): Promise<T>
  /** As the power cut does it: nothing is closed. */
  kill(): Promise<void>
  /** Ends it as Ctrl+C does; the folder stays. Gives the exit code. */
  stop(): Promise<number | null>
  /** Ends it and deletes its folder. */
  close(): Promise<void>
}

export interface ServeTestOptions {
  readonly dataDir?: string
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Its calls are of one session, which stays signed in once PINs are set; otherwise each stands alone. */
  readonly inOneSession?: boolean
}

/** Starts electron/serve.ts in a process of its own on a temporary folder, and waits for its link. */
export async function startApp(options: ServeTestOptions = {}): Promise<ServedApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'yifang-test-')))
  const flags = [...nodeFlags(), serveFile, '--data', dataDir, '--no-open', ...(options.args ?? [])]
  const child = spawn(process.execPath, flags, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  const link = await readLink(child)
  const url = new URL('/', link).href
  const secret = async () => {
    const text = await readFile(join(dataDir, 'host.json'), 'utf8')
    return (JSON.parse(text) as { readonly secret: string }).secret
  }
  const ask = async (path: string, body: string) =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await secret()}`,
        'content-type': 'application/json',
        ...(options.inOneSession && { 'x-yifang-process': 'test' }),
      },
      body,
    })
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return {
    dataDir,
    url,
    link,
    process: child,
    newLink: async () => ((await (await ask('/door', '')).json()) as { readonly link: string }).link,
    call: async <T>(path: string, input?: unknown) => {
      const answer = await ask(`/rpc/${path.replaceAll('.', '/')}`, JSON.stringify({ json: input }))
      const { json } = (await answer.json()) as { readonly json: T & { readonly code?: string } }
      if (!answer.ok) throw new Error(json.code ?? String(answer.status))
      return json
    },
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    stop,
    close: async () => {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs serve.ts to its end: for starts that must refuse. */
export async function runServe(
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }> {
  const child = spawn(process.execPath, [...nodeFlags(), serveFile, '--no-open', ...args], { stdio: 'pipe' })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  await once(child, 'close')
  return { code: child.exitCode, output, errors }
}

/** Extra flags for the child, e.g. a loader; vitest's own would not fit it. */
function nodeFlags(): readonly string[] {
  return (process.env.YIFANG_TEST_NODE_FLAGS ?? '').split(' ').filter(Boolean)
}

async function readLink(child: ChildProcess): Promise<string> {
  let output = ''
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString()
  })
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const link = /http:\/\/\S+\?key=\S+/.exec(output)?.[0]
      if (link) resolve(link)
    })
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}\n${output}\n${errors}`)))
  })
}
