import { addPutAway, listPutAway, seePutAway } from '../../../db/stations/put-away.ts'
import {
  addStation,
  listStations,
  renameStation,
  revokeStation,
  stationOf,
} from '../../../db/stations/stations.ts'
import { YifangError } from '../../../shared/errors.ts'
import { may } from '../../../shared/settings/roles.ts'
import { kioskFacts } from '../../../shared/stations/kiosk.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'
import { networkCards } from './cards.ts'
import { readRootCertificate } from './certificate-file.ts'
import { floorPacks } from './pack.ts'
import { printRouter } from './print-router.ts'
import { readSharingPlan, storeSharingPlan } from './sharing-plan.ts'

const os = procedures.stations

/** Minutes, where a clock is off by more than people's clocks are. */
const clockOffOf = (ms: number) => (Math.abs(ms) < 3 * 60_000 ? null : Math.round(ms / 60_000))

export const stationsRouter = os.router({
  sharing: os.sharing.handler(({ context }) => context.host.stations.state()),
  share: os.share.handler(async ({ context, input, path }) => {
    const { host } = context
    const { on, address, keepAwake } = input
    if (on && !networkCards().some((card) => card.address === address))
      throw new YifangError('card-gone', { address: address ?? '' })
    const port = input.port ?? (await readSharingPlan(host)).port
    const plan = { on, address, port, keepAwake }
    await command(context, path, input, (scope) => storeSharingPlan(scope, plan))
    await host.stations.follow(plan)
    return host.stations.state()
  }),
  list: os.list.handler(async ({ context: { host } }) => {
    const pages = host.stations.sessions.open()
    return (await listStations(host.store.reader)).map((row) => {
      const own = pages.filter(({ station }) => station.id === row.id)
      const newest = own.reduce((seen, page) => Math.max(seen, page.seenAt), Number.NEGATIVE_INFINITY)
      return {
        id: row.id,
        name: row.name,
        place: row.place,
        role: row.role,
        kiosk: row.kiosk,
        userName: row.user_name,
        pairedAt: row.paired_at,
        revokedAt: row.revoked_at,
        pages: own.filter(({ id }) => host.stations.isConnected(id)).length,
        seenAt: own.length > 0 ? Math.round(host.clock() - (host.uptime() - newest)) : null,
        waiting: own.reduce((sum, page) => Math.max(sum, page.waiting), 0),
        clockOff: clockOffOf(own.at(-1)?.clockOff ?? 0),
        address: own.at(-1)?.address ?? null,
      }
    })
  }),
  requests: os.requests.handler(({ context }) => context.host.stations.pairing.list()),
  pair: os.pair.handler(async ({ context, input, path }) => {
    const { pairing } = context.host.stations
    const publicKey = pairing.confirm(input.requestId, input.code)
    const { code: _, requestId: __, ...rest } = input
    const role = input.kiosk ? kioskFacts[input.kiosk].role : input.role
    const answer = await command(context, path, rest, (scope) =>
      addStation(scope, { ...rest, role: role as typeof input.role, publicKey }),
    )
    pairing.paired(input.requestId)
    return answer
  }),
  turnAway: os.turnAway.handler(({ context, input }) => {
    context.host.stations.pairing.turnAway(input.requestId)
    return {}
  }),
  rename: os.rename.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => renameStation(scope, input)),
  ),
  revoke: os.revoke.handler(async ({ context, input, path }) => {
    await command(context, path, input, (scope) => revokeStation(scope, input.id))
    // Of a call that is repeated too: the first may have ended before this.
    const station = await stationOf(context.host.store.reader, input.id)
    await context.host.stations.shutOut({ id: input.id, publicKey: station.public_key })
    return {}
  }),
  printing: printRouter,
  putAway: os.putAway.handler(({ context, input, path }) => {
    const { paired } = context.connection
    if (!paired) throw new YifangError('not-allowed', { procedure: path.join('.') })
    return command(context, path, input, (scope) => addPutAway(scope, paired.id, input))
  }),
  putAways: os.putAways.handler(({ context }) => listPutAway(context.host.store.reader, 200)),
  seePutAways: os.seePutAways.handler(({ context, input, path }) =>
    command(context, path, input, (scope) => seePutAway(scope, input.upTo)),
  ),
  pack: os.pack.handler(async ({ context: { host, caller } }) => {
    const { packs, age } = await floorPacks(host)
    const own = may(caller.role, 'production.work.scan') ? packs.floor : packs.goods
    return { age: Math.round(age), file: new File([own], 'floor-pack.json', { type: 'application/json' }) }
  }),
  look: os.look.handler(({ context, input }) => context.host.hands.look(input.kind, input.id, context)),
  refusals: os.refusals.handler(({ context }) => context.host.stations.refusals.list()),
  certificate: os.certificate.handler(async ({ context: { host } }) => {
    const pem = await readRootCertificate(host.dataDir)
    if (pem === null) throw new YifangError('not-found', { what: 'certificate', id: 0 })
    const fileName = 'yifang-workshop.crt'
    return { fileName, file: new File([pem], fileName, { type: 'application/x-x509-ca-cert' }) }
  }),
})
