import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The version in package.json, which lies one folder up in sources and two in a build. */
export function programVersion(): string {
  let folder = import.meta.dirname
  for (let up = 0; up < 4; up += 1) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
    folder = dirname(folder)
  }
  return '0'
}
