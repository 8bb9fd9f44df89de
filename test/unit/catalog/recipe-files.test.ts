import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkStore } from '../../../db/check/index.ts'
import { exportRecipeRows, previewRecipeSheet } from '../../../electron/host/catalog/recipe-tasks.ts'
import { xlsxFile } from '../../../electron/host/workbook.ts'
import { type RecipeKind, recipeKinds } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { nameKey } from '../../../shared/catalog/recipe-sheets/names.ts'
import { readWorkbook } from '../../../shared/orders/files/workbook.ts'
import { jobEnd } from '../../support/host.ts'
import { type Catalog, openCatalog, saveStyle, styleInput } from './support.ts'

let catalog: Catalog
beforeAll(async () => {
  catalog = await openCatalog()
})
afterAll(async () => {
  expect((await checkStore(catalog.store.reader)).flatMap(({ violations }) => violations)).toEqual([])
  await catalog.close()
})

const recipes = () => catalog.client.catalog.recipes
const commandId = () => v7()
const owner = { money: true, rates: true, today: '2026-05-18' }

async function commit(file: File, given?: Readonly<Record<string, string>>) {
  const read = given ?? (await recipes().preview({ file })).read
  const { jobId } = await recipes().commit({ commandId: commandId(), file, read })
  const job = await jobEnd(catalog.client, jobId)
  expect(job.state).toBe('done')
  return job.result as {
    materials: number
    styles: number
    same: number
    left: number
    changed: string[]
  }
}

async function addMaterial(name: string) {
  return catalog.client.inventory.materials.save({
    commandId: commandId(),
    id: null,
    name,
    unit: 'm',
    width: 1455,
    gramsPerArea: 200,
    supplierId: null,
    price: 1850,
    note: '',
    archived: false,
  })
}

/** A CSV as Excel saves one: cells with commas, quotes or line breaks in quotes. */
function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')
}

const gbkBytes = new Map<string, readonly number[]>()
function gbk(text: string): Uint8Array<ArrayBuffer> {
  if (gbkBytes.size === 0) {
    const decoder = new TextDecoder('gbk')
    for (let first = 0x81; first < 0xff; first++)
      for (let second = 0x40; second < 0xff; second++) {
        const letter = decoder.decode(new Uint8Array([first, second]))
        if ([...letter].length === 1 && !gbkBytes.has(letter)) gbkBytes.set(letter, [first, second])
      }
  }
  return new Uint8Array(
    [...text].flatMap((letter) =>
      letter.charCodeAt(0) < 0x80 ? [letter.charCodeAt(0)] : (gbkBytes.get(letter) ?? [0x3f]),
    ),
  )
}

/** The export as it is, and as Excel and WPS save it again. */
async function savedWays(kind: RecipeKind, headers: 'zh-CN' | 'en') {
  const { header, rows } = await exportRecipeRows({
    dataDir: catalog.dir,
    kind,
    language: headers,
    sees: owner,
  })
  const file = await xlsxFile('recipes.xlsx', header, rows)
  const [sheet] = await readWorkbook(new Uint8Array(await file.arrayBuffer()))
  const text = csv(sheet!.rows)
  return [
    file,
    new File([`\ufeff${text}`], 'utf8.csv'),
    new File([text], 'plain.csv'),
    new File([gbk(text)], 'gbk.csv'),
  ]
}

