import { crc32 } from 'node:zlib'

/** A ZIP of stored (not packed) texts: for XLSX files written by hand, and for files that lie about their sizes. */
export function zipFile(entries: Readonly<Record<string, string>>, claimedSize?: number): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text)
    const path = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(claimedSize ?? data.length, 18)
    facts.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), facts, path, data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), facts, place, path]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

export interface RawSheet {
  readonly name: string
  readonly hidden?: boolean
  /** The XML inside <sheetData>. */
  readonly rows: string
}

/** An XLSX with cells given as XML. Style 1 is a date and time. The false `<dimension>` is what marketplaces write. */
export function rawWorkbook(sheets: readonly RawSheet[]): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const list = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  )
  const relations = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return zipFile({
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}">${relations.join('')}<Relationship Id="rId99" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${main}"><dimension ref="A1"/><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  })
}

/** One row's XML: texts as inline strings; a value that begins with `<c` is taken as it is, `@` being its place. */
export function rawRow(row: number, values: readonly string[]): string {
  const cells = values.map((value, index) => {
    const place = `${String.fromCharCode(65 + index)}${row}`
    if (value.startsWith('<c')) return value.replace('@', place)
    return value === '' ? '' : `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
  })
  return `<row r="${row}">${cells.join('')}</row>`
}

/** A sheet of plain texts, however many columns wide. */
export function textSheet(name: string, rows: readonly (readonly string[])[], hidden = false): RawSheet {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cell = (text: string) =>
    text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
  return {
    name,
    hidden,
    rows: rows.map((cells, index) => `<row r="${index + 1}">${cells.map(cell).join('')}</row>`).join(''),
  }
}
