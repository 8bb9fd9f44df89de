import { sql } from 'kysely'
import { v7 } from 'uuid'
import { dayMs } from '../../shared/dates.ts'
import { type CommandScope, runCommand } from '../command.ts'
import type { Store } from '../open.ts'
import { readWorkshop } from '../settings/workshop.ts'
import { addToSearch, removeFromSearch } from './search-index.ts'
import { searchWords } from './search-words.ts'

/** Orders a commit: each stays far below 50 ms. */
const slice = 100
/** Ids looked through at once: a scan of a million orders must not hold up a call. */
const window = 20_000

/** What names or finds a person. The region stays: "how much goes to Guangdong" needs nobody's name. */
const orderColumns = [
  'recipient_name',
  'recipient_phone',
  'recipient_district',
  'recipient_address',
  'recipient_postcode',
  'buyer_id',
  'buyer_note',
  'seller_note',
  'invoice_title',
  'note',
] as const
/** Names on bags, a pupil's measures and picture: free text of the line. */
const lineColumns = ['custom_text', 'wearer', 'measurements', 'picture_hash', 'note'] as const

/**
 * Blanks the personal data of buyers whose orders ended `keepPersonalDays` ago (DESIGN §7): in orders, lines,
 * address edits, raw rows and their problems, search, audit and the answers kept for repeated calls. Everything
 * that is counted stays. Gives how many orders were blanked. Run daily.
 *
 * The audit rows themselves stay; only these columns leave their before and after.
 */
export async function blankEndedOrders(store: Store, now: number): Promise<number> {
  const { keepPersonalDays } = await readWorkshop(store.reader)
  const before = now - keepPersonalDays * dayMs
  const highest = await store.reader
    .selectFrom('orders')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst()
  let blanked = 0
  for (let from = 0; from < (highest?.id ?? 0); from += window) {
    const rows = await store.reader
      .selectFrom('orders')
      .select('id')
      .where('id', '>', from)
      .where('id', '<=', from + window)
      .where('ended_at', '<', before)
      .where('blanked_at', 'is', null)
      .execute()
    for (let at = 0; at < rows.length; at += slice) {
      const ids = rows.slice(at, at + slice).map((row) => row.id)
      await runCommand(
        store,
        { uuid: v7(), name: 'orders.blank', userId: null, station: 'host', at: now, input: null },
        (scope) => blankOrders(scope, ids),
      )
      blanked += ids.length
    }
    await new Promise((turn) => setImmediate(turn))
  }
  if (blanked > 0) await forgetFreed(store)
  return blanked
}

async function blankOrders(scope: CommandScope, ids: readonly number[]): Promise<null> {
  const { trx } = scope
  const orders = sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
  const lines = sql`(SELECT id FROM order_line WHERE order_id IN ${orders})`
  const edits = sql`(SELECT id FROM order_edit WHERE order_id IN ${orders})`
  const empty = (columns: readonly string[]) =>
    sql.join(columns.map((column) => sql`${sql.ref(column)} = ''`))
  const paths = [...orderColumns, ...lineColumns].map((column) => sql`${`$.${column}`}`)
  await sql`
    UPDATE orders SET ${empty(orderColumns)}, blanked_at = ${scope.at}, command_id = ${scope.commandId}
    WHERE id IN ${orders}`.execute(trx)
  await sql`UPDATE order_line SET ${empty(lineColumns)} WHERE order_id IN ${orders}`.execute(trx)
  await sql`UPDATE order_edit SET platform_value = '{}', user_value = '{}' WHERE order_id IN ${orders}`.execute(
    trx,
  )
  await sql`
    UPDATE import_problem SET value = '' WHERE (import_file_id, row) IN
      (SELECT import_file_id, row FROM order_source WHERE order_id IN ${orders})`.execute(trx)
  await sql`UPDATE import_row SET cells = '[]'
    WHERE id IN (SELECT import_row_id FROM order_source WHERE order_id IN ${orders})`.execute(trx)
  const named = sql`(
    (table_name = 'orders' AND row_id IN ${orders}) OR (table_name = 'order_line' AND row_id IN ${lines}))`
  await sql`
    UPDATE command SET answer = 'null' WHERE answer IS NOT NULL AND answer <> 'null' AND id IN
      (SELECT command_id FROM audit WHERE ${named})`.execute(trx)
  await sql`
    UPDATE audit SET before = json_remove(before, ${sql.join(paths)}), after = json_remove(after, ${sql.join(paths)})
    WHERE ${named}`.execute(trx)
  await sql`
    UPDATE audit SET before = iif(before IS NULL, NULL, '{}'), after = iif(after IS NULL, NULL, '{}')
    WHERE table_name = 'order_edit' AND row_id IN ${edits}`.execute(trx)
  for (const id of ids) {
    removeFromSearch(scope.bulk, id)
    const { terms, text } = await searchWords(trx, id)
    addToSearch(scope.bulk, id, terms, text)
    await scope.recordUpdated('orders', id, { blanked_at: null }, { blanked_at: scope.at })
  }
  return null
}

/**
 * Freed space is overwritten as it is freed (secure_delete); the search index keeps what was deleted until its
 * parts are merged, and the log until it is emptied.
 */
async function forgetFreed(store: Store): Promise<void> {
  await sql`INSERT INTO order_text (order_text) VALUES ('optimize')`.execute(store.writer)
  await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(store.writer)
}
