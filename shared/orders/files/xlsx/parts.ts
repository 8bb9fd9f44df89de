import { FileProblem } from '../types.ts'
import type { ZipEntry } from '../zip-directory.ts'
import { zipText } from './inflate.ts'
import { textOf } from './text-runs.ts'
import { unescapeXml, XmlElements, xmlAttribute, xmlElements } from './xml.ts'

export interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly entry: ZipEntry
}

export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  /** Texts that cells name by their place in this list. */
  readonly strings: readonly string[]
  /** Whether the cell style of an index shows a number as a date. */
  readonly dateStyles: readonly boolean[]
  /** Old Macs count days from 1904. */
  readonly from1904: boolean
}

/** Workbook, relations, styles: small files, however many orders there are. */
const largestPart = 32 * 1024 * 1024
const largestStrings = 300 * 1024 * 1024

/** Reads everything of a workbook but its sheets. Raises FileProblem `file-damaged` and those of `zipText`. */
export async function readParts(
  bytes: Uint8Array,
  entries: ReadonlyMap<string, ZipEntry>,
): Promise<WorkbookParts> {
  const book = await whole(bytes, entries.get('xl/workbook.xml'))
  const relations = new Map<string, { readonly target: string; readonly type: string }>()
  for (const { attributes } of xmlElements(
    await whole(bytes, entries.get('xl/_rels/workbook.xml.rels')),
    'Relationship',
  )) {
    const target = xmlAttribute(attributes, 'Target') ?? ''
    const type = xmlAttribute(attributes, 'Type') ?? ''
    relations.set(xmlAttribute(attributes, 'Id') ?? '', { target: partPath(target), type })
  }
  const related = (kind: string) =>
    [...relations.values()].find(({ type }) => type.endsWith(`/${kind}`))?.target ?? `xl/${kind}.xml`
  const sheets: SheetPart[] = []
  for (const { attributes } of xmlElements(book, 'sheet')) {
    const target = relations.get(xmlAttribute(attributes, 'id') ?? '')
    const entry = target && entries.get(target.target)
    // A chart on a page of its own is in this list too.
    if (!entry || !target.type.endsWith('/worksheet')) continue
    const state = xmlAttribute(attributes, 'state')
    const name = xmlAttribute(attributes, 'name') ?? ''
    sheets.push({ name, hidden: state === 'hidden' || state === 'veryHidden', entry })
  }
  if (sheets.length === 0) throw new FileProblem('file-damaged')
  return {
    sheets,
    strings: await readStrings(bytes, entries.get(related('sharedStrings'))),
    dateStyles: readDateStyles(await whole(bytes, entries.get(related('styles')))),
    from1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*"(?:1|true)"/.test(book),
  }
}

/** `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` → the name in the ZIP. */
function partPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

async function whole(bytes: Uint8Array, entry: ZipEntry | undefined): Promise<string> {
  if (!entry) return ''
  let text = ''
  for await (const piece of zipText(bytes, entry, largestPart)) text += piece
  return text
}

async function readStrings(bytes: Uint8Array, entry: ZipEntry | undefined): Promise<readonly string[]> {
  const strings: string[] = []
  if (!entry) return strings
  const elements = new XmlElements('si')
  for await (const piece of zipText(bytes, entry, largestStrings))
    for (const { inner } of elements.push(piece)) strings.push(textOf(inner, elements.prefix))
  return strings
}

/** ECMA-376 part 1, 18.8.30: the numbers of built-in date and time formats, those of East Asia included. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

function readDateStyles(styles: string): readonly boolean[] {
  const own = new Map<number, boolean>()
  for (const { attributes } of xmlElements(styles, 'numFmt')) {
    const code = unescapeXml(xmlAttribute(attributes, 'formatCode') ?? '')
    // Without texts, colours, locales and single characters, only letters of dates are left.
    const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/i, '')
    own.set(Number(xmlAttribute(attributes, 'numFmtId')), /[ymdhs]/i.test(bare))
  }
  const [formats] = xmlElements(styles, 'cellXfs')
  return xmlElements(formats?.inner ?? '', 'xf').map(({ attributes }) => {
    const id = Number(xmlAttribute(attributes, 'numFmtId') ?? 0)
    return own.get(id) ?? isBuiltInDate(id)
  })
}
