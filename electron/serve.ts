import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataDir } from './host/default-data-dir.ts'
import { FolderInUse, type HostAddress } from './host/folder-lock.ts'
import type { Host } from './host/host.ts'
import { type HttpDoor, openHttpDoor } from './host/http/door.ts'
import { openBrowser } from './host/http/open-browser.ts'
import { askFirstHost } from './host/http/second-start.ts'
import type { Sessions } from './host/http/sessions.ts'
import { rememberPort, usualPort } from './host/http/usual-port.ts'
import { openFolder } from './host/open-folder.ts'
import { openFailureText, troubleText } from './host/open-texts.ts'
import { programDay } from './host/program-day.ts'

const help = `衣坊 Yifang，在浏览器中运行 / in your browser

  npm start -- [--data DIR] [--port N] [--no-open]

  --data DIR   数据文件夹 / data folder (${defaultDataDir()})
  --port N     端口，默认用上次的，或任选空闲的 / port; by default that of last time, or any free one
  --no-open    不自动打开浏览器 / do not open the browser
  --help       这段说明 / this text`

interface ServeOptions {
  readonly dataDir: string
  readonly port: number
  readonly open: boolean
}

function readOptions(args: readonly string[]): ServeOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`--port ${values.port}`)
  return { dataDir: resolve(values.data ?? defaultDataDir()), port, open: !values['no-open'] }
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The door that stood before the data was moved: its pages wait for it to open again. */
interface DoorBefore {
  readonly port: number
  readonly sessions: Sessions
}

/** Serves until the process is told to stop. Gives the exit code of a start that serves nothing. */
async function serve(options: ServeOptions, before: DoorBefore | null = null): Promise<number | null> {
  const { dataDir, port, open } = options
  const root = join(import.meta.dirname, '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  try {
    let onMoved = (_to: string) => {}
    const opened = await openFolder({
      dataDir,
      version,
      notBefore: programDay,
      stations: { pageDir: join(root, 'out', 'renderer') },
      onMoved: (to) => onMoved(to),
    })
    if (opened.kind === 'theirs') return await joinFirst(opened.address, options)
    const { host } = opened
    const pageDir = join(root, 'out', 'renderer')
    const reopened = before && (await openHttpDoor(host.services, { ...before, pageDir }).catch(() => null))
    const opening = reopened ? Promise.resolve(reopened) : openDoor(host, port, pageDir)
    const door = await opening.catch(async (error: unknown) => {
      await host.close()
      throw error
    })
    rememberPort(host.services.dataDir, Number(new URL(door.url).port))
    host.lock.publish({ pid: process.pid, door: 'browser', url: door.url, secret: door.secret })
    const link = door.newLink()
    console.log(
      `衣坊在浏览器中运行 · Yifang runs in your browser (no Electron window) · 数据 data: ${host.services.dataDir}`,
    )
    console.log(link)
    const trouble = host.services.trouble()
    if (trouble) console.error(troubleText(trouble))
    let closing = false
    const close = async () => {
      if (closing) return false
      closing = true
      await door.close()
      await host.close()
      return true
    }
    const end = async () => {
      if (await close()) process.exit(0)
    }
    onMoved = async (to) => {
      if (!(await close())) return
      for (const signal of signals) process.removeListener(signal, end)
      console.log(`数据已经搬好，在新的地方接着打开 · The data was moved; Yifang goes on there: ${to}`)
      const stood = { port: Number(new URL(door.url).port), sessions: door.sessions }
      process.exitCode = (await serve(options, stood)) ?? undefined
    }
    for (const signal of signals) process.on(signal, end)
    // A page that waits for its door needs no second one beside it.
    if (open && !reopened) await show(link)
    return null
  } catch (error) {
    console.error(openFailureText(error, dataDir))
    return 1
  }
}

/** On the port of last time, where none was asked for and nobody else has taken it. */
async function openDoor(host: Host, asked: number, pageDir: string): Promise<HttpDoor> {
  const usual = asked === 0 ? usualPort(host.services.dataDir) : 0
  if (usual !== 0) {
    const door = await openHttpDoor(host.services, { port: usual, pageDir }).catch(() => null)
    if (door) return door
  }
  return openHttpDoor(host.services, { port: asked, pageDir })
}

/** A host already has the folder: shows that one instead of starting a second. */
async function joinFirst(first: HostAddress, { dataDir, open }: ServeOptions): Promise<number> {
  const link = await askFirstHost(first).catch(() => {
    // It ended in this moment, or is of another kind: the same words as for a folder without any door.
    throw new FolderInUse(first)
  })
  console.log(`衣坊已经打开了这个文件夹 · Yifang has this folder open already · 数据 data: ${dataDir}`)
  if (link !== null) {
    console.log(link)
    if (open) await show(link)
  } else console.log('请看它的窗口 · See its window')
  return 0
}

async function show(link: string): Promise<void> {
  if (!(await openBrowser(link)))
    console.log('没有找到浏览器，请自己打开上面的链接。 · No browser found: open the link above yourself.')
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') console.log(help)
  else {
    const code = await serve(options)
    if (code !== null) process.exitCode = code
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(help)
  process.exitCode = 2
}
