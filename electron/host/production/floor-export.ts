import { listBatches } from '../../../db/production/batches.ts'
import { listIncoming } from '../../../db/subcontracting/incoming-jobs.ts'
import { listDetails } from '../../../db/workers/details.ts'
import { listWorkers } from '../../../db/workers/workers.ts'
import { businessDate } from '../../../shared/dates.ts'
import { toDecimal } from '../../../shared/money.ts'
import type { BatchRow } from '../../../shared/production/contract.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import { seesMoney } from '../../../shared/settings/roles.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

type Language = 'zh-CN' | 'en'
type Cells = readonly (readonly (string | number | null)[])[]

const mostRows = 100_000
const pageRows = 500

const texts = {
  batches: {
    'zh-CN': ['批次', '批次号', '款号', '款式', '状态', '交期', '演出日期', '计划', '已裁', '做好'],
    en: ['batches', 'No', 'Style', 'Name', 'State', 'Due', 'Show', 'Planned', 'Cut', 'Made'],
  },
  workers: {
    'zh-CN': [
      ...['工人', '姓名', '类型', '村组', '电话', '身份证号', '手艺', '每天分钟', '请假', '合同到期'],
      ...['离开日期', '离开原因', '备注'],
    ],
    en: [
      ...['workers', 'Name', 'Kind', 'Village', 'Phone', 'ID number', 'Skills', 'Minutes a day', 'Away'],
      ...['Contract until', 'Left on', 'Why', 'Note'],
    ],
  },
  incoming: {
    'zh-CN': [
      '给别人做',
      '客户',
      '对方单号',
      '批次号',
      '款式',
      '状态',
      '交期',
      '单价',
      '计划',
      '做好',
      '已交',
      '已收',
    ],
    en: [
      'work-for-others',
      'Customer',
      'Their No',
      'Batch',
      'Style',
      'State',
      'Due',
      'Rate',
      'Planned',
      'Made',
      'Delivered',
      'Charged',
    ],
  },
} as const

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    open: '在做',
    closed: '做完的',
    cancelled: '取消的',
    piece: '计件',
    hourly: '计时',
    monthly: '月薪',
    casual: '临时工',
    home: '在家做',
    returning: '返乡人员',
    graduate: '毕业生',
    student: '学生帮工',
    leave: '请假',
    season: '农忙',
  },
  en: {
    piece: 'by the piece',
    hourly: 'by the hour',
    home: 'at home',
    returning: 'returning migrant',
    student: 'student helper',
    season: 'farm season',
  },
}

async function file(context: GuardedContext, list: keyof typeof texts, language: Language, rows: Cells) {
  const [name, ...header] = texts[list][language]
  const fileName = `${name}-${businessDate(context.host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, header, rows) }
}

const say = (language: Language, word: string) => words[language][word] ?? word

/** The batches of a state and search as XLSX, whole, in the caller's language. */
export async function exportBatches(
  context: GuardedContext,
  input: { readonly state: BatchRow['state'] | null; readonly search: string; readonly headers: Language },
) {
  const rows: BatchRow[] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const page = await listBatches(context.host.store.reader, { ...input, offset, limit: pageRows })
    rows.push(...page.rows)
    if (page.rows.length < pageRows) break
  }
  return file(
    context,
    'batches',
    input.headers,
    rows.map((row) => [
      row.batchNumber,
      row.styleNumber,
      row.styleName,
      say(input.headers, row.state),
      row.dueDate ?? '',
      row.performanceDate ?? '',
      row.planned,
      row.begun,
      row.made,
    ]),
  )
}

/** All workers as XLSX, those who left among them; of ID numbers the last four. */
export async function exportWorkers(context: GuardedContext, language: Language) {
  const { store, dataKeys } = context.host
  const workers = await listWorkers(store.reader)
  const details = await listDetails(store.reader, await dataKeys.ifOpen())
  const people = new Map(details.map((person) => [person.id, person]))
  return file(
    context,
    'workers',
    language,
    workers.map((row) => {
      const person = people.get(row.id)
      return [
        row.name,
        say(language, row.kind),
        person?.village ?? '',
        person?.phone ?? '',
        person?.idNumber.text ?? '',
        row.skills.map(({ skill, level }) => `${skill} ${level}`).join(' / '),
        row.dailyMinutes,
        row.away
          .map(({ from, to, kind }) => `${say(language, kind)} ${from === to ? from : `${from}—${to}`}`)
          .join(' / '),
        person?.contractTo ?? '',
        person?.leftOn ?? (row.archived ? '✓' : ''),
        person?.leftReason ?? '',
        row.note,
      ]
    }),
  )
}

/** All work done for others as XLSX; rates and amounts only for who sees them. */
export async function exportIncoming(context: GuardedContext, language: Language) {
  const money = seesMoney(context.caller.role)
  const jobs = await listIncoming(context.host.store.reader, money)
  return file(
    context,
    'incoming',
    language,
    jobs.map((row) => [
      row.customer,
      row.orderNumber,
      row.batchNumber,
      row.styleName,
      say(language, row.batchState),
      row.dueDate ?? '',
      row.price === null ? null : Number(formatRate(row.price)),
      row.planned,
      row.good,
      row.delivered,
      money
        ? Number(
            toDecimal(row.deliveries.reduce((sum, one) => sum + (one.voided ? 0 : (one.amount ?? 0)), 0)),
          )
        : null,
    ]),
  )
}
