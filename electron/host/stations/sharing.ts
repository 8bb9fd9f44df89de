import { keepShutOut } from '../../../db/stations/shut-out.ts'
import { listStations } from '../../../db/stations/stations.ts'
import type { Away } from '../../../shared/stations/away.ts'
import type { NetworkCard, Sharing } from '../../../shared/stations/contract.ts'
import { rememberPort, usualPort } from '../http/usual-port.ts'
import type { HostServices } from '../services.ts'
import { networkCards } from './cards.ts'
import type { DoorIdentity } from './certificate.ts'
import { keepLogShort } from './checkpoints.ts'
import type { StationDoor } from './door.ts'
import { createDoorLimits } from './limits.ts'
import { createPairing } from './pairing.ts'
import { createRefusals } from './refusals.ts'
import { noSharing, readSharingPlan } from './sharing-plan.ts'
import { createStationSessions } from './station-sessions.ts'
import type { SharingPlan, Stations, StationsOptions } from './stations-service.ts'

const firstPort = 7443
/** What is said last reaches the devices within this time, in milliseconds. */
const goodbye = 50
/** How often the network card is looked at, in milliseconds: a router that was switched off, a cable. */
const lookEvery = 5000
/** How often the certificate is, which is made anew a month before its end. */
const renewEvery = 12 * 3_600_000

/**
 * Opens and closes the station door as the owner chose, follows the network card that comes and goes, and knows why the
 * door is closed. What only an open door needs (certificates, mDNS, the procedures) is loaded with it: most workshops
 * never share.
 */
