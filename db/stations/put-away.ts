import { type Kysely, sql } from 'kysely'
import type { PutAway, PutAwayInput } from '../../shared/stations/put-away.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'

/** Writes down what a device had kept, what was refused, and what somebody there put away. Raises not-found for the station. */
export async function addPutAway(
  scope: CommandScope,
  stationId: number,
  input: PutAwayInput,
): Promise<Record<string, never>> {
  const author =
    input.keptBy === null
      ? undefined
      : await scope.trx.selectFrom('user').select('id').where('id', '=', input.keptBy).executeTakeFirst()
  await scope.insert('put_away_record', {
    station_id: stationId,
    procedure_name: input.procedure,
    words: JSON.stringify(input.words),
    kept_by: author?.id ?? null,
    kept_at: input.keptAt,
    refused_at: input.refusedAt,
    error: input.error,
    error_data: JSON.stringify(input.errorData),
    user_id: scope.userId!,
    at: scope.at,
  })
  return {}
}

/** The newest first; those that nobody looked at yet before all others. `limit` at most. */
export async function listPutAway(db: Kysely<Database>, limit: number): Promise<PutAway[]> {
  const { rows } = await sql<
    Omit<PutAway, 'words' | 'errorData' | 'isNew'> & { words: string; errorData: string; isNew: number }
  >`
    SELECT p.id, station.name AS station, p.procedure_name AS procedure, p.words, author.name AS keptBy,
      p.kept_at AS keptAt, p.refused_at AS refusedAt, p.error, p.error_data AS errorData,
      user.name AS putAwayBy, p.at, p.seen_at IS NULL AS isNew
    FROM put_away_record p JOIN station ON station.id = p.station_id JOIN user ON user.id = p.user_id
      LEFT JOIN user author ON author.id = p.kept_by
    ORDER BY p.seen_at IS NOT NULL, p.id DESC LIMIT ${limit}`.execute(db)
  return rows.map(({ words, errorData, isNew, ...row }) => ({
    ...row,
    words: JSON.parse(words) as PutAway['words'],
    errorData: JSON.parse(errorData) as PutAway['errorData'],
    isNew: isNew === 1,
  }))
}

/** Whoever answers for the books has read them, up to one. */
export async function seePutAway(scope: CommandScope, upTo: number): Promise<Record<string, never>> {
  const unseen = await scope.trx
    .selectFrom('put_away_record')
    .select('id')
    .where('seen_at', 'is', null)
    .where('id', '<=', upTo)
    .execute()
  for (const { id } of unseen) await scope.update('put_away_record', id, { seen_at: scope.at })
  return {}
}
