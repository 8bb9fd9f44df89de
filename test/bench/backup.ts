import { copyFileSync, createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { databasePart, writeArchive } from '../../db/backup/archive.ts'
import { examineCopy } from '../../db/backup/examine.ts'
import { extractBackup } from '../../db/backup/read-archive.ts'
import { makeSealingKey } from '../../db/backup/seal.ts'
import { SealStream } from '../../db/backup/seal-stream.ts'
import { snapshotStore } from '../../db/backup/snapshot.ts'
import { syncFile } from '../../db/backup/stubborn-files.ts'
import { storeFile } from '../../db/open.ts'
import { makeOrders } from '../../electron/host/demo/make-orders.ts'
import { taobaoFiles } from '../../electron/host/demo/order-files.ts'
import { openHost } from '../../electron/host/host.ts'
import { clientOf, id, importFiles } from '../support/host.ts'
import { figure, percentile } from './figures.ts'

/** YIFANG_BENCH_MB makes it smaller where the disk or the patience is. */
const megabytes = Number(process.env.YIFANG_BENCH_MB ?? 1000)

/** Copying, sealing and restoring a large store, and who waits meanwhile. */
export async function benchBackup(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'yifang-bench-backup-'))
  const dir = join(work, 'data')
  try {
    await fill(dir)
    const size = statSync(storeFile(dir)).size / 1e6
    await benchCopies(work, dir, size)
    await benchWaits(dir)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** Raw rows of old imports are most of what a workshop of years keeps; half of each is text that does not shrink. */
async function fill(dir: string): Promise<void> {
  const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false })
  const client = clientOf(host)
  const shop = await client.settings.shops.save({
    commandId: id(),
    id: null,
    platform: 'taobao',
    name: 'bench',
    promiseHours: 48,
  })
  await importFiles(client, shop.id, taobaoFiles(taobao(500, 1), Date.now()))
  await host.close()
  const raw = new RawDatabase(storeFile(dir))
  const { file } = raw.prepare('SELECT min(id) AS file FROM import_file').get() as { file: number }
  const insert = raw.prepare(`INSERT INTO import_row (import_file_id, row, order_number, cells)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT ?, 100000 + i, NULL, json_array(hex(randomblob(120)), '曹县大集镇丁楼村', '小白兔表演服 白色 120', hex(zeroblob(250))) FROM n`)
  while (statSync(storeFile(dir)).size < megabytes * 1e6) {
    insert.run(file)
    raw.pragma('wal_checkpoint(TRUNCATE)')
  }
  raw.close()
}

const taobao = (count: number, seed: number) =>
  makeOrders(count, Date.now(), seed).filter((order) => order.shop === 'taobao')

async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function benchCopies(work: string, dir: string, size: number): Promise<void> {
  const copy = join(work, 'copy.db')
  const bareCopy = () => {
    copyFileSync(storeFile(dir), join(work, 'bare'))
    syncFile(join(work, 'bare'))
  }
  await seconds(bareCopy)
  const bare = await seconds(bareCopy)
  const taken = await seconds(() => snapshotStore(storeFile(dir), copy))
  figure(`backup of ${Math.round(size)} MB: the copy alone`, taken, 's', bare, '≤ 3')
  figure('  its check: pages and rules', await seconds(() => examineCopy(copy)), 's', bare, 'apart')
  const key = await makeSealingKey('a bench of one')
  const label = {
    createdAt: 0,
    reason: 'manual',
    siteId: 'x',
    program: '1',
    schema: 'x',
    lastCommandId: 1,
  } as const
  const sealing = await seconds(() =>
    pipeline(createReadStream(copy, { highWaterMark: 1 << 20 }), new SealStream(key, label), nowhere()),
  )
  figure('  sealing (scrypt, AES-256-GCM)', size / sealing, 'MB/s', null, '≥ 200')
  for (const seal of [null, key]) {
    const target = join(work, seal ? 'sealed' : 'open')
    const about = {
      ...label,
      format: 1,
      photos: false,
      dataKey: 'none',
      madeBy: '',
      newestOrder: null,
    } as const
    const facts = { workshopName: '', restoreEpoch: 1, highestId: 1, lastCommandAt: 0 }
    const counts = { orders: 0, skus: 0, parcels: 0, stockMoves: 0, commands: 0 }
    const parts = [{ name: databasePart, file: copy }]
    const named = seal ? ', with a passphrase' : ''
    const written = await seconds(() =>
      writeArchive(target, parts, { ...about, ...facts, counts }, null, seal),
    )
    figure(`  written as one file${named}`, written, 's', bare, '')
    const out = join(work, `out${named.length}`)
    mkdirSync(out)
    const opening = seal ? { keys: [seal] } : {}
    const back = await seconds(() => extractBackup(target, out, () => true, opening))
    figure(`  restore without its check${named}`, back, 's', bare, '≤ 3')
    rmSync(out, { recursive: true })
  }
}

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() })
}

/** A clerk and a screen, while orders are imported and the store is copied, checked and written. */
async function benchWaits(dir: string): Promise<void> {
  const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false })
  const client = clientOf(host)
  const [shop] = await client.settings.shops.list()
  let isOver = false
  const backup = host.services.care.backup('manual').finally(() => {
    isOver = true
  })
  const reads: number[] = []
  const writes: number[] = []
  let imports = 0
  const importing = (async () => {
    while (!isOver) {
      imports += 1
      await importFiles(client, shop!.id, taobaoFiles(taobao(400, 1000 + imports), Date.now()))
    }
  })()
  const { rows } = await client.orders.list({ offset: 0, limit: 20 })
  while (!isOver) {
    reads.push((await seconds(() => client.orders.list({ offset: 0, limit: 20 }))) * 1000)
    const note = `${writes.length}`
    writes.push(
      (await seconds(() => client.orders.update({ commandId: v7(), id: rows[0]!.id, note }))) * 1000,
    )
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  await Promise.all([backup, importing])
  await host.close()
  figure(
    `a write meanwhile (${imports} imports), 99th percentile`,
    percentile(writes, 0.99),
    'ms',
    null,
    '≤ 50',
  )
  figure('  a read meanwhile, 99th percentile', percentile(reads, 0.99), 'ms', null, '≤ 50')
}
