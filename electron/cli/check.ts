import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Kysely } from 'kysely'
import { openFile, quickCheck } from '../../db/backup/examine.ts'
import { checkStore, isSound } from '../../db/check/index.ts'
import type { RuleResult } from '../../db/check/rule.ts'
import { newestVersion, storeVersion } from '../../db/migrate.ts'
import { isDamage, storeFile } from '../../db/open.ts'
import { type CliAnswer, CliError, type CliRun } from './command.ts'
import { texts } from './texts.ts'

/** The file itself, before any rule can be looked at. */
const wholeFile = { rule: 0, name: 'the database file is whole' } as const

/**
 * Checks a folder, open or not, on a read-only connection of its own: reading asks nobody and no PIN, and in
 * WAL it disturbs no writer. Exit 1 where a rule is broken.
 */
export async function check(run: CliRun): Promise<CliAnswer> {
  const file = storeFile(resolve(run.options.data))
  if (!existsSync(file)) throw new CliError(2, 'no-store', run.say('noStore', { what: run.options.data }))
  const rules = await findViolations(run, file)
  for (const { rule, name, violations } of rules) {
    if (violations.length === 0) run.tell(run.say('checkGood', { rule, name }))
    else run.tell(run.say('checkBad', { rule, name, count: violations.length }))
    for (const { detail } of violations.slice(0, 20)) run.tell(`    ${detail}`)
  }
  const ok = isSound(rules)
  run.tell(texts[run.language].checkAll[ok ? 'good' : 'bad'])
  return { exitCode: ok ? 0 : 1, json: { ok, rules } }
}

async function findViolations(run: CliRun, file: string): Promise<RuleResult[]> {
  const { raw, db } = openFile(file, true)
  try {
    const pages = quickCheck(raw)
    if (pages.length > 0) return [{ ...wholeFile, violations: pages.map((detail) => ({ detail })) }]
    const version = await storeVersion(db as unknown as Kysely<unknown>)
    if (version === null) return [{ ...wholeFile, violations: [{ detail: 'not a store of Yifang' }] }]
    if (version !== newestVersion)
      throw new CliError(2, 'store-older', run.say('olderStore', { what: run.options.data }))
    const importing = await db
      .selectFrom('import_file')
      .select('id')
      .where('state', '=', 'applying')
      .limit(1)
      .executeTakeFirst()
    if (importing) run.tell(run.say('checkImporting'))
    return await checkStore(db)
  } catch (error) {
    if (isDamage(error)) return [{ ...wholeFile, violations: [{ detail: (error as Error).message }] }]
    throw error
  } finally {
    await db.destroy()
  }
}
