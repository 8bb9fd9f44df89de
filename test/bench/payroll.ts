import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RawDatabase from 'better-sqlite3'
import { v7 } from 'uuid'
import { openStore, storeFile } from '../../db/open.ts'
import { initialiseStore } from '../../db/settings/initialise.ts'
import { openHost } from '../../electron/host/host.ts'
import { clientOf } from '../support/host.ts'
import { figure, median } from './figures.ts'

const counts = { workers: 300, entries: 1_000_000, monthly: 120_000, styles: 100, operations: 6 }
const now = Date.UTC(2026, 8, 30, 3, 0)
const rounds = 5
/** Entries of 120,000 a month fill the months from January; the last of these is measured, those before it are closed. */
const months = Array.from({ length: 8 }, (_, at) => ({
  from: `2026-0${at + 1}-01`,
  to: new Date(Date.UTC(2026, at + 1, 0)).toISOString().slice(0, 10),
}))
const measured = months.at(-1)!

/** Eight months of a workshop of 300: a million entries, each worker at twenty steps a month. */
async function fillMonths(dir: string): Promise<void> {
  const store = await openStore(dir, async () => {})
  await initialiseStore(store, now)
  await store.close()
  const db = new RawDatabase(storeFile(dir))
  db.pragma('foreign_keys = OFF')
  const numbers = (count: number) =>
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`
  const steps = counts.styles * counts.operations
  const bundles = Math.ceil(counts.entries / counts.operations)
  db.exec(`BEGIN;
    INSERT INTO command (id, uuid, name, station, at, input_digest, answer) VALUES (900000, 'bench', 'bench', '', ${now}, '', 'null');
    INSERT INTO style (id, style_number, name, name_initials, command_id)
      ${numbers(counts.styles)} SELECT i + 1, 'T' || i, '演出服' || i, 'ycf', 900000 FROM n;
    INSERT INTO item (id, kind) ${numbers(counts.styles)} SELECT i + 1, 'sku' FROM n;
    INSERT INTO sku (id, style_id, colour, size, command_id)
      ${numbers(counts.styles)} SELECT i + 1, i + 1, '白', '120', 900000 FROM n;
    INSERT INTO operation (id, style_id, name, name_initials, position, standard_seconds, command_id)
      ${numbers(steps)} SELECT i + 1, i / ${counts.operations} + 1, '工序' || (i % ${counts.operations}), 'gx',
        i % ${counts.operations}, 90, 900000 FROM n;
    INSERT INTO worker (id, name, name_initials, kind, command_id)
      ${numbers(counts.workers)} SELECT i + 1, '工人' || i, 'gr', 'piece', 900000 FROM n;
    INSERT INTO batch (id, batch_number, style_id, state, business_date, due_date, command_id)
      ${numbers(counts.styles)} SELECT i + 1, 'B-' || i, i + 1, 'closed', '2026-01-01', '2026-12-01', 900000 FROM n;
    INSERT INTO bundle (id, batch_id, sku_id, bundle_number, quantity, held, state, command_id)
      ${numbers(bundles)} SELECT i + 1, i % ${counts.styles} + 1, i % ${counts.styles} + 1, i + 1, 20, 0, 'done', 900000 FROM n;
    INSERT INTO work_entry (worker_id, operation_id, bundle_id, good, work_date, rate, at, command_id)
      ${numbers(counts.entries)}
      SELECT i % ${counts.workers} + 1, (i % ${counts.workers} * 7 + i / ${counts.workers} % 20) % ${steps} + 1,
        i / ${counts.operations} + 1, 20,
        date('2026-01-01', '+' || (i / ${counts.monthly}) || ' months', '+' || (i % ${counts.monthly} * 28 / ${counts.monthly}) || ' days'),
        300000 + (i % ${counts.workers} * 7 + i / ${counts.workers} % 20) % ${steps} % 7 * 5000, 0, 900000 FROM n;
    INSERT INTO time_entry (worker_id, work_date, minutes, paid, at, command_id)
      ${numbers(counts.workers * 26 * 8)}
      SELECT i % ${counts.workers} + 1,
        date('2026-01-01', '+' || (i / ${counts.workers * 26}) || ' months', '+' || (i / ${counts.workers} % 26) || ' days'),
        480, 0, 0, 900000 FROM n;
    COMMIT; ANALYZE`)
  db.close()
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The grouped query of a month's pieces with their rates, and the rows a closing must write, by bare statements. */
function floors(dir: string): { readonly query: number; readonly inserts: number } {
  const db = new RawDatabase(storeFile(dir))
  const pragmas = [
    'synchronous = FULL',
    'foreign_keys = ON',
    'wal_autocheckpoint = 8000',
    'secure_delete = ON',
    'cache_size = -20000',
  ]
  for (const pragma of pragmas) db.pragma(pragma)
  const query = db.prepare(
    `SELECT worker_id, operation_id, rate, sum(good), count(*) FROM work_entry
     WHERE work_date BETWEEN '${measured.from}' AND '${measured.to}' AND voided_at IS NULL AND basis = 'piece'
     GROUP BY worker_id, operation_id, rate`,
  )
  const queries = Array.from({ length: rounds }, () => {
    const start = performance.now()
    query.all()
    return performance.now() - start
  })
  // The rows of a run, by bare statements into the tables themselves: as the month before has them, and taken back.
  const last = 'SELECT max(run_id) FROM payslip'
  const copied = (table: string, where: string) => {
    const rows = db.prepare(`SELECT * FROM ${table} WHERE ${where}`).all() as Record<
      string,
      string | number | null
    >[]
    const columns = Object.keys(rows[0]!).filter((name) => name !== 'id')
    const insert = db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    return { insert, rows: rows.map((row) => columns.map((name) => row[name]!)), columns }
  }
  const run = copied('payroll_run', `id = (${last})`)
  const slips = copied('payslip', `run_id = (${last})`)
  const lines = copied('payslip_line', `payslip_id IN (SELECT id FROM payslip WHERE run_id = (${last}))`)
  const month = `work_date BETWEEN '${measured.from}' AND '${measured.to}'`
  const idsOf = (table: string) =>
    db.prepare(`SELECT id FROM ${table} WHERE ${month} ORDER BY id`).pluck().all() as number[]
  const entries = idsOf('work_entry')
  const times = idsOf('time_entry')
  const entry = db.prepare('INSERT INTO payslip_entry VALUES (?, 0, 0, ?, 20)')
  const time = db.prepare('INSERT INTO payslip_time VALUES (?, 0, ?, NULL, 480)')
  db.exec('BEGIN')
  const start = performance.now()
  const runId = Number(run.insert.run(run.rows[0]!).lastInsertRowid)
  let slipId = 0
  const runColumn = slips.columns.indexOf('run_id')
  for (const row of slips.rows) slipId = Number(slips.insert.run(row.with(runColumn, runId)).lastInsertRowid)
  let lineId = 0
  for (const row of lines.rows) lineId = Number(lines.insert.run(row).lastInsertRowid)
  for (const [at, id] of entries.entries()) entry.run(id, lineId - (at % lines.rows.length))
  for (const id of times) time.run(id, slipId)
  const inserts = performance.now() - start
  db.exec('ROLLBACK')
  db.close()
  return { query: median(queries), inserts }
}

/** What the wages say of a month and of all months, where every entry is looked at. */
async function benchInsight(dir: string): Promise<void> {
  const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false, clock: () => now })
  const { insight } = clientOf(host).payroll
  for (const [name, span, limit] of [
    ['a month', measured, '≤ 1 s'],
    ['a million entries', { from: months[0]!.from, to: '2026-12-31' }, 'a few seconds'],
  ] as const) {
    const input = { ...span }
    const change = { by: 'share', permille: 100, styleId: null } as const
    const times = {
      'earnings an hour': () => insight.earnings(input),
      'pace and quality': () => insight.trends(input),
      // All batches of this store begin in January.
      ...(input.from === months[0]!.from && { 'labour of styles': () => insight.styles(input) }),
      'other rates': () => insight.simulate({ span: input, since: input.from, change }),
    }
    for (const [what, read] of Object.entries(times)) {
      const took: number[] = []
      for (let round = 0; round < 3; round++) took.push(await timed(read))
      figure(`${what} of ${name}`, median(took), 'ms', null, limit)
    }
  }
  await host.close()
}

/** What the owner waits for on pay day, with the months before closed. */
export async function benchPayroll(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'yifang-payroll-'))
  try {
    await fillMonths(dir)
    const close = async (span: (typeof months)[number]) => {
      const host = await openHost({ dataDir: dir, version: 'bench', upkeep: false, clock: () => now })
      const api = clientOf(host)
      const previews: number[] = []
      for (let round = 0; round < (span === measured ? rounds : 1); round++)
        previews.push(await timed(() => api.payroll.runs.preview(span)))
      const rows = await api.payroll.runs.preview(span)
      const sum = (key: 'gross' | 'net') => rows.reduce((total, row) => total + row[key], 0)
      const closing = await timed(() =>
        api.payroll.runs.close({
          commandId: v7(),
          ...span,
          workerIds: rows.map(({ workerId }) => workerId),
          note: '',
          expected: { gross: sum('gross'), net: sum('net') },
        }),
      )
      const [run] = await api.payroll.runs.list()
      const { payslips } = await api.payroll.runs.get({ id: run!.id })
      const slip = await timed(async () => {
        const { lines } = await api.payroll.payslips.get({ id: payslips[7]!.id })
        for (const { id, kind } of lines)
          if (kind === 'piece') await api.payroll.payslips.tickets({ lineId: id })
      })
      await host.close()
      return { preview: median(previews), closing, slip }
    }
    for (const span of months.slice(0, -1)) await close(span)
    const floor = floors(dir)
    const { preview, closing, slip } = await close(measured)
    figure(
      'preview of a month of 120,000 entries',
      preview,
      'ms',
      floor.query,
      '≤ 1 s, ≤ 3 × the bare grouped query',
    )
    figure('closing it', closing, 'ms', floor.query + floor.inserts, '≤ 2 × the query and the bare inserts')
    figure('payslip of one worker with all tickets', slip, 'ms', null, '≤ 50 ms')
    await benchInsight(dir)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
