import type { TFunction } from 'i18next'
import type { ShownError } from '../app/shown-error.ts'
import { jobKind } from './job-kind.ts'
import { listText } from './list-text.ts'

/** Words that come as codes inside an error's data, each with texts of its own under this group. */
const groups = ['what', 'reason', 'state', 'by'] as const

/** Rows are called as their tables are in the audit, unless errors have a word of their own for them. */
function wordOf(t: TFunction, group: (typeof groups)[number], value: string, words: object): string {
  const called = t(`care:audit.tables.${value}`, { defaultValue: value })
  const what = group === 'by' ? t(`errors:what.${value}`, { defaultValue: called }) : called
  const isRow = group === 'what' || group === 'by'
  return t(`errors:${group}.${value}`, { ...words, defaultValue: isRow ? what : value })
}

const unitOf = (t: TFunction, unit: string) => t(`materials:units.${unit}`, { defaultValue: unit })

/** One of several things that an error names: a name, a number, or so much of a material. */
function partOf(t: TFunction, part: unknown): string {
  if (typeof part !== 'object' || part === null) return String(part)
  const { name, amount, unit } = part as Readonly<Record<string, unknown>>
  return [name, amount, typeof unit === 'string' && unitOf(t, unit)].filter(Boolean).join(' ')
}

/**
 * The text of an error in the user's language: what happened, what was kept, what to do. Codes inside the
 * data ("what": "shop") are put into words first; a code without a text stays as it is.
 */
export function errorText(t: TFunction, { code, data }: ShownError): string {
  const words: Record<string, unknown> = { ...data }
  for (const group of groups) {
    const value = data[group]
    if (typeof value === 'string') words[group] = wordOf(t, group, value, flat(data.detail))
  }
  for (const name of ['platform', 'shopPlatform'])
    if (typeof data[name] === 'string')
      words[name] = t(`settings:platform.${data[name]}`, { defaultValue: data[name] })
  // Of work in the background: as it is called where it is shown.
  if (typeof data.kind === 'string') words.kind = jobKind(t, data.kind)
  if (typeof data.unit === 'string') words.unit = unitOf(t, data.unit)
  for (const [name, value] of Object.entries(data))
    if (Array.isArray(value)) words[name] = listText(value.map((one) => partOf(t, one)))
  return t(`errors:${code}`, words)
}

function flat(detail: unknown): Record<string, unknown> {
  return typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>) : {}
}