const written = async () =>
  (
    await catalog.store.reader
      .selectFrom('audit')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

const odd = fc
  .array(
    fc.constantFrom(
      '红',
      '绒',
      'A',
      '1',
      '（',
      '）',
      '(',
      ')',
      '/',
      ',',
      '，',
      '、',
      ';',
      ' ',
      '"',
      "'",
      ':',
      '：',
      '=',
      '%',
      '-',
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((parts) => parts.join('').trim())
  // A lone ' or = is an empty cell to every reader: such a style is left out, and told so.
  .filter((name) => nameKey(name) !== '')
const three = fc.uniqueArray(odd, { minLength: 3, maxLength: 3, selector: nameKey })

test('property: a sheet that comes in as it went out changes nothing, however odd its names are', {
  timeout: 240_000,
}, async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(three, three, three, three, async (colours, sizes, steps, materials) => {
      const run = `#${++runs}`
      const { id: styleId } = await saveStyle(catalog, styleInput(`${steps[0]}${run}`, colours, sizes))
      const ids: number[] = []
      for (const name of materials) ids.push((await addMaterial(`${name}${run}`)).id)
      await catalog.client.catalog.bom.save({
        commandId: commandId(),
        styleId,
        lines: ids.map((materialId, index) => ({
          part: steps[index]!,
          materialId,
          colours: colours.slice(0, index),
          usage: 1200,
          usages: Object.fromEntries(sizes.slice(0, index).map((size, at) => [size, 1000 + at])),
          wastage: index * 5,
        })),
      })
      const operations = await catalog.client.production.routing.save({
        commandId: commandId(),
        styleId,
        operations: steps.map((name, index) => ({
          id: null,
          name,
          standardSeconds: index === 0 ? null : 60,
          skill: steps[2]!,
          recorded: index !== 1,
          predecessors: steps.slice(0, index).map((_, before) => before),
        })),
      })
      await catalog.client.production.routing.setRates({
        commandId: commandId(),
        operationId: operations[0]!,
        validFrom: '2026-01-01',
        rates: [{ size: '', rate: 512_345 }, ...sizes.map((size, at) => ({ size, rate: 600_000 + at }))],
      })
      await catalog.client.catalog.sizeChart.save({
        commandId: commandId(),
        styleId,
        points: steps.map((name) => ({
          name,
          minus: 5,
          plus: 10,
          sizes: Object.fromEntries(sizes.map((size, at) => [size, 560 + at])),
        })),
      })
      const before = await written()
      for (const kind of recipeKinds)
        for (const file of await savedWays(kind, runs % 2 === 0 ? 'en' : 'zh-CN')) {
          const bytes = new Uint8Array(await file.arrayBuffer())
          // As the worker does it; a thread for each of these files would take minutes.
          const preview = await previewRecipeSheet({
            dataDir: catalog.dir,
            file: { name: file.name, bytes },
            options: owner,
          })
          expect(preview).toMatchObject({ kind, toWrite: 0, left: 0, problems: [], ignored: [] })
        }
      expect(await commit((await savedWays('routing', 'zh-CN'))[0]!)).toMatchObject({ styles: 0, left: 0 })
      expect(await written()).toBe(before)
    }),
    { numRuns: 12 },
  )
})

test('a sheet of more rows than one commit takes is written in slices, and the same sheet again writes nothing', {
  timeout: 120_000,
}, async () => {
  const rows = Array.from({ length: 5200 }, (_, index) => [`布料${index}号`, '米', String(index % 100)])
  const file = new File([csv([['物料', '单位', '单价'], ...rows])], '物料.csv')
  expect(await recipes().preview({ file })).toMatchObject({ rows: 5200, toWrite: 5200, left: 0 })
  expect(await commit(file)).toMatchObject({ materials: 5200, left: 0 })
  expect(await recipes().preview({ file })).toMatchObject({ toWrite: 0, same: 5200 })
  const { file: out } = await recipes().export({ kind: 'materials', headers: 'zh-CN' })
  const again = await recipes().preview({ file: out })
  expect(again).toMatchObject({ toWrite: 0, left: 0 })
  expect(again.rows).toBeGreaterThanOrEqual(5200)
})

test('a file cut off in a quote, a column nobody knows and a short last row', async () => {
  await addMaterial('里布')
  const { style } = await saveStyle(catalog, styleInput('Q1', ['白'], ['110']))
  const file = (text: string) => new File([text], 'r.csv')
  const bom = '款号,物料,单件用量,部位,工价备注\nQ1,里布,1,面,x\nQ1,里布,2\n'
  expect(await recipes().preview({ file: file(bom) })).toMatchObject({
    toWrite: 1,
    problems: [],
    ignored: ['工价备注'],
    changes: [{ name: 'Q1', fresh: 2, row: 2, rows: 2 }],
  })
  expect(await commit(file(bom))).toMatchObject({ styles: 1, left: 0 })
  const cut = '款号,物料,单件用量\nQ1,里布,1\nQ1,"里布,2\n'
  const preview = await recipes().preview({ file: file(cut) })
  expect(preview).toMatchObject({ toWrite: 0, left: 1 })
  expect(preview.problems).toMatchObject([{ row: 3, problem: 'row-slid' }])
  expect(await commit(file(cut))).toMatchObject({ styles: 0, left: 1 })
  const lines = await catalog.client.catalog.bom.get({ styleId: style.id })
  expect(lines.map(({ usage }) => usage)).toEqual([1000, 2000])
  await expect(recipes().preview({ file: file('订单编号,买家\n1,2\n') })).rejects.toMatchObject({
    code: 'file-unreadable',
  })
  expect(await recipes().preview({ file: file('物料,供应商\n里布,布行老李\n') })).toMatchObject({
    newSuppliers: ['布行老李'],
  })
})

test('what somebody saved since the preview is not undone by the sheet, and the rest of it is written', async () => {
  await addMaterial('衬布')
  const { style } = await saveStyle(catalog, styleInput('R1', ['白'], ['110']))
  const { style: other } = await saveStyle(catalog, styleInput('R2', ['白'], ['110']))
  const file = (usage: number) =>
    new File([`款号,物料,单件用量\nR1,衬布,${usage}\nR2,衬布,${usage}\n`], 'r.csv')
  expect(await commit(file(1))).toMatchObject({ styles: 2, changed: [] })
  const { read } = await recipes().preview({ file: file(2) })
  const bom = (styleId: number) => catalog.client.catalog.bom.get({ styleId })
  // Another station writes R1 meanwhile.
  expect(await commit(new File(['款号,物料,单件用量\nR1,衬布,3\n'], 'r.csv'))).toMatchObject({ styles: 1 })
  expect(await commit(file(2), read)).toMatchObject({ styles: 1, left: 0, changed: ['R1'] })
  expect(await bom(style.id)).toMatchObject([{ usage: 3000 }])
  expect(await bom(other.id)).toMatchObject([{ usage: 2000 }])
  expect(await commit(file(2))).toMatchObject({ styles: 1, changed: [] })
  expect(await bom(style.id)).toMatchObject([{ usage: 2000 }])
})
