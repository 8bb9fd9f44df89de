import type { ParsedRecipient } from './files/types.ts'

export const noRecipient: ParsedRecipient = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  address: '',
  postcode: '',
  country: '',
  masked: false,
}

/**
 * A hidden recipient never replaces one that is known in full: platforms hide orders some weeks after
 * they were exported in full. Null: nothing changes.
 */
export function mergeRecipient(
  known: ParsedRecipient,
  said: ParsedRecipient | undefined,
  newer: boolean,
): ParsedRecipient | null {
  if (!said || sameRecipient(known, said)) return null
  const unknown = known.name === '' && known.phone === '' && known.address === ''
  if (unknown) return said
  if (said.masked && !known.masked) return null
  if (!said.masked && known.masked) return said
  return newer ? said : null
}

export function sameRecipient(a: ParsedRecipient, b: ParsedRecipient): boolean {
  return (Object.keys(noRecipient) as (keyof ParsedRecipient)[]).every((field) => a[field] === b[field])
}
