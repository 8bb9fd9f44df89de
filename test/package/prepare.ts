import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { buildDesktop, buildPage } from '../../build/compile.ts'
import { packWindows } from '../../build/package.ts'
import { makeElectronDist } from '../support/electron-dist.ts'

const folder = fileURLToPath(new URL('../../.cache/package-check', import.meta.url))
/** Where the packaged program is. */
export const outDir = `${folder}/out`

/** Packages the built program once, as a release machine does, around a stand-in of Electron. */
export async function setup(): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  await buildPage()
  await buildDesktop()
  makeElectronDist(`${folder}/electron`)
  const args = ['--dir', `-c.electronDist=${folder}/electron`, `-c.directories.output=${outDir}`]
  const { status, said } = packWindows(args, {}, 'pipe')
  if (status !== 0) throw new Error(`electron-builder ended with ${status}\n${said}`)
  console.log('packaged around a stand-in of Electron: its files and its window are not looked at')
}
