import { createHash } from 'node:crypto'
import { applyRoster, planRoster } from '../../../db/workers/roster.ts'
import { businessDate } from '../../../shared/dates.ts'
import { maskedNumber } from '../../../shared/workers/id-number.ts'
import { readRoster, rosterTemplateHeaders } from '../../../shared/workers/roster-sheet.ts'
import { command, type GuardedContext } from '../services.ts'
import { runSheetTask, sheetFile } from '../sheet-tasks.ts'
import { xlsxFile } from '../workbook.ts'

/** Reads a list of workers; raises file-unreadable. Its numbers are in memory only, and leave the host masked. */
async function readFile({ host }: GuardedContext, file: File) {
  const { header, rows } = await runSheetTask('rosterRows', { file: await sheetFile(file) })
  return readRoster(header, rows, businessDate(host.clock()))
}

/** What a list would change; nothing is written. */
export async function previewRoster(context: GuardedContext, file: File) {
  const { host } = context
  const read = await readFile(context, file)
  const hasNumbers = read.rows.some((row) => row.idNumber ?? row.bankAccount)
  const key = await host.dataKeys.ifOpen()
  const { planned, problems } = await planRoster(host.store.reader, key, read.rows)
  return {
    fileName: file.name,
    /** With numbers in it and the key not open it cannot be taken in. */
    needsKey: hasNumbers && !key,
    rows: planned.map(({ row, change, fields }) => ({
      row: row.row,
      name: row.name,
      change,
      fields: [...fields],
      idNumber: row.idNumber ? maskedNumber(row.idNumber.number) : '',
      bankAccount: row.bankAccount ? maskedNumber(row.bankAccount) : '',
      village: row.details.village ?? '',
      phone: row.details.phone ?? '',
    })),
    problems: [...read.problems, ...problems].toSorted((a, b) => a.row - b.row),
  }
}

/** Takes a list in, as it is compared again in this moment. Raises data-key-none, data-key-locked where it has numbers. */
export async function commitRoster(
  context: GuardedContext,
  path: readonly string[],
  { commandId, file }: { readonly commandId: string; readonly file: File },
) {
  const { rows } = await readFile(context, file)
  const hasNumbers = rows.some((row) => row.idNumber ?? row.bankAccount)
  const key = hasNumbers ? await context.host.dataKeys.current() : await context.host.dataKeys.ifOpen()
  // The whole file's digest: a number in it could only be tried out by who has all the rest.
  const digest = createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('base64url')
  const recorded = { commandId, fileName: file.name, digest }
  return command(context, path, recorded, (scope) => applyRoster(scope, key, rows))
}

const examples = {
  'zh-CN': [
    '例：丁秀英',
    '女',
    '',
    '13800000000',
    '丁楼村',
    '',
    '计件',
    '平车、锁边',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '删掉这一行',
  ],
  en: [
    'Ding Xiuying',
    'female',
    '',
    '13800000000',
    'Dinglou',
    '',
    'piece',
    'lockstitch, overlock',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    'delete this row',
  ],
} as const
const templateNames = { 'zh-CN': '工人名单模板.xlsx', en: 'workers-template.xlsx' } as const

/** An empty list to fill in; its cells are text, so that Excel leaves long numbers alone. */
export async function rosterTemplate(language: 'zh-CN' | 'en'): Promise<{ fileName: string; file: File }> {
  const fileName = templateNames[language]
  const empty = rosterTemplateHeaders[language].map(() => null)
  const rows = [examples[language], ...Array.from({ length: 200 }, () => empty)]
  return { fileName, file: await xlsxFile(fileName, rosterTemplateHeaders[language], rows, true) }
}
