import { chmodSync, mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makePrivate } from '../../../electron/host/settings/data-folder/privacy.ts'
import { testHost } from '../../support/host.ts'

test('a folder that others could read is theirs no more once a workshop lies in it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-'))
  chmodSync(dir, 0o755)
  const { close, client } = await testHost({ dir })
  expect((await client().settings.dataFolder.state()).isPrivate).toBe(true)
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  await close()
})

test('on Windows its user is let in before the inherited rights go, once a folder', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-'))
  const asked: (readonly string[])[] = []
  const system = {
    platform: 'win32' as const,
    env: { LOCALAPPDATA: '/home/user', USERDOMAIN: 'PC', USERNAME: '王老板' },
    run: async (file: string, args: readonly string[]) => void asked.push([file, ...args]),
  }
  expect(await makePrivate('/home/user/Yifang/data', system)).toBe(true)
  expect(asked).toEqual([])
  expect(await makePrivate(dir, system)).toBe(true)
  expect(await makePrivate(dir, system)).toBe(true)
  const may = ['PC\\王老板:(OI)(CI)F', '*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F']
  expect(asked).toEqual([
    ['icacls', dir, '/grant:r', ...may, '/Q'],
    ['icacls', dir, '/inheritance:r', '/Q'],
  ])
})

test('a stick that knows no users is told of, and nobody is locked out of it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-'))
  const asked: string[] = []
  const run = async (_file: string, args: readonly string[]) => {
    asked.push(args[1]!)
    throw new Error('no such thing on this disk')
  }
  expect(await makePrivate(dir, { platform: 'win32', env: { USERNAME: 'w' }, run })).toBe(false)
  expect(asked).toEqual(['/grant:r'])
})
