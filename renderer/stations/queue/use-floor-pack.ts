import { useEffect } from 'react'
import type { FloorPack } from '../../../shared/stations/pack.ts'
import { client } from '../../app/client.ts'
import { onTablesChanged } from '../../app/events.ts'
import { useMay } from '../../app/session.tsx'
import { isStation } from '../link/where.ts'
import { carriedPack, carryPack } from './floor-pack.ts'
import { keptState } from './kept-state.ts'
import { sendSoon } from './sender.ts'

/** Tables that make a carried pack old. */
const carried: ReadonlySet<string> = new Set([
  'bundle',
  'batch',
  'lay',
  'work_entry',
  'hand_out',
  'worker',
  'sku',
  'style',
  'operation',
])
/** Between two packs, in milliseconds: a minute-old ticket is good enough, and the host has other things to do. */
const every = 60_000

/** Keeps what this device carries young, while the host answers and something of it changed. */
export function useFloorPack(): void {
  const may = useMay()
  const isWanted = isStation && may('stations.pack')
  useEffect(() => {
    if (!isWanted) return
    let isOld = true
    let isRunning = false
    let askedAt = Number.NEGATIVE_INFINITY
    const refresh = async () => {
      // What waits here is not in the host's books yet, and would be counted twice as soon as it is. Without any pack, though,
      // the device does not know whose books these are, and sends nothing.
      if (!isOld || isRunning || document.hidden || performance.now() - askedAt < every) return
      if (keptState().waiting > 0 && (await carriedPack()) !== null) return
      isRunning = true
      askedAt = performance.now()
      isOld = false
      try {
        const { age, file } = await client.stations.pack()
        // What changed meanwhile was told before this page listened.
        isOld ||= age > 1000
        await carryPack(JSON.parse(await file.text()) as FloorPack)
        if (keptState().waiting > 0) sendSoon()
      } catch {
        isOld = true
      } finally {
        isRunning = false
      }
    }
    void refresh()
    const timer = setInterval(() => void refresh(), 5000)
    const unlisten = onTablesChanged((tables) => {
      isOld ||= tables.some((table) => carried.has(table))
    })
    return () => {
      clearInterval(timer)
      unlisten()
    }
  }, [isWanted])
}
