import { createReadStream } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { text as readAll } from 'node:stream/consumers'
import yazl from 'yazl'
import { listLogFiles } from '../log-files.ts'
import type { HostServices } from '../services.ts'
import { readHealth } from './health.ts'

/**
 * One file that tells whoever helps from afar how things are. Built from what cannot hold personal data: versions,
 * sizes, counts, findings without figures, and the log, which never held any. Folders and the Windows user's name
 * are somebody's, so they are left out of the log, too.
 */
export async function makeDiagnosis(host: HostServices): Promise<{ fileName: string; file: File }> {
  const { folder: _folder, ...health } = await readHealth(host)
  const { check, failure, unclean } = await host.care.status()
  const jobs = (await host.jobs.list()).map(({ kind, state, startedAt, finishedAt, error }) => ({
    kind: plainWord(kind),
    state: plainWord(state),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    error: error && plainWord(error.code),
  }))
  const store = await host.care.task('diagnose', { dataDir: host.dataDir })
  const care = { unclean, failure, check: { state: check.state, at: check.at, found: check.problems.length } }
  const at = new Date(host.clock())
  const about = { format: 1, madeAt: at.toISOString(), uptimeMs: host.uptime(), health, care, jobs, store }
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(JSON.stringify(about, null, 2)), 'diagnosis.json')
  for (const { name, path } of listLogFiles(host.dataDir)) {
    const said = withoutPlaces(await readAll(createReadStream(path)), host.dataDir)
    zip.addBuffer(Buffer.from(said), `logs/${name}`)
  }
  zip.end()
  const chunks: Buffer<ArrayBuffer>[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer<ArrayBuffer>)
  const fileName = `yifang-diagnosis-${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}.zip`
  return { fileName, file: new File(chunks, fileName, { type: 'application/zip' }) }
}

/** What only the program writes; whatever else got there is none of its words. */
function plainWord(text: unknown): string {
  return typeof text === 'string' && /^[a-z.-]{1,40}$/.test(text) ? text : '#'
}

/** As they stand in JSON: a backslash is two there. */
function withoutPlaces(log: string, dataDir: string): string {
  const places = [dataDir, homedir(), userName()].filter((place) => place.length > 2)
  return places.reduce((said, place) => said.replaceAll(JSON.stringify(place).slice(1, -1), '~'), log)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}
