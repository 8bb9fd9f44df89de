import { YifangError } from '../../../../shared/errors.ts'
import type { UpdateWaits } from '../../../../shared/settings/update-contract.ts'
import type { Connection, HostServices } from '../../services.ts'

/** A station that wrote nothing for so long has been left. */
const leftAfter = 5 * 60_000
/** A parcel that was opened longer ago lies about; nobody packs it just now. */
const packsFor = 30 * 60_000

/** What an update would tear somebody out of. `caller`: whoever asks is no reason to wait for. */
export async function readWaits(host: HostServices, caller: Connection | null): Promise<UpdateWaits> {
  const jobs = (await host.jobs.list()).filter((job) => job.state === 'running').map((job) => job.kind)
  // By what was written: a screen that nobody sits at asks for its figures all day.
  const stations = await host.store.reader
    .selectFrom('command')
    .select('station')
    .distinct()
    .where('at', '>', host.clock() - leftAfter)
    .where('user_id', 'is not', null)
    .where('station', '<>', caller?.station ?? '')
    .execute()
  const parcels = await host.store.reader
    .selectFrom('parcel')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'open')
    .where('opened_at', '>', host.clock() - packsFor)
    .executeTakeFirstOrThrow()
  return {
    jobs: [...new Set(jobs)],
    stations: stations.map(({ station }) => station),
    parcels: parcels.n,
  }
}

export function requireQuiet({ jobs, stations, parcels }: UpdateWaits): void {
  if (jobs.length > 0 || stations.length > 0 || parcels > 0)
    throw new YifangError('update-waits', { jobs: jobs.length, stations: stations.join(', '), parcels })
}
