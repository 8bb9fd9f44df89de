import type { TFunction } from 'i18next'
import type { ShownError } from '../app/shown-error.ts'
import { jobKind } from './job-kind.ts'

/** Words that come as codes inside an error's data, each with texts of its own under this group. */
const groups = ['what', 'reason', 'state', 'by'] as const

/**
 * The text of an error in the user's language: what happened, what was kept, what to do. Codes inside the
 * data ("what": "shop") are put into words first; a code without a text stays as it is.
 */
export function errorText(t: TFunction, { code, data }: ShownError): string {
  const words: Record<string, unknown> = { ...data }
  for (const group of groups) {
    const value = data[group]
    if (typeof value === 'string')
      words[group] = t(`errors:${group}.${value}`, { ...flat(data.detail), defaultValue: value })
  }
  for (const name of ['platform', 'shopPlatform'])
    if (typeof data[name] === 'string')
      words[name] = t(`settings:platform.${data[name]}`, { defaultValue: data[name] })
  // Of work in the background: as it is called where it is shown.
  if (typeof data.kind === 'string') words.kind = jobKind(t, data.kind)
  if (typeof data.unit === 'string')
    words.unit = t(`materials:units.${data.unit}`, { defaultValue: data.unit })
  return t(`errors:${code}`, words)
}

function flat(detail: unknown): Record<string, unknown> {
  return typeof detail === 'object' && detail !== null ? (detail as Record<string, unknown>) : {}
}
