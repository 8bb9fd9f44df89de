import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataDir } from './host/default-data-dir.ts'
import { FolderInUse } from './host/folder-lock.ts'
import { openHost } from './host/host.ts'
import { openHttpDoor } from './host/http/door.ts'
import { openBrowser } from './host/http/open-browser.ts'
import { openFailureText } from './host/http/open-failure.ts'
import { askFirstHost } from './host/http/second-start.ts'

const help = `衣坊 Yifang，在浏览器中运行 / in your browser

  npm start -- [--data DIR] [--port N] [--no-open]

  --data DIR   数据文件夹 / data folder (${defaultDataDir()})
  --port N     端口，默认任选空闲的 / port, any free one by default
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

/** Serves until the process is told to stop. Gives the exit code of a start that serves nothing. */
async function serve(options: ServeOptions): Promise<number | null> {
  const { dataDir, port, open } = options
  const root = join(import.meta.dirname, '..')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  try {
    const host = await openHost({ dataDir, version })
    const door = await openHttpDoor(host.services, { port, pageDir: join(root, 'out', 'renderer') }).catch(
      async (error: unknown) => {
        await host.close()
        throw error
      },
    )
    host.lock.publish({ pid: process.pid, door: 'browser', url: door.url, secret: door.secret })
    const link = door.newLink()
    console.log(
      `衣坊在浏览器中运行 · Yifang runs in your browser (no Electron window) · 数据 data: ${dataDir}`,
    )
    console.log(link)
    let closing = false
    const close = async () => {
      if (closing) return
      closing = true
      await door.close()
      await host.close()
      process.exit(0)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
    if (open) await show(link)
    return null
  } catch (error) {
    if (error instanceof FolderInUse) return await joinFirst(error, options)
    console.error(openFailureText(error, dataDir))
    return 1
  }
}

/** A host already has the folder: shows that one instead of starting a second. */
async function joinFirst(inUse: FolderInUse, { dataDir, open }: ServeOptions): Promise<number> {
  try {
    if (!inUse.address) throw inUse
    const link = await askFirstHost(inUse.address)
    console.log(`衣坊已经打开了这个文件夹 · Yifang has this folder open already · 数据 data: ${dataDir}`)
    if (link !== null) {
      console.log(link)
      if (open) await show(link)
    } else console.log('请看它的窗口 · See its window')
    return 0
  } catch {
    console.error(
      `这个数据文件夹正被另一个程序使用，请先关闭它，或者稍等再试。\nThis data folder is in use by another program. Close it, or try again in a moment.\n${dataDir}`,
    )
    return 1
  }
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
