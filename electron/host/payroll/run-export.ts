import { payslipsOfRun, readRun } from '../../../db/payroll/read-runs.ts'
import { toDecimal } from '../../../shared/money.ts'
import type { PayslipLine } from '../../../shared/payroll/payslip-contract.ts'
import { formatRate } from '../../../shared/production/piece-rates.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'

type Language = 'zh-CN' | 'en'

const headers = {
  'zh-CN': ['姓名', '项目', '款号', '款式', '工序', '数量', '单价', '金额', '说明'],
  en: ['Name', 'Item', 'Style', 'Style name', 'Operation', 'Quantity', 'Rate', 'Amount', 'Note'],
} as const

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    file: '工资单',
    piece: '计件',
    late: '计件（补上期）',
    reversed: '计件（退上期）',
    rework: '返工',
    hour: '计时（小时）',
    workday: '平日加班（小时）',
    rest: '休息日加班（小时）',
    holiday: '节日加班（小时）',
    salary: '月薪（天）',
    premium: '计件加班补贴',
    allowance: '补贴',
    bonus: '奖金',
    charge: '代扣',
    deduction: '扣款',
    'top-up': '最低工资补差',
    social: '社保个人部分',
    tax: '个人所得税',
    advance: '还借支',
    damage: '损坏赔款',
    carried: '还上期欠款',
    carry: '转入下期',
    net: '实发',
  },
  en: {
    file: 'payroll',
    piece: 'Pieces',
    late: 'Pieces of before',
    reversed: 'Pieces taken back',
    rework: 'Rework',
    hour: 'Hours',
    workday: 'Overtime hours',
    rest: 'Rest day hours',
    holiday: 'Holiday hours',
    salary: 'Salary (days)',
    premium: 'Overtime premium',
    allowance: 'Allowance',
    bonus: 'Bonus',
    charge: 'Charge',
    deduction: 'Deduction',
    'top-up': 'Up to the minimum wage',
    social: 'Social insurance',
    tax: 'Income tax',
    advance: 'Advance repaid',
    damage: 'Damage',
    carried: 'Owed from before',
    carry: 'Carried on',
    net: 'Net pay',
  },
}

/** Which word says what a line is. */
function wordOf(line: PayslipLine): string {
  if (line.kind === 'piece') return line.isRework ? 'rework' : line.why === 'now' ? 'piece' : line.why
  if (line.kind === 'hour') return line.overtime === 'none' ? 'hour' : line.overtime
  return line.adjustment ?? line.debt ?? line.kind
}

/** A closed run as XLSX: each worker's lines and what she is paid. Raises not-found. */
export async function exportRun(
  { host }: GuardedContext,
  input: { readonly id: number; readonly headers: Language },
): Promise<{ fileName: string; file: File }> {
  const { run } = await readRun(host.store.reader, input.id)
  const text = words[input.headers]
  const yuan = (fen: number) => Number(toDecimal(fen))
  const rows = (await payslipsOfRun(host.store.reader, input.id)).flatMap((slip) => [
    ...slip.lines.map((line) => [
      slip.name,
      text[wordOf(line)] ?? line.kind,
      line.styleNumber,
      line.styleName,
      line.operationName,
      line.kind === 'hour'
        ? line.quantity / 60
        : ['piece', 'salary'].includes(line.kind) || line.recurringId !== null
          ? line.quantity
          : null,
      line.rate > 0 || line.kind === 'piece' ? Number(formatRate(line.rate)) : null,
      yuan(line.amount),
      line.note,
    ]),
    [slip.name, text.net!, '', '', '', null, null, yuan(slip.net), ''],
  ])
  const fileName = `${text.file}-${run.from}-${run.to}.xlsx`
  return { fileName, file: await xlsxFile(fileName, headers[input.headers], rows) }
}
