import type { KeyObject } from 'node:crypto'
import { createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { removeFile, renameDurably, syncFile } from '../../../../db/backup/stubborn-files.ts'
import { YifangError } from '../../../../shared/errors.ts'
import type { UpdateManifest } from '../../../../shared/settings/update-contract.ts'
import { makeSetupFolder } from './record.ts'
import { believe, longestHeader, longestManifest } from './update-format.ts'

/*
 * A server is one more place where updates lie, and is believed as little as a stick: electron-updater would install what the
 * server's own list says. Here only what our key signed counts; the server's list is the signed manifest itself.
 */

export type Fetch = typeof globalThis.fetch
const patience = 20_000

/** What the server offers, if our key signed it. Raises RefusedUpdate, server-failed. */
export async function askServer(
  server: string,
  keys: readonly KeyObject[],
  fetch: Fetch,
): Promise<UpdateManifest> {
  const text = await read(server, 'yifang-update.json', longestManifest, fetch)
  const signature = await read(server, 'yifang-update.sig', 200, fetch)
  return believe(text, Buffer.from(signature.toString('latin1').trim(), 'base64'), keys)
}

/** Fetches the update's file beside the data, going on where an earlier try ended. Gives its path; nothing of it is believed yet. */
export async function fetchUpdate(
  server: string,
  manifest: UpdateManifest,
  dataDir: string,
  fetch: Fetch,
  progress: (done: number, total: number) => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  const name = `Yifang-${manifest.version}.yifang-update`
  const folder = makeSetupFolder(dataDir)
  const target = join(folder, name)
  const part = `${target}.part`
  const longest = manifest.size + longestHeader
  let have = statSync(part, { throwIfNoEntry: false })?.size ?? 0
  if (have >= longest) have = 0
  const answer = await ask(server, name, fetch, signal, have > 0 ? { range: `bytes=${have}-` } : {})
  // 416: all of it is here already. 200 to a question for the rest: this server knows no parts, it comes from the beginning.
  if (answer.status !== 416) {
    if (answer.status === 200) have = 0
    let done = have
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, next) => {
        done += chunk.length
        if (done > longest) next(new YifangError('server-failed', { status: 0 }))
        else progress(done, longest).then(() => next(null, chunk), next)
      },
    })
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0])
    await pipeline(body, counted, createWriteStream(part, { flags: have > 0 ? 'a' : 'w' }), { signal }).catch(
      failed,
    )
  }
  syncFile(part)
  await renameDurably(part, target, folder)
  return target
}

export async function dropFetched(file: string): Promise<void> {
  await removeFile(file)
}

async function read(server: string, name: string, longest: number, fetch: Fetch): Promise<Buffer> {
  const answer = await ask(server, name, fetch, AbortSignal.timeout(patience))
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer.body ?? []) {
      length += chunk.length
      if (length > longest) break
      chunks.push(Buffer.from(chunk))
    }
  } catch (error) {
    failed(error)
  }
  if (length > longest) throw new YifangError('server-failed', { status: answer.status })
  return Buffer.concat(chunks)
}

async function ask(
  server: string,
  name: string,
  fetch: Fetch,
  signal: AbortSignal,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = new URL(name, server.endsWith('/') ? server : `${server}/`)
  if (url.protocol !== 'https:') throw new YifangError('server-failed', { status: 0 })
  // A redirect could lead anywhere, to http too.
  const answer = await fetch(url, { headers, redirect: 'error', signal }).catch(failed)
  if (answer.ok || answer.status === 416) return answer
  throw new YifangError('server-failed', { status: answer.status })
}

/** Our own errors and the disk's keep their names; the network has a hundred. */
function failed(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof YifangError || ['ENOSPC', 'EACCES', 'EPERM'].includes(code)) throw error
  throw new YifangError('server-failed', { status: 0 })
}
