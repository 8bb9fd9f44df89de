/**
 * Takes the installer guide's pictures of the real screens and prints it, one A4 page a language:
 * `node build/guide.ts` → docs/installer-guide/*.png and *.pdf.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { v7 } from 'uuid'
import { openHost } from '../electron/host/host.ts'
import { openHttpDoor } from '../electron/host/http/door.ts'
import { chromiumArgs, chromiumPath } from '../test/support/chromium.ts'
import { clientOf } from '../test/support/host.ts'
import { newKey, putUpdate } from '../test/support/update-files.ts'
import { buildPage } from './compile.ts'

const root = join(import.meta.dirname, '..')
const guide = join(root, 'docs', 'installer-guide')
const work = mkdtempSync(join(tmpdir(), 'yifang-guide-'))
const drive = 'E:\\'
const languages = ['zh-CN', 'en'] as const

await buildPage()
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs] })
await takePictures(browser)
for (const language of languages) {
  const page = await browser.newPage()
  await page.goto(pathToFileURL(join(guide, `${language}.html`)).href, { waitUntil: 'networkidle' })
  await page.pdf({ path: join(guide, `${language}.pdf`), preferCSSPageSize: true, printBackground: true })
  await page.close()
}
await browser.close()
rmSync(work, { recursive: true, force: true })

async function takePictures(shown: Browser): Promise<void> {
  const dataDir = join(work, 'demo')
  // A stick as the screens of Windows name it; here a folder below the one that this works in.
  process.chdir(work)
  mkdirSync(drive)
  const key = newKey()
  const updates = { keys: [key.publicKey], places: [drive], installer: { endAndRun: () => {} } }
  spawnSync(process.execPath, [join(root, 'electron/cli.ts'), 'demo', '--data', dataDir, '--orders', '800'], {
    stdio: 'inherit',
  })
  putUpdate(drive, key, Buffer.from('MZ'), { version: '0.2.0' })
  for (const language of languages)
    await withPage(shown, dataDir, language, updates, async (page, url) => {
      await page.goto(`${url}#/settings/update`)
      await page.getByRole('button', { name: language === 'en' ? 'Look now' : '现在查看' }).click()
      await page.goto(`${url}#/`)
      await page.getByText('0.2.0').first().waitFor()
      await shoot(page, `update-${language}`, { x: 84, y: 0, width: 940, height: 116 })
      await page.goto(`${url}#/settings/backup`)
      await page.waitForTimeout(1500)
      const buttons = await page
        .getByRole('button', { name: language === 'en' ? 'Save everything' : '另存整个衣坊' })
        .boundingBox()
      const use = await page
        .getByRole('button', { name: language === 'en' ? 'Use it' : '用它' })
        .first()
        .boundingBox()
      // From what saves everything down to the stick that is to be used.
      const top = buttons!.y - 12
      const height = use!.y + use!.height + 12 - top
      await shoot(page, `places-${language}`, { x: 300, y: top, width: 716, height })
      await page
        .getByRole('row')
        .getByRole('button', { name: language === 'en' ? 'Restore' : '恢复' })
        .first()
        .click()
      await page.waitForTimeout(1500)
      const dialog = page.getByRole('dialog')
      await dialog.screenshot({ path: join(guide, `look-${language}.png`) })
    })
}

async function withPage(
  shown: Browser,
  dataDir: string,
  language: (typeof languages)[number],
  updates: NonNullable<Parameters<typeof openHost>[0]['updates']>,
  take: (page: Page, url: string) => Promise<void>,
): Promise<void> {
  const host = await openHost({
    dataDir,
    version: '0.1.0',
    upkeep: false,
    updates,
    drives: { roots: async () => [drive], diskOf: (folder) => Number(folder === drive) },
  })
  const client = clientOf(host)
  await client.settings.session.setLanguage({ language })
  const { jobId } = await client.settings.backup.make()
  while ((await client.settings.jobs.list()).some(({ id, state }) => id === jobId && state === 'running'))
    await new Promise((resolve) => setTimeout(resolve, 50))
  // The line about copies outside the PC is another picture's.
  await client.settings.backup.carried({ commandId: v7() })
  const door = await openHttpDoor(host.services, { port: 0, pageDir: join(root, 'out', 'renderer') })
  const context = await shown.newContext({
    viewport: { width: 1024, height: 900 },
    deviceScaleFactor: 1.5,
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto(door.newLink())
  await take(page, door.url)
  await context.close()
  await door.close()
  await host.close()
}

async function shoot(
  page: Page,
  name: string,
  clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<void> {
  await page.waitForTimeout(1500)
  await page.screenshot({ path: join(guide, `${name}.png`), clip })
}
