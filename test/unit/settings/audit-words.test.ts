import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contract } from '../../../shared/contract.ts'
import { columnKind } from '../../../shared/settings/audit-columns.ts'
import { isNumberOnly, referenceOf } from '../../../shared/settings/audit-references.ts'

interface Words {
  readonly commands: object
  readonly tables: object
  readonly columns: object
  readonly values: object
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

interface Column {
  readonly name: string
  readonly isInteger: boolean
  /** Of a column that allows no others. */
  readonly values: readonly string[]
}

/** Audited tables (rows name their command) with their columns, from the committed schema. */
function auditedTables(): { readonly name: string; readonly columns: readonly Column[] }[] {
  const schema = readFileSync(new URL('../../../db/schema.sql', import.meta.url), 'utf8')
  return [...schema.matchAll(/^CREATE TABLE "?(\w+)"? \(\n([\s\S]*?)\) STRICT/gm)]
    .map(([, name, body]) => ({
      name: name!,
      columns: [
        // A column that came later follows on the same line.
        ...body!.matchAll(
          /(?:^ {2}|, )([a-z]\w*) (INTEGER|TEXT|REAL|BLOB)((?:(?!\n {2}[a-zA-Z]|, [a-z]\w* (?:INTEGER|TEXT))[\s\S])*)/gm,
        ),
      ].map(([, column, type, rest]) => ({
        name: column!,
        isInteger: type === 'INTEGER',
        values: (/CHECK \(\w+ IN \(([^)]*)\)\)/.exec(rest!)?.[1] ?? '')
          .split(',')
          .map((value) => value.trim().replaceAll("'", ''))
          .filter(Boolean),
      })),
    }))
    .filter(({ name, columns }) => {
      const names = columns.map((column) => column.name)
      return name !== 'audit' && names.includes('command_id') && names.includes('id')
    })
}

test('the audit has a word in both languages for every command, table and column that it can name', () => {
  const tables = auditedTables()
  expect(tables.length).toBeGreaterThan(30)
  for (const { commands, tables: tableWords, columns } of words) {
    expect(commandsOf(contract).filter((name) => !(name in commands))).toEqual([])
    expect(tables.map(({ name }) => name).filter((name) => !(name in tableWords))).toEqual([])
    const named = new Set(tables.flatMap((table) => table.columns.map(({ name }) => name)))
    for (const own of ['id', 'command_id']) named.delete(own)
    expect([...named].filter((name) => !(name in columns))).toEqual([])
  }
})

/** Numbers that are neither money nor moments nor numbers of rows. */
const counts = new Set([
  ...[
    'quantity',
    'cancelled',
    'shipped',
    'returned',
    'received',
    'counted',
    'expected',
    'restocked',
    'seconds',
  ],
  ...[
    'scrapped',
    'piece_count',
    'short_count',
    'unmatched_count',
    'stated_pieces',
    'safety_stock',
    'row_count',
  ],
  ...[
    'order_count',
    'promise_hours',
    'failed_attempts',
    'group_number',
    'weight_grams',
    'offset_x',
    'offset_y',
  ],
  'scale',
  'pages',
  ...['planned', 'layers', 'ratio', 'bundle_number', 'lay_number', 'held', 'good', 'rework', 'scrap'],
  // Said in their names: seconds, millimetres.
  ...['standard_seconds', 'marker_length', 'end_loss'],
  ...['needed', 'usage', 'wastage', 'width', 'grams_per_area'],
  ...['lot', 'sample', 'accept_major', 'accept_minor', 'inspected', 'pieces', 'piece'],
  ...[
    'remnant',
    'daily_minutes',
    ...[
      'minutes',
      'starts',
      'ends',
      'grace',
      'left_minute',
      'extra_minutes',
      'fixed_normal',
      'fixed_overtime',
    ],
    'level',
    'given_back',
    'lead_days',
    'distance',
    'withdrawn',
    'lost',
    'over',
    'sequence',
  ],
  ...['minus', 'plus', 'target', 'measured', 'normal_minutes'],
  ...['minutes', 'level_before'],
])

test('every audited number is known as money, a moment, yes or no, a reference or a count', () => {
  const unread = auditedTables().flatMap((table) =>
    table.columns
      .filter(({ name, isInteger }) => isInteger && name !== 'id' && name !== 'command_id')
      .filter(
        ({ name }) =>
          columnKind(table.name, name) === 'plain' &&
          referenceOf(name) === null &&
          !isNumberOnly(name) &&
          !counts.has(name),
      )
      .map(({ name }) => `${table.name}.${name}`),
  )
  expect(unread).toEqual([])
})

test('every value that a column allows has a word in both languages', () => {
  const tables = auditedTables()
  expect(
    tables.flatMap(({ columns }) => columns.filter(({ values }) => values.length > 2)).length,
  ).toBeGreaterThan(20)
  const wordless = tables.flatMap((table) =>
    table.columns
      .filter(({ values }) => values.length > 0)
      .flatMap(({ name, values }) => {
        const kind = columnKind(table.name, name)
        if (values.join() === '0,1') return kind === 'yes-no' ? [] : [`${table.name}.${name}`]
        const missing = values.filter((value) => words.some((of) => !(value in of.values)))
        return kind === 'word' ? missing : [`${table.name}.${name}`]
      }),
  )
  expect(wordless).toEqual([])
})
