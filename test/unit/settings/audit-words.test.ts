import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contract } from '../../../shared/contract.ts'

interface Words {
  readonly commands: object
  readonly tables: object
  readonly columns: object
}
const words = (['zh-CN', 'en'] as const).map((language) => {
  const file = new URL(`../../../renderer/i18n/${language}/care.json`, import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly audit: Words }).audit
})

/** Procedures whose input carries a command id: all that can stand in the audit. */
function commandsOf(node: object, path: readonly string[] = []): string[] {
  if ('~orpc' in node) {
    const { inputSchema } = node['~orpc'] as { readonly inputSchema?: { readonly shape?: object } }
    return inputSchema?.shape && 'commandId' in inputSchema.shape ? [path.join('-')] : []
  }
  return Object.entries(node).flatMap(([name, child]) => commandsOf(child as object, [...path, name]))
}

/** Audited tables (rows name their command) with their columns, from the committed schema. */
function auditedTables(): { readonly name: string; readonly columns: readonly string[] }[] {
  const schema = readFileSync(new URL('../../../db/schema.sql', import.meta.url), 'utf8')
  return [...schema.matchAll(/^CREATE TABLE (\w+) \(\n([\s\S]*?)\n\)/gm)]
    .map(([, name, body]) => ({
      name: name!,
      columns: [...body!.matchAll(/^ {2}([a-z]\w*) [A-Z]/gm)].map(([, column]) => column!),
    }))
    .filter(
      ({ name, columns }) => name !== 'audit' && columns.includes('command_id') && columns.includes('id'),
    )
}

test('the audit has a word in both languages for every command, table and column that it can name', () => {
  const tables = auditedTables()
  expect(tables.length).toBeGreaterThan(30)
  for (const { commands, tables: tableWords, columns } of words) {
    expect(commandsOf(contract).filter((name) => !(name in commands))).toEqual([])
    expect(tables.map(({ name }) => name).filter((name) => !(name in tableWords))).toEqual([])
    const named = new Set(tables.flatMap((table) => table.columns))
    for (const own of ['id', 'command_id']) named.delete(own)
    expect([...named].filter((name) => !(name in columns))).toEqual([])
  }
})
