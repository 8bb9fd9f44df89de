import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** What marks Electron's fuses in its program (electron/fuses, docs/tutorial/fuses.md). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseVersion = 1
const on = '1'

const englishUs = 0x409
const unicode = 1200

/** Beside the program and its locales. */
const otherFiles = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'd3dcompiler_47.dll',
  'dxcompiler.dll',
  'dxil.dll',
  'ffmpeg.dll',
  'icudtl.dat',
  'libEGL.dll',
  'libGLESv2.dll',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader.dll',
  'vk_swiftshader_icd.json',
  'vulkan-1.dll',
]

/**
 * Lays out Electron's Windows distribution without Electron: a program that does nothing (or `program`, say a Windows
 * Node), with every fuse on, so that only a fuse that was really turned off reads as off.
 */
export function makeElectronDist(folder: string, program?: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  // A signed program is not changed by the packager: the signature goes.
  const exe = program
    ? NtExecutable.from(readFileSync(program), { ignoreCert: true })
    : NtExecutable.createEmpty(false, false)
  const version = electronVersion()
  const resources = NtExecutableResource.from(exe)
  const info = Resource.VersionInfo.createEmpty()
  info.lang = englishUs
  info.setStringValues(
    { lang: englishUs, codepage: unicode },
    { ProductName: 'Electron', FileVersion: version },
  )
  info.outputToResourceEntries(resources.entries)
  resources.outputResource(exe)
  const fuses = Object.values(FuseV1Options).filter((value) => typeof value === 'number').length
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([fuseVersion, fuses]),
    Buffer.from(on.repeat(fuses)),
  ])
  exe.setExtraData(new Uint8Array(wire).buffer)
  writeFileSync(join(folder, 'electron.exe'), Buffer.from(exe.generate()))
  for (const name of otherFiles) writeFileSync(join(folder, name), `stand-in for ${name}\n`)
  writeFileSync(join(folder, 'version'), version)
  for (const locale of ['en-US', 'zh-CN', 'vi', 'fr'])
    writeFileSync(join(folder, 'locales', `${locale}.pak`), 'stand-in\n')
}

/** The version that the real one would have. */
function electronVersion(): string {
  return (createRequire(import.meta.url)('electron/package.json') as { readonly version: string }).version
}
