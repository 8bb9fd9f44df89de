/** `npm run bench [-- --json] [-- import]`: figures beside floors measured in the same run. */
import { benchImport } from './import.ts'
import { printFigures } from './figures.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = { import: () => benchImport() }
const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'))
for (const [name, part] of Object.entries(parts)) if (asked.length === 0 || asked.includes(name)) await part()
printFigures(process.argv.includes('--json'))
process.exit(0)
