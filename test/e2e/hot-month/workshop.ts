import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Locator, Page } from 'playwright-core'
import { v7 } from 'uuid'
import { type ServedApp, startApp } from '../../support/app.ts'
import { type OpenedPage, openPage } from '../pages.ts'

const cli = fileURLToPath(new URL('../../../electron/cli.ts', import.meta.url))

function runCli(...flags: string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...flags], { encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

/** A file that was never on a disk. */
export interface UploadedFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A workshop on a data folder of its own, with its host and somebody in front of the screen. */
export class Workshop {
  readonly app: ServedApp
  readonly opened: OpenedPage
  private readonly dataDir: string
  private constructor(app: ServedApp, opened: OpenedPage, dataDir: string) {
    this.app = app
    this.opened = opened
    this.dataDir = dataDir
  }

  /** `orders`: filled as the demo workshop with so many orders; none: an empty folder. */
  static async open(browser: Browser, orders = 0): Promise<Workshop> {
    const dataDir = await mkdtemp(join(tmpdir(), 'yifang-test-'))
    if (orders > 0) {
      const made = runCli('demo', '--data', dataDir, '--orders', String(orders))
      if (made.status !== 0) throw new Error(made.output)
    }
    const app = await startApp({ dataDir })
    return new Workshop(app, await openPage(browser, app.link), dataDir)
  }

  get page(): Page {
    return this.opened.page
  }
  async go(hash: string): Promise<void> {
    await this.page.goto(`${this.app.url}#${hash}`)
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }
  /** The dialog that was opened last. */
  dialog(): Locator {
    return this.page.getByRole('dialog').last()
  }
  inDialog(name: string | RegExp): Locator {
    return this.dialog().getByRole('button', { name })
  }
  says(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor()
  }
  /** Chooses an option of a list, by typing into it where it can be searched. */
  async choose(label: string, text: string, option: string | RegExp = text): Promise<void> {
    const list = this.page.getByRole('combobox', { name: label }).last()
    await list.click()
    if (await list.isEditable()) await list.fill(text)
    const options = this.page.locator('.ant-select-dropdown:visible .ant-select-item-option')
    await options.filter({ hasText: option }).first().click()
  }
  /** Gives files to the screen as if they were dropped there. */
  async take(files: UploadedFile | readonly UploadedFile[] | string): Promise<void> {
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles(files as UploadedFile[] | string)
  }
  /** What a button saves: its path, under the name that the program gave it. */
  async saved(name: string): Promise<string> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.button(name).first().click()])
    const path = join(this.dataDir, file.suggestedFilename())
    await file.saveAs(path)
    return path
  }

  read<T>(path: string, input: object = {}): Promise<T> {
    return this.app.call<T>(path, input)
  }
  write<T>(path: string, input: object): Promise<T> {
    return this.app.call<T>(path, { commandId: v7(), ...input })
  }

  /** What `check` says of the folder, in its last line. */
  check(): { readonly status: number | null; readonly output: string } {
    return runCli('check', '--data', this.dataDir)
  }
  async close(): Promise<void> {
    await this.app.close()
    await rm(this.dataDir, { recursive: true, force: true })
  }
}
