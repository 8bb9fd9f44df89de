import { EventEmitter } from 'node:events'
import { state } from './state.ts'
import { strict } from './strict.ts'

const power = new EventEmitter()

export const powerMonitor = strict('powerMonitor', power, [
  'suspend',
  'resume',
  'lock-screen',
  'unlock-screen',
])

/** What the system would tell the program. */
export const powerStandin = { tell: (event: string) => power.emit(event) }

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (_kind: string) => {
    state.awake += 1
    return 1
  },
  stop: (_id: number) => {
    state.awake -= 1
  },
})
