/** What is searched for as the pattern of a LIKE with ESCAPE '\', to be found anywhere in a text. */
export function likeAnywhere(search: string): string {
  const escaped = search
    .normalize('NFKC')
    .trim()
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)
  return `%${escaped}%`
}
