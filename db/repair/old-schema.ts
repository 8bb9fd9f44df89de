import { NewerStore, newestVersion } from '../migrate.ts'
import { migrations } from '../migrations/index.ts'
import type { PageFile } from './page-file.ts'
import type { Value } from './records.ts'
import { type Gap, readStrayLeaf, readTree } from './trees.ts'

export interface OldSchema {
  /** Where each table begins; one whose entry is lost is not in it. */
  readonly roots: ReadonlyMap<string, number>
  /** The same of each index. */
  readonly indexRoots: ReadonlyMap<string, number>
  /** Name of the newest migration that the file had. */
  readonly version: string
  /** The highest number that each table ever gave out, as far as it can be read. */
  readonly sequences: ReadonlyMap<string, number>
}

/**
 * Reads what tables a damaged file has and of which version it is: from its first page on, or, where that is lost,
 * from entries that are found by their shape. Raises NewerStore.
 */
export function readOldSchema(file: PageFile): OldSchema {
  const roots = new Map<string, number>()
  const indexRoots = new Map<string, number>()
  const take = (values: readonly Value[]) => {
    const [type, name, , root] = values
    if (values.length !== 5 || typeof name !== 'string' || typeof root !== 'number') return
    if (type === 'table') roots.set(name, root)
    else if (type === 'index') indexRoots.set(name, root)
  }
  const gaps: Gap[] = []
  for (const { values } of readTree({ file, claimed: new Set(), gaps }, 1)) take(values)
  if (gaps.length > 0)
    for (let page = 2; page <= file.pageCount; page += 1)
      for (const { values } of readStrayLeaf(file, page) ?? []) take(values)
  const sequences = new Map<string, number>()
  for (const [name, seq] of rowsOf(file, roots.get('sqlite_sequence')))
    if (typeof name === 'string' && typeof seq === 'number') sequences.set(name, seq)
  return { roots, indexRoots, version: readVersion(file, roots.get('kysely_migration')), sequences }
}

function* rowsOf(file: PageFile, root: number | undefined): Generator<readonly Value[]> {
  if (root === undefined) return
  for (const { values } of readTree({ file, claimed: new Set(), gaps: [] }, root)) yield values
}

/** Where no entry can be read, the file is taken to be as new as this program: older ones were migrated when it was opened. */
function readVersion(file: PageFile, root: number | undefined): string {
  const names = [...rowsOf(file, root)].flatMap(([name]) => (typeof name === 'string' ? [name] : []))
  const unknown = names.find((name) => !(name in migrations) && /^\d{4}-/.test(name))
  if (unknown) throw new NewerStore(unknown)
  return (
    names
      .filter((name) => name in migrations)
      .sort()
      .at(-1) ?? newestVersion
  )
}
