import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, onTestFinished, test } from 'vitest'
import { canonicalManifest, signManifest } from '../../../electron/host/settings/updates/update-format.ts'
import { jobEnd } from '../../support/host.ts'
import { manifestFor, newKey, type ReleaseKey, updateBytes } from '../../support/update-files.ts'
import { codeOf, key, newPc } from './support.ts'

const big = Buffer.from('MZ the next version. '.repeat(40_000))
const server = 'https://updates.example/yifang'

/** A plain file server; https is the address that the program is given, and what it would refuse otherwise. */
async function newServer(by: ReleaseKey = key) {
  const asked: { readonly path: string; readonly range: string | undefined }[] = []
  const manifest = manifestFor(big)
  const files = new Map<string, Buffer>([
    ['/yifang/yifang-update.json', canonicalManifest(manifest)],
    ['/yifang/yifang-update.sig', Buffer.from(signManifest(manifest, by.privateKey).toString('base64'))],
    ['/yifang/Yifang-0.2.0.yifang-update', updateBytes(by, big)],
  ])
  const http = createServer((request, response) => {
    const path = request.url ?? ''
    const { range } = request.headers
    asked.push({ path, range })
    const body = files.get(path)
    if (!body) {
      const to = path.startsWith('/moved') ? { location: '/yifang/yifang-update.json' } : {}
      response.writeHead(path.startsWith('/moved') ? 302 : 404, to).end()
      return
    }
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0)
    response.writeHead(from > 0 ? 206 : 200).end(body.subarray(from))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void http.close())
  const { port } = http.address() as AddressInfo
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(String(input))
    expect(url.protocol).toBe('https:')
    return globalThis.fetch(`http://127.0.0.1:${port}${url.pathname}`, init)
  }
  return { asked, files, fetch }
}

const save = (address: string) => ({ commandId: v7(), folder: '', server: address })

test('no server is asked before the owner names one, and only an https one is taken', async () => {
  const { asked, fetch } = await newServer()
  const { client } = await newPc().start('0.1.0', { fetch })
  await client.settings.updates.look()
  expect(asked).toEqual([])
  expect(await codeOf(client.settings.updates.saveSettings(save('http://updates.example')))).toBe(
    'input-invalid',
  )
})

test('a newer version is fetched as a job, going on where an earlier try ended, and offered like one of a stick', async () => {
  const pc = newPc()
  const { asked, fetch, files } = await newServer()
  const { client } = await pc.start('0.1.0', { fetch })
  await client.settings.updates.saveSettings(save(server))
  const seen = await client.settings.updates.look()
  expect(seen).toMatchObject({ offer: null, server: { version: '0.2.0', size: big.length, failed: false } })
  const folder = `${pc.dataDir}-updates`
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'Yifang-0.2.0.yifang-update.part'),
    files.get('/yifang/Yifang-0.2.0.yifang-update')!.subarray(0, 1000),
  )
  const { jobId } = await client.settings.updates.fetch()
  expect(await jobEnd(client, jobId)).toMatchObject({ state: 'done' })
  expect(asked.at(-1)).toEqual({ path: '/yifang/Yifang-0.2.0.yifang-update', range: 'bytes=1000-' })
  expect(readFileSync(join(folder, 'Yifang-Setup-0.2.0.exe'))).toEqual(big)
  const { offer, server: rest } = await client.settings.updates.look()
  expect(offer).toMatchObject({ version: '0.2.0', kind: 'brought' })
  expect(rest.version).toBe(null)
})

test('a server is believed as little as a stick', async () => {
  const pc = newPc()
  const { fetch, files } = await newServer()
  const { client } = await pc.start('0.1.0', { fetch })
  await client.settings.updates.saveSettings(save(server))
  await client.settings.updates.look()
  // The list is ours, the file is not.
  files.set('/yifang/Yifang-0.2.0.yifang-update', updateBytes(newKey(), big))
  const { jobId } = await client.settings.updates.fetch()
  expect(await jobEnd(client, jobId)).toMatchObject({
    state: 'failed',
    error: { code: 'update-refused', data: { reason: 'altered' } },
  })
  expect(readdirSync(`${pc.dataDir}-updates`)).toEqual([])
  // More than was signed is not even read to its end.
  files.set('/yifang/Yifang-0.2.0.yifang-update', Buffer.concat([updateBytes(key, big), Buffer.alloc(1e6)]))
  const again = await client.settings.updates.fetch()
  expect(await jobEnd(client, again.jobId)).toMatchObject({
    state: 'failed',
    error: { code: 'server-failed' },
  })
})

test('a foreign list, a redirect and no answer offer nothing, and say that it did not work', async () => {
  const foreign = await newServer(newKey())
  const { client } = await newPc().start('0.1.0', { fetch: foreign.fetch })
  for (const address of [server, 'https://updates.example/moved', 'https://updates.example/nothing']) {
    await client.settings.updates.saveSettings(save(address))
    expect((await client.settings.updates.look()).server).toEqual({ version: null, size: 0, failed: true })
  }
})
