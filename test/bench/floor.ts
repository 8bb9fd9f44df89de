import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { openStore, storeFile } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import { openHost } from '../../electron/host/host.ts'
import { clientOf } from '../support/host.ts'
import { figure, median, percentile } from './figures.ts'

export const now = Date.UTC(2026, 4, 20, 3, 0)
export const today = '2026-05-20'
export const counts = {
  entries: 1_000_000,
  openBatches: 300,
  openBundles: 20_000,
  lines: 50_000,
  workers: 60,
}
const operations = 6
export const bundlePieces = 20
/** Enough for a steady 99th percentile; the first of each are not counted, in which nothing is compiled yet. */
const rounds = 1000
const warmUp = 100

/**
 * A year of a large workshop: 1,000,000 work entries, 300 open batches with 20,000 live bundles half way through six
 * operations, and 50,000 open order lines that lack pieces.
 */
export async function fillFloor(dir: string, entries = counts.entries): Promise<void> {
  const store = await openStore(dir, async () => {})
  await initialiseStore(store, now)
  await store.close()
  const db = new RawDatabase(storeFile(dir))
  db.pragma('foreign_keys = OFF')
  const styles = 100
  const sizes = 5
  const closedBundles = Math.round(entries / operations) - counts.openBundles / 2
  db.exec('BEGIN')
  db.prepare(
    "INSERT INTO command (id, uuid, name, station, at, input_digest, answer) VALUES (900000, 'bench', 'bench', '', ?, '', 'null')",
  ).run(now)
  // A million rows of each table from numbers: SQLite makes them itself.
  const numbers = (count: number) =>
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`
  const open = counts.openBundles
  const all = open + closedBundles
  const batches = counts.openBatches + 2000
  db.exec(`
    INSERT INTO style (id, style_number, name, name_initials, command_id)
      ${numbers(styles)} SELECT i + 1, 'T' || i, '演出服' || i, 'ycf', 900000 FROM n;
    INSERT INTO item (id, kind) ${numbers(styles * sizes)} SELECT i + 1, 'sku' FROM n;
    INSERT INTO sku (id, style_id, colour, size, command_id)
      ${numbers(styles * sizes)} SELECT i + 1, i / ${sizes} + 1, '白', 110 + i % ${sizes} * 10, 900000 FROM n;
    INSERT INTO operation (id, style_id, name, name_initials, position, standard_seconds, command_id)
      ${numbers(styles * operations)} SELECT i + 1, i / ${operations} + 1, '工序' || (i % ${operations}), 'gx', i % ${operations}, 90, 900000 FROM n;
    INSERT INTO operation_predecessor (operation_id, predecessor_id, command_id)
      ${numbers(styles * operations)} SELECT i + 1, i, 900000 FROM n WHERE i % ${operations} > 0;
    INSERT INTO piece_rate (operation_id, valid_from, rate, command_id)
      ${numbers(styles * operations)} SELECT i + 1, '2026-01-01', 850000, 900000 FROM n;
    INSERT INTO worker (id, name, name_initials, kind, command_id)
      ${numbers(counts.workers)} SELECT i + 1, '工人' || i, 'gr', 'piece', 900000 FROM n;
    INSERT INTO batch (id, batch_number, style_id, state, business_date, due_date, command_id)
      ${numbers(batches)} SELECT i + 1, 'B-' || i, i % ${styles} + 1, iif(i < ${counts.openBatches}, 'open', 'closed'),
        '2026-05-01', date('2026-05-10', '+' || (i % 40) || ' days'), 900000 FROM n;
    INSERT INTO batch_line (batch_id, sku_id, planned, command_id)
      ${numbers(counts.openBatches * sizes)}
      SELECT i / ${sizes} + 1, (i / ${sizes}) % ${styles} * ${sizes} + i % ${sizes} + 1, 400, 900000 FROM n;
    INSERT INTO batch_operation (batch_id, operation_id, position, recorded, predecessors, command_id)
      ${numbers(batches * operations)}
      SELECT i / ${operations} + 1, (i / ${operations}) % ${styles} * ${operations} + i % ${operations} + 1, i % ${operations}, 1,
        iif(i % ${operations} = 0, '[]', '[' || ((i / ${operations}) % ${styles} * ${operations} + i % ${operations}) || ']'), 900000 FROM n;
    INSERT INTO bundle (id, batch_id, sku_id, bundle_number, quantity, held, state, command_id)
      ${numbers(all)}
      SELECT i + 1, batch, (batch - 1) % ${styles} * ${sizes} + i % ${sizes} + 1, i + 1, ${bundlePieces},
        iif(i < ${open}, ${bundlePieces}, 0), iif(i < ${open}, 'live', 'done'), 900000
      FROM (SELECT i, iif(i < ${open}, i * ${counts.openBatches} / ${open}, ${counts.openBatches} + i % 2000) + 1 AS batch FROM n);
    INSERT INTO bundle_move (bundle_id, kind, quantity, at, command_id)
      SELECT id, 'begun', ${bundlePieces}, ${now - 9e8}, 900000 FROM bundle;
    INSERT INTO bundle_move (bundle_id, kind, quantity, at, command_id)
      SELECT id, 'finished', -${bundlePieces}, ${now - 8e8}, 900000 FROM bundle WHERE state = 'done';
    INSERT INTO work_entry (worker_id, operation_id, bundle_id, good, work_date, rate, at, command_id)
      SELECT b.id % ${counts.workers} + 1, s.operation_id, b.id, ${bundlePieces}, '2026-05-10', 850000, ${now - 8e8}, 900000
      FROM bundle b JOIN batch_operation s ON s.batch_id = b.batch_id WHERE b.state = 'done' OR s.position < 3;
    INSERT INTO bundle_progress (bundle_id, operation_id, good, rework, scrap)
      SELECT bundle_id, operation_id, good, 0, 0 FROM work_entry;
    INSERT INTO shop (id, platform, name, currency, time_zone, command_id)
      VALUES (900, 'taobao', '店', 'CNY', 'Asia/Shanghai', 900000);
    INSERT INTO orders (id, shop_id, order_number, status, currency, stage, ship_by, ship_by_source, piece_count, short_count, command_id)
      ${numbers(counts.lines / 2)} SELECT i + 1, 900, 'N' || i, 'paid', 'CNY', 'open', ${now} + i * 1000, 'promise', 2, 2, 900000 FROM n;
    INSERT INTO order_line (order_id, line_key, title, match_key, sku_id, sku_source, quantity, command_id)
      ${numbers(counts.lines)}
      SELECT i / 2 + 1, 'L' || i, '演出服', 'm', i % ${styles * sizes} + 1, 'code', 1 + i % 3, 900000 FROM n;
  `)
  db.exec('COMMIT')
  db.exec('ANALYZE')
  db.close()
}

/** Milliseconds of each call. */
async function timed(times: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let round = 0; round < times; round++) {
    const start = performance.now()
    await work(round)
    all.push(performance.now() - start)
  }
  return all
}

/**
 * The rows of one recorded entry by bare prepared statements, each entry in a commit of its own under the store's own
 * pragmas: nothing is asked, nothing refused.
 */
function bareCommits(dir: string, times: number): number[] {
  const db = new RawDatabase(storeFile(dir))
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('wal_autocheckpoint = 8000')
  db.pragma('secure_delete = ON')
  db.pragma('cache_size = -20000')
  const command = db.prepare(
    "INSERT INTO command (uuid, name, station, at, input_digest) VALUES (?, 'bare', '', 0, '') RETURNING id",
  )
  const entry = db.prepare(
    `INSERT INTO work_entry (worker_id, operation_id, bundle_id, good, work_date, rate, at, command_id)
     VALUES (?, ?, ?, 20, '${today}', 850000, 0, ?) RETURNING id`,
  )
  const audit = db.prepare(
    `INSERT INTO audit (command_id, table_name, row_id, last_row_id, action, after) VALUES (?, 'work_entry', ?, ?, 'insert', ?)`,
  )
  const progress = db.prepare(
    'INSERT INTO bundle_progress (bundle_id, operation_id, good, rework, scrap) VALUES (?, ?, 20, 0, 0)',
  )
  const answer = db.prepare('UPDATE command SET answer = ? WHERE id = ?')
  // The same steps, in the same order, of batches that the recording itself does not touch.
  const open = db
    .prepare(
      `SELECT bundle.id AS bundleId, operation_id AS operationId FROM bundle JOIN batch_operation USING (batch_id)
       WHERE batch_id > 100 AND bundle.state = 'live' AND position IN (3, 4)
       ORDER BY batch_id, position, bundle.id LIMIT ${times}`,
    )
    .all() as { bundleId: number; operationId: number }[]
  const row =
    '{"worker_id":1,"operation_id":1,"bundle_id":1,"good":20,"basis":"piece","work_date":"2026-05-20"}'
  const all: number[] = []
  for (const [round, { bundleId, operationId }] of open.entries()) {
    const start = performance.now()
    db.transaction(() => {
      const { id } = command.get(`bare-${round}`) as { id: number }
      const written = entry.get(1 + (round % counts.workers), operationId, bundleId, id) as { id: number }
      audit.run(id, written.id, written.id, row)
      progress.run(bundleId, operationId)
      answer.run(row, id)
    })()
    all.push(performance.now() - start)
  }
  db.close()
  return all
}

/** What the floor's people wait for, on a year's books. */
export async function benchFloor(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-floor-'))
  try {
    await fillFloor(dir)
    const bare = bareCommits(dir, rounds)
    const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false, clock: () => now })
    try {
      const api = clientOf(host)
      const batches = []
      for (let id = 2; id < 2 + Math.ceil(rounds / 120); id++)
        batches.push(await api.production.batches.get({ id }))
      const todo = batches.flatMap(({ bundles, operations: steps }) =>
        [3, 4].flatMap((step) => bundles.map((bundle) => ({ bundle, operationId: steps[step]!.id }))),
      )
      const record = await timed(rounds, async (round) => {
        const { bundle, operationId } = todo[round]!
        await api.production.work.scan({ code: bundle.code })
        await api.production.work.record({
          commandId: v7(),
          bundleId: bundle.id,
          operationId,
          workerId: 1 + (round % counts.workers),
          good: bundlePieces,
          rework: 0,
          scrap: 0,
          reason: '',
          basis: 'piece',
          workDate: today,
        })
      })
      const goal = '≤ 30 ms, ≤ 2 × a bare commit'
      figure(
        'scan to acknowledged entry, p99',
        percentile(record.slice(warmUp), 0.99),
        'ms',
        percentile(bare.slice(warmUp), 0.99),
        goal,
      )
      figure(
        'scan to acknowledged entry, median',
        median(record.slice(warmUp)),
        'ms',
        median(bare.slice(warmUp)),
        '',
      )
      const board = await timed(7, () => api.production.board())
      figure('board of 300 open batches', median(board), 'ms', null, '≤ 100 ms')
      const matrix = await timed(7, () => api.production.batches.get({ id: 5 }))
      figure('batch with its matrix', median(matrix), 'ms', null, '≤ 100 ms')
      const list = await timed(7, () => api.production.batches.list({}))
      figure('list of open batches', median(list), 'ms', null, '≤ 100 ms')
      const slow = await timed(5, () => api.production.slowBundles({ days: 2 }))
      figure('bundles left lying', median(slow), 'ms', null, '')
      const proposals = await timed(5, () => api.planning.proposals({}))
      figure('proposal over 50,000 open lines', median(proposals), 'ms', null, '≤ 1000 ms')
    } finally {
      await host.close()
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
