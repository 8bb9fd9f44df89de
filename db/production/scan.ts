import { type Kysely, sql } from 'kysely'
import { encodeCode } from '../../shared/barcode.ts'
import { YifangError } from '../../shared/errors.ts'
import { remainingAt } from '../../shared/production/progress.ts'
import type { ScannedBundle } from '../../shared/production/work-contract.ts'
import { skuLabels } from '../catalog/lookups.ts'
import { codeStamp, readCode, rowOfCode, unknownCode } from '../printed-code.ts'
import type { Database } from '../schema.ts'
import { doersOf } from './forebears.ts'
import { holdersOf } from './in-hand.ts'
import { partsLacking } from './part-sets.ts'
import { batchSteps, doneOn } from './progress.ts'

type Scanned =
  | { kind: 'bundle'; bundle: ScannedBundle; operationId: number | null }
  | { kind: 'worker'; worker: { id: number; name: string } }

/**
 * What was scanned or typed where work is recorded: a ticket, the numbers that stand on it ("260518-2 7"), a badge, or a
 * worker's name or its pinyin initials where only one has it. Raises code-unknown, code-foreign, code-old-epoch, and
 * ticket-split, ticket-done or ticket-voided for a ticket that is no more.
 */
export async function scanWork(db: Kysely<Database>, text: string): Promise<Scanned> {
  const code = await readCode(db, text)
  if (code?.kind === 'bundle') {
    const id = await rowOfCode(db, code, text)
    if (id !== null)
      return { kind: 'bundle', bundle: await scannedBundle(db, id), operationId: code.operationId }
  }
  const typed = /^(\d{6}-\d{1,5})[\s#/.]+(\d{1,6})$/.exec(text.normalize('NFKC').trim())
  if (typed) {
    const id = await bundleNumbered(db, typed[1]!, Number(typed[2]))
    if (id !== null) return { kind: 'bundle', bundle: await scannedBundle(db, id), operationId: null }
  }
  const worker = await findWorker(db, code?.kind === 'worker' ? await rowOfCode(db, code, text) : null, text)
  if (worker) return { kind: 'worker', worker }
  throw await unknownCode(db, text)
}

async function findWorker(
  db: Kysely<Database>,
  id: number | null,
  text: string,
): Promise<{ id: number; name: string } | null> {
  const word = text.normalize('NFKC').trim()
  const rows = await db
    .selectFrom('worker')
    .select(['id', 'name'])
    .where('archived_at', 'is', null)
    .where((eb) =>
      id === null
        ? eb.or([eb('name', '=', word), eb('name_initials', '=', word.toLowerCase())])
        : eb('id', '=', id),
    )
    .limit(2)
    .execute()
  return rows.length === 1 ? rows[0]! : null
}

async function bundleNumbered(
  db: Kysely<Database>,
  batchNumber: string,
  bundleNumber: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('bundle')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .select('bundle.id')
    .where('batch_number', '=', batchNumber)
    .where('bundle_number', '=', bundleNumber)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Why a ticket cannot be used any more, and which bundles have its pieces now. */
async function ticketOver(
  db: Kysely<Database>,
  row: {
    readonly id: number
    readonly state: string
    readonly bundle_number: number
    readonly batch_number: string
  },
): Promise<YifangError> {
  const facts = { bundle: row.bundle_number, batch: row.batch_number }
  if (row.state === 'voided') return new YifangError('ticket-voided', facts)
  const { rows } = await sql<{ now: number }>`
    WITH RECURSIVE heir (id) AS (
      SELECT bundle_id FROM bundle_origin WHERE from_bundle_id = ${row.id}
      UNION SELECT o.bundle_id FROM bundle_origin o JOIN heir ON o.from_bundle_id = heir.id)
    SELECT bundle_number AS now FROM heir JOIN bundle ON bundle.id = heir.id
    WHERE bundle.state IN ('live', 'done') ORDER BY bundle_number`.execute(db)
  return rows.length > 0
    ? new YifangError('ticket-split', { ...facts, now: rows.map(({ now }) => now) })
    : new YifangError('ticket-done', facts)
}

/**
 * A live bundle with what remains at each step and who did what there. Raises not-found, ticket-split, ticket-done,
 * ticket-voided.
 */
export async function scannedBundle(db: Kysely<Database>, id: number): Promise<ScannedBundle> {
  const row = await db
    .selectFrom('bundle')
    .innerJoin('batch', 'batch.id', 'batch_id')
    .innerJoin('style', 'style.id', 'batch.style_id')
    .selectAll('bundle')
    .select(['batch_number', 'style.name as style_name'])
    .where('bundle.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new YifangError('not-found', { what: 'bundle', id })
  if (row.state !== 'live') throw await ticketOver(db, row)
  const [steps, done, labels, stamp] = [
    await batchSteps(db, row.batch_id),
    await doneOn(db, [id]),
    await skuLabels(db, [row.sku_id]),
    await codeStamp(db),
  ]
  const doers = await doersOf(db, id)
  const remaining = (operationId: number) => remainingAt(row.quantity, done, steps, operationId)
  const holders = await holdersOf(db, id, remaining)
  return {
    id,
    code: encodeCode({ kind: 'bundle', id, ...stamp }),
    bundleNumber: row.bundle_number,
    batchId: row.batch_id,
    batchNumber: row.batch_number,
    styleName: row.style_name,
    sku: labels.get(row.sku_id)!,
    dyeLot: row.dye_lot,
    quantity: row.quantity,
    held: row.held,
    partsLacking: await partsLacking(db, row),
    steps: steps.map((step) => {
      const here = done.find((one) => one.operationId === step.id)
      return {
        operationId: step.id,
        name: step.name,
        recorded: step.recorded,
        remaining: remaining(step.id),
        good: here?.good ?? 0,
        scrap: here?.scrap ?? 0,
        workers: doers
          .filter((one) => one.operationId === step.id)
          .map(({ operationId: _, ...doer }) => doer),
        holders: holders
          .filter((one) => one.operationId === step.id)
          .map(({ operationId: _, ...holder }) => holder),
      }
    }),
  }
}
