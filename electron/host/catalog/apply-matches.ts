import { v7 } from 'uuid'
import { pendingAliases, type SavedAliases, settleAliases } from '../../../db/catalog/aliases.ts'
import { nothingMatched, writeMatches } from '../../../db/catalog/match-lines.ts'
import {
  keptLines,
  type LineMatch,
  type MatchWork,
  waitingMatches,
} from '../../../db/catalog/waiting-matches.ts'
import { type CommandScope, runCommand } from '../../../db/command.ts'
import type { MatchResult } from '../../../shared/catalog/listings-contract.ts'
import type { GuardedContext, HostServices } from '../services.ts'
import { storeError } from '../store-error.ts'

/** Orders a commit: each transaction stays under 50 ms on a village PC (DESIGN §3). */
const sliceSize = 150

interface Author {
  readonly userId: number | null
  readonly station: string
}

/**
 * Brings waiting order lines in line with what is known of their listings, some orders at a time with other
 * people's calls in between. What a power cut leaves is still marked, and finished at the next start.
 */
export async function applyMatches(
  host: HostServices,
  author: Author,
  work: MatchWork,
): Promise<MatchResult> {
  const kept = work.corrected ? await keptLines(host.store.reader, work.aliasIds) : 0
  const found = await waitingMatches(host.store.reader, work)
  let sum: MatchResult = { ...nothingMatched, kept }
  for (const lines of slices(found)) {
    const ids = lines.map((line) => line.id)
    const done = await run(host, author, v7(), 'catalog.listings.apply', async (scope) =>
      writeMatches(scope, await waitingMatches(scope.trx, work, ids)),
    )
    sum = {
      lines: sum.lines + done.lines,
      orders: sum.orders + done.orders,
      kept,
      losses: [...sum.losses, ...done.losses],
    }
    await new Promise((turn) => setImmediate(turn))
  }
  return sum
}

/** Lines of whole orders: they come an order's together. */
function slices(lines: readonly LineMatch[]): LineMatch[][] {
  const parts: LineMatch[][] = []
  let orders = sliceSize
  let last: number | null = null
  for (const line of lines) {
    if (line.order_id !== last) orders += 1
    last = line.order_id
    if (orders > sliceSize) {
      parts.push([])
      orders = 1
    }
    parts.at(-1)!.push(line)
  }
  return parts
}

/**
 * The lines' part of a call that has saved aliases or seller codes: applies them, settles the aliases, and
 * remembers the answer, so that the same call again gets it again.
 */
export async function followUp(
  context: GuardedContext,
  path: readonly string[],
  input: { readonly commandId: string },
  work: { readonly saved: SavedAliases | null; readonly codesOf: readonly number[] },
): Promise<MatchResult> {
  const { host, caller, connection } = context
  const author = { userId: caller.userId, station: connection.station }
  const { saved, codesOf } = work
  try {
    const result = await applyMatches(host, author, {
      aliasIds: saved?.aliasIds ?? [],
      corrected: saved?.corrected ?? false,
      codesOf,
    })
    return await run(host, author, `${input.commandId}/lines`, path.join('.'), async (scope) => {
      if (saved) await settleAliases(scope, saved)
      return result
    })
  } catch (error) {
    throw storeError(error)
  }
}

/** After a start: listings whose lines were still being brought in line when the power failed are finished. */
export async function recoverMatches(host: HostServices, wasUnclean: boolean): Promise<void> {
  const aliasIds = await pendingAliases(host.store.writer)
  // A SKU's new code has no mark of its own: only a cut can have left lines that it matches.
  const codesOf = wasUnclean ? ('all' as const) : []
  if (aliasIds.length === 0 && codesOf.length === 0) return
  const author = { userId: null, station: 'host' }
  const work = async () => {
    const result = await applyMatches(host, author, { aliasIds, corrected: aliasIds.length > 0, codesOf })
    await run(host, author, v7(), 'catalog.listings.apply', async (scope) => {
      await settleAliases(scope, { aliasIds, corrected: true, savedBy: scope.commandId })
      return null
    })
    return { lines: result.lines, orders: result.orders }
  }
  if (
    aliasIds.length > 0 ||
    (await waitingMatches(host.store.reader, { aliasIds, corrected: false, codesOf })).length > 0
  )
    await host.jobs.start('catalog-match', null, work)
}

async function run<A>(
  host: HostServices,
  author: Author,
  uuid: string,
  name: string,
  work: (scope: CommandScope) => Promise<A>,
): Promise<A> {
  const call = { uuid, name, ...author, at: host.clock(), input: null }
  const result = await runCommand(host.store, call, work)
  if (result.tables.size > 0) host.changed(result.tables)
  return result.answer
}