export function createStations(
  services: () => HostServices,
  options: StationsOptions,
  cards: () => NetworkCard[] = networkCards,
): Stations {
  const changed = () => services().changed(['station'])
  const clock = () => services().clock()
  const uptime = () => services().uptime()
  const sessions = createStationSessions(uptime)
  const refusals = createRefusals(() => services().log, clock, changed)
  const pairing = createPairing({
    clock,
    uptime,
    onChange: changed,
    onWrongCode: (address) => refusals.note(address, 'wrong-code'),
  })
  let plan = noSharing
  let problem: Sharing['problem'] = null
  let open: {
    door: StationDoor
    identity: DoorIdentity
    urls: string[]
    silence: () => Promise<void>
    endCheckpoints: () => Promise<void>
  } | null = null
  let watch: NodeJS.Timeout | null = null
  let renewedAt = 0
  let hostName = ''
  // One change of the door at a time.
  let turn = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => {
      problem = 'failed'
      services().log.bug(crypto.randomUUID().slice(0, 8), error, { procedure: 'stations' })
    })
    return turn
  }

  const readNames = async () => {
    const { site_id: site } = await services()
      .store.reader.selectFrom('workshop')
      .select('site_id')
      .executeTakeFirstOrThrow()
    hostName = `yifang-${site.slice(0, 4)}.local`
    return { hostName, workshop: site.slice(0, 4) }
  }

  /** The books say it before the list does: where the power was cut between the two, it is made good. */
  async function completeShutOut(): Promise<void> {
    const rows = await listStations(services().store.reader)
    const gone = rows.filter((row) => row.revoked_at !== null).map((row) => row.public_key)
    await keepShutOut(services().dataDir, gone)
  }

  const tellAway = (why: Away | null) => services().events.publish('host', { kind: 'away', why })

  async function close(): Promise<void> {
    const before = open
    if (before) {
      tellAway('closing')
      // Said before the line is cut.
      await new Promise((resolve) => setTimeout(resolve, goodbye))
    }
    open = null
    sessions.drop()
    if (!before) return
    await Promise.all([before.silence(), before.endCheckpoints()])
    await before.door.close()
    services().log.info('stations-closed')
  }

  async function openDoor(address: string): Promise<void> {
    if (options.pageDir === null) return
    const { dataDir } = services()
    const names = { address, ...(await readNames()) }
    const [{ doorIdentity }, { openStationDoor }, { announceDoor }] = await Promise.all([
      import('./certificate.ts'),
      import('./door.ts'),
      import('./announce.ts'),
    ])
    const identity = await doorIdentity(dataDir, names, clock())
    const door = { ...names, pageDir: options.pageDir, identity, limits: createDoorLimits() }
    const wanted = plan.port ?? (usualPort(dataDir, 'stations') || firstPort)
    const opened = await openStationDoor(services(), { ...door, port: wanted }).catch(async (error) => {
      // Another program has the first choice: any free one, and the same from then on, for devices know it.
      if (wanted !== firstPort || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      return openStationDoor(services(), { ...door, port: 0 })
    })
    rememberPort(dataDir, opened.port, 'stations')
    const silence = isLoopback(address)
      ? async () => {}
      : await announceDoor({ address, port: opened.port, hostName }, () =>
          services().log.info('stations-unannounced'),
        )
    renewedAt = uptime()
    const urls = [`https://${hostName}:${opened.port}/`, `https://${address}:${opened.port}/`]
    open = {
      door: opened,
      identity,
      urls: isLoopback(address) ? urls.slice(1) : urls,
      silence,
      endCheckpoints: keepLogShort(services()),
    }
    services().log.info('stations-open', { port: opened.port })
  }

  const isLoopback = (address: string) =>
    cards().find((card) => card.address === address)?.isLoopback ?? false

  /** Brings the door to what the plan says. */
  async function settle(): Promise<void> {
    const before = problem
    const wasOpen = open !== null
    const isThere = cards().some((card) => card.address === plan.address)
    if (!plan.on || !isThere) await close()
    problem = !plan.on ? null : plan.address === null ? 'no-card' : isThere ? null : 'card-gone'
    if (plan.on && plan.address !== null && isThere && !open) {
      try {
        await openDoor(plan.address)
      } catch (error) {
        problem = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'port-taken' : 'failed'
        if (before !== problem) services().log.info('stations-failed', { problem })
      }
    }
    if (open && plan.address !== null && uptime() - renewedAt > renewEvery) {
      const { doorIdentity } = await import('./certificate.ts')
      const names = { address: plan.address, ...(await readNames()) }
      open.door.renew(await doorIdentity(services().dataDir, names, clock()))
      renewedAt = uptime()
    }
    options.keepAwake?.(open !== null && plan.keepAwake)
    if (before !== problem || wasOpen !== (open !== null)) changed()
  }

  async function follow(next: SharingPlan): Promise<void> {
    const moved = next.address !== plan.address || next.port !== plan.port
    plan = next
    await inTurn(async () => {
      if (moved) await close()
      await settle()
    })
    if (watch) clearInterval(watch)
    watch = null
    if (!plan.on || options.pageDir === null) return
    watch = setInterval(() => void inTurn(settle), lookEvery)
    watch.unref()
  }

  return {
    pairing,
    sessions,
    refusals,
    begin: async () => {
      if (options.pageDir === null || !services().store.isFilled) return
      // The rows of a restored store may say otherwise: every page comes in anew.
      const before = sessions.open()
      sessions.drop()
      open?.door.cut(before.map(({ id }) => id))
      await inTurn(completeShutOut)
      await follow(await readSharingPlan(services()))
    },
    end: async () => {
      if (watch) clearInterval(watch)
      watch = null
      plan = noSharing
      await inTurn(close)
    },
    follow,
    tellAway,
    state: async () => ({
      on: plan.on,
      isOpen: open !== null,
      problem,
      address: plan.address,
      port: open?.door.port ?? plan.port ?? (usualPort(services().dataDir, 'stations') || firstPort),
      cards: cards(),
      hostName: hostName || (await readNames()).hostName,
      urls: open?.urls ?? [],
      fingerprint: open?.identity.fingerprint ?? null,
      keepAwake: plan.keepAwake,
    }),
    isConnected: (session) => open?.door.isConnected(session) ?? false,
    present: () => [
      ...new Set(
        sessions
          .open()
          .filter(({ id }) => open?.door.isConnected(id) ?? false)
          .map(({ station }) => station.name),
      ),
    ],
    shutOut: async (station) => {
      const ended = sessions.shutOut(station)
      open?.door.cut(ended.map(({ id }) => id))
      await keepShutOut(services().dataDir, [station.publicKey])
    },
  }
}
