/** `npm run bench [-- --json] [-- import|memory|list|start|labels|floor|payroll|backup|stations|tablet] [--seconds=600]`: figures beside floors measured in the same run. */
import { loadavg } from 'node:os'
import { printFigures } from './figures.ts'

/** Each part is loaded when it is asked for: labels bring Vite and Chromium with them. */
const parts: Readonly<Record<string, () => Promise<void>>> = {
  import: async () => (await import('./import.ts')).benchImport(),
  memory: async () => (await import('./import.ts')).benchMemory(),
  list: async () => (await import('./orders-list.ts')).benchOrderList(),
  start: async () => (await import('./start.ts')).benchStart(),
  floor: async () => (await import('./floor.ts')).benchFloor(),
  payroll: async () => (await import('./payroll.ts')).benchPayroll(),
  stations: async () => (await import('./stations.ts')).benchStations(seconds),
  backup: async () => (await import('./backup.ts')).benchBackup(),
  tablet: async () => (await import('./tablet.ts')).benchTablet(),
  labels: async () => (await import('./labels.ts')).benchLabels(),
}

/** How long the stations work. */
const seconds = Number(process.argv.find((word) => word.startsWith('--seconds='))?.split('=')[1] ?? 600)
const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}. Known: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const load = loadavg()[0]!
if (load > 1)
  console.error(`The machine is not idle (load ${load.toFixed(1)}): figures will be worse than they are.`)
let failed = false
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  try {
    await part()
  } catch (error) {
    // The figures of the other parts are still worth having.
    console.error(name, error)
    failed = true
  }
}
printFigures(process.argv.includes('--json'))
process.exit(failed ? 1 : 0)
