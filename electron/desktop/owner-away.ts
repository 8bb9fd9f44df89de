import { powerMonitor, powerSaveBlocker } from 'electron'
import type { Host } from '../host/host.ts'

/** Tells stations that the owner's PC goes to sleep, was locked, or is there again: theirs is not the fault. */
export function tellAway({ services: { stations } }: Host): void {
  powerMonitor.on('suspend', () => stations.tellAway('sleep'))
  powerMonitor.on('resume', () => stations.tellAway(null))
  powerMonitor.on('lock-screen', () => stations.tellAway('locked'))
  powerMonitor.on('unlock-screen', () => stations.tellAway(null))
}

let blocker: number | null = null

/** Keeps the PC from sleeping by itself; its lid and its owner still may. */
export function keepAwake(on: boolean): void {
  if (on && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
  if (on || blocker === null) return
  powerSaveBlocker.stop(blocker)
  blocker = null
}
