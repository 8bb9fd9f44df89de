import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compressFiles } from '../../../build/compressed-files.ts'
import { sendStatic } from '../../../electron/host/http/static-files.ts'

const script = 'export const pieces = 30 // 件\n'.repeat(200)
const font = randomBytes(5000)
const page = `<!doctype html><title>衣坊</title>${'<p>1</p>'.repeat(300)}`

let folder: string
let root: string
let server: Server

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yifang-static-'))
  root = join(folder, 'page')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), page)
  writeFileSync(join(root, 'assets', 'record-abc.js'), script)
  writeFileSync(join(root, 'assets', 'small-abc.js'), 'export {}')
  writeFileSync(join(root, 'assets', 'font-abc.woff2'), font)
  writeFileSync(join(folder, 'books.js'), 'secret'.repeat(1000))
  await compressFiles(folder)
  server = createServer((asked, response) => {
    void sendStatic(root, asked.url!, asked, response).then((found) => found || response.writeHead(404).end())
  }).listen(0)
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('files of the page', () => {
  it('come compressed to who reads Brotli, with the same bytes in them, to be kept for ever', async () => {
    const { status, headers, body } = await ask('/assets/record-abc.js', {
      'accept-encoding': 'gzip, deflate, br, zstd',
    })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(body.length),
      vary: 'Accept-Encoding',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect(body.length).toBeLessThan(script.length / 10)
    expect(brotliDecompressSync(body).toString()).toBe(script)
  })

  it('come as they are to everybody else, and say that it hangs on what is read', async () => {
    const refusing = ['gzip, deflate', 'br;q=0', 'gzip, br; q=0.000', 'brotli', '']
    for (const accepted of refusing) {
      const { headers, body } = await ask('/assets/record-abc.js', { 'accept-encoding': accepted })
      expect(headers['content-encoding'], accepted).toBeUndefined()
      expect(headers.vary, accepted).toBe('Accept-Encoding')
      expect(headers['content-length'], accepted).toBe(String(Buffer.byteLength(script)))
      expect(body.toString(), accepted).toBe(script)
    }
    expect((await ask('/assets/record-abc.js')).body.toString()).toBe(script)
  })

  it('come as they are where nothing is won: fonts, and what is short', async () => {
    const brotli = { 'accept-encoding': 'br' }
    const ofFont = await ask('/assets/font-abc.woff2', brotli)
    expect(ofFont.headers['content-encoding']).toBeUndefined()
    expect(ofFont.headers['content-type']).toBe('font/woff2')
    expect(ofFont.body.equals(font)).toBe(true)
    const small = await ask('/assets/small-abc.js', brotli)
    expect(small.headers['content-encoding']).toBeUndefined()
    expect(small.body.toString()).toBe('export {}')
  })

  it('tell their length to who asks for it alone, and send nothing', async () => {
    for (const path of ['/', '/assets/record-abc.js']) {
      const whole = await ask(path, { 'accept-encoding': 'br' })
      const head = await ask(path, { 'accept-encoding': 'br' }, 'HEAD')
      expect(head.headers['content-length']).toBe(whole.headers['content-length'])
      expect(head.headers['content-encoding']).toBe('br')
      expect(head.body.length).toBe(0)
    }
  })

  it('are not sent again where the browser has this version: of the page, which keeps its name', async () => {
    const brotli = { 'accept-encoding': 'br' }
    const first = await ask('/floor/hand-outs', brotli)
    expect(brotliDecompressSync(first.body).toString()).toBe(page)
    expect(first.headers['cache-control']).toBe('no-cache')
    const plain = await ask('/')
    // Two forms of one page are not the same bytes.
    expect(plain.headers.etag).not.toBe(first.headers.etag)
    const tag = first.headers.etag!
    const again = await ask('/', { ...brotli, 'if-none-match': `"old", W/${tag}` })
    expect(again.status).toBe(304)
    expect(again.body.length).toBe(0)
    expect(again.headers.etag).toBe(tag)
    expect((await ask('/', { ...brotli, 'if-none-match': '"old"' })).status).toBe(200)
  })

  it('never come from outside their folder, compressed or not, and a copy has no address', async () => {
    const brotli = { 'accept-encoding': 'br' }
    for (const path of [
      '/../books.js',
      '/..%2fbooks.js',
      '/assets/..%2f..%2fbooks.js',
      '/%2e%2e/books.js',
      '/..%5cbooks.js',
      '/assets/record-abc.js.br',
      '/index.html.br',
      '/assets/none.js',
    ]) {
      const { status, body } = await ask(path, brotli)
      expect(status, path).toBe(404)
      expect(body.toString(), path).not.toContain('secret')
    }
  })
})
