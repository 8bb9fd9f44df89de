import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cacheFolder = fileURLToPath(new URL('../../.cache/', import.meta.url))

/**
 * Path of the Chromium that tests drive: inflated once from the npm package `@sparticuz/chromium` into the
 * ignored `.cache/chromium`, so that no test needs the network. Launch it with `chromiumArgs`.
 *
 * Safe for several processes at once: each inflates into a folder of its own and renames it; a rename onto a
 * full folder fails, so the first one stays and the others throw theirs away.
 */
export function chromiumPath(): Promise<string> {
  inflated ??= inflate()
  return inflated
}

/** Once per process, since TMPDIR is changed meanwhile. */
let inflated: Promise<string> | undefined

async function inflate(): Promise<string> {
  const folder = join(cacheFolder, 'chromium')
  const binary = join(folder, 'chromium')
  if (existsSync(binary)) return binary
  const work = join(cacheFolder, `chromium-${process.pid}-${randomUUID()}`)
  await mkdir(work, { recursive: true })
  // The package knows no other way to choose its folder than os.tmpdir(), which reads TMPDIR at each call.
  const before = process.env.TMPDIR
  process.env.TMPDIR = work
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    await chromium.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  await rename(work, folder).catch(async (error: unknown) => {
    await rm(work, { recursive: true, force: true })
    if (!existsSync(binary)) throw error
  })
  return binary
}

/** Root in a container has no user namespaces for Chromium's sandbox; hinting would move glyphs off the millimetre. */
export const chromiumArgs: readonly string[] = ['--no-sandbox', '--font-render-hinting=none']
