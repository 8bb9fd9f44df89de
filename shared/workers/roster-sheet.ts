import { isSpoilt } from '../catalog/spoilt-names.ts'
import type { WorkerKind } from './contract.ts'
import type { WorkerDetails } from './details-contract.ts'
import { readBankAccount, readIdNumber } from './id-number.ts'

/**
 * Headers of a list of workers as villages write them, normalised; the template uses the first of each language. A column is
 * one field's; a title in brackets ("身份证号（18位）") is read without them.
 */
export const rosterHeaders = {
  name: ['姓名', '工人姓名', '员工姓名', '名字', 'name'],
  sex: ['性别', 'sex', 'gender'],
  idNumber: [
    '身份证号',
    '身份证号码',
    '身份证',
    '公民身份号码',
    '公民身份证号码',
    '身份号码',
    '证件号码',
    '证件号',
    'idnumber',
    'idno',
  ],
  birthDate: ['出生日期', '出生年月日', '出生年月', '生日', 'born', 'birthdate', 'dateofbirth'],
  phone: ['电话', '手机', '手机号', '手机号码', '联系电话', '联系方式', '电话号码', 'phone', 'mobile'],
  village: ['村组', '村', '村名', '所在村', '所属村', '行政村', '自然村', '村庄', 'village'],
  address: ['地址', '住址', '家庭住址', '家庭地址', '现住址', '详细地址', '户籍地址', 'address'],
  kind: ['类型', '用工类型', '用工性质', '用工形式', '计酬方式', '人员类别', '人员类型', 'kind', 'type'],
  skills: ['手艺', '会做什么', '工种', '岗位', '工序', '技能', 'skills', 'skill'],
  bankAccount: [
    '银行卡号',
    '卡号',
    '银行账号',
    '银行帐号',
    '工资卡号',
    '工资卡',
    '账号',
    '帐号',
    '收款账号',
    'bankaccount',
    'cardnumber',
    'account',
  ],
  bankName: ['开户行', '开户银行', '银行', '银行名称', 'bank', 'bankname'],
  accountHolder: ['户名', '开户名', '持卡人', '收款人', 'accountholder'],
  wechatName: ['微信名', '微信', '微信号', '微信昵称', 'wechat', 'wechatname'],
  emergencyName: ['紧急联系人', '紧急联系人姓名', '家属', '家属姓名', 'emergencycontact'],
  emergencyPhone: ['紧急联系电话', '紧急联系人电话', '紧急电话', '家属电话', 'emergencyphone'],
  contractFrom: [
    '合同开始',
    '合同开始日期',
    '合同起始日期',
    '入职日期',
    '入职时间',
    '进厂日期',
    '上班日期',
    'contractfrom',
    'start',
    'startdate',
  ],
  contractTo: ['合同到期', '合同到期日期', '合同结束日期', '合同终止日期', 'contractuntil', 'contractto'],
  note: ['备注', '说明', 'note', 'notes', 'remark'],
} as const
export type RosterField = keyof typeof rosterHeaders

export const rosterTemplateHeaders: Readonly<Record<'zh-CN' | 'en', readonly string[]>> = {
  'zh-CN': [
    ...[
      '姓名',
      '性别',
      '身份证号',
      '电话',
      '村组',
      '地址',
      '类型',
      '手艺',
      '银行卡号',
      '开户行',
      '户名',
      '微信名',
    ],
    ...['紧急联系人', '紧急联系电话', '合同开始', '合同到期', '备注'],
  ],
  en: [
    ...['Name', 'Sex', 'ID number', 'Phone', 'Village', 'Address', 'Kind', 'Skills', 'Bank account', 'Bank'],
    ...['Account holder', 'WeChat name', 'Emergency contact', 'Emergency phone'],
    ...['Contract from', 'Contract until', 'Note'],
  ],
}

export const rosterProblemCodes = [
  // The row is left out.
  'name-missing',
  'name-spoilt',
  'twice',
  'name-taken',
  'id-of-other',
  // The worker goes in without it.
  'id-number',
  'bank-account',
  'date-wrong',
  'sex-wrong',
  'kind-unknown',
] as const
export type RosterProblemCode = (typeof rosterProblemCodes)[number]

export interface RosterProblem {
  /** Row in the sheet, counted from 1. */
  readonly row: number
  readonly name: string
  readonly code: RosterProblemCode
  /** What is wrong: a fault's code, a column's text, an earlier row, a worker's name. Never a number of hers. */
  readonly value: string
  /** The row goes in, without what is wrong. */
  readonly kept: boolean
}

/** A worker as a sheet says; what it does not say is left out, and an empty cell says nothing. */
export interface RosterRow {
  readonly row: number
  readonly name: string
  readonly kind?: WorkerKind
  readonly note?: string
  readonly skills: readonly string[]
  readonly details: Partial<WorkerDetails>
  readonly idNumber?: { readonly number: string; readonly birthDate: string; readonly sex: 'female' | 'male' }
  readonly bankAccount?: string
}

export function isRosterHeader(header: readonly string[]): boolean {
  return columnsOf(header).name !== undefined
}

const kinds: readonly (readonly [RegExp, WorkerKind])[] = [
  [/临时|零工|短工|casual|temporary/i, 'casual'],
  [/在家|居家|家庭加工|home/i, 'home'],
  [/返乡|返村|returning/i, 'returning'],
  [/毕业生|大学生|graduate/i, 'graduate'],
  [/学生|student/i, 'student'],
  [/计时|小时工|hour/i, 'hourly'],
  [/月薪|固定工资|月工资|month/i, 'monthly'],
  [/计件|piece|工人|长期|正式/i, 'piece'],
]

/** Reads a list of workers. `today` bounds days of birth. */
export function readRoster(
  header: readonly string[],
  sourceRows: Iterable<{ readonly row: number; readonly cells: readonly string[] }>,
  today: string,
): { readonly rows: readonly RosterRow[]; readonly problems: readonly RosterProblem[] } {
  const columns = columnsOf(header)
  const rows: RosterRow[] = []
  const problems: RosterProblem[] = []
  const names = new Map<string, number>()
  const ids = new Map<string, number>()
  for (const { row, cells } of sourceRows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (field: RosterField) => {
      const column = columns[field]
      return column === undefined ? '' : (cells[column] ?? '').normalize('NFKC').trim()
    }
    // "丁 秀 英", as lists are made even.
    const name = /^\p{Script=Han}[\p{Script=Han}\s]*$/u.test(cell('name'))
      ? cell('name').replaceAll(/\s/g, '')
      : cell('name').slice(0, 40)
    const problem = (code: RosterProblemCode, value: string, kept: boolean) =>
      problems.push({ row, name, code, value, kept })
    // The last line of a list.
    if (cells.some((text) => /^\s*(?:合\s*计|总\s*计|小\s*计|total)/i.test(text))) continue
    if (name === '') {
      problem('name-missing', '', false)
      continue
    }
    if (isSpoilt(name)) {
      problem('name-spoilt', name, false)
      continue
    }
    const idRead = cell('idNumber') === '' ? null : readIdNumber(cell('idNumber'), today, true)
    const idNumber = idRead && idRead.fault === null ? idRead : null
    const before = (idNumber ? ids.get(idNumber.number) : undefined) ?? names.get(name)
    if (before !== undefined) {
      problem('twice', String(before), false)
      continue
    }
    names.set(name, row)
    if (idNumber) ids.set(idNumber.number, row)
    if (idRead && idRead.fault !== null) problem('id-number', `id-${idRead.fault}`, true)
    const bank = cell('bankAccount') === '' ? null : readBankAccount(cell('bankAccount'), true)
    if (bank && bank.fault !== null) problem('bank-account', `bank-${bank.fault}`, true)
    const day = (field: RosterField) => {
      if (cell(field) === '') return undefined
      const date = readDay(cell(field))
      if (date === null)
        problem('date-wrong', `${header[columns[field]!]}：${cell(field).slice(0, 30)}`, true)
      return date ?? undefined
    }
    const sex = readSex(cell('sex'))
    if (sex === null && !idNumber) problem('sex-wrong', cell('sex').slice(0, 30), true)
    const kind = cell('kind') === '' ? undefined : kinds.find(([words]) => words.test(cell('kind')))?.[1]
    if (cell('kind') !== '' && !kind) problem('kind-unknown', cell('kind').slice(0, 30), true)
    const details = given({
      sex: idNumber ? undefined : (sex ?? undefined),
      birthDate: idNumber ? undefined : day('birthDate'),
      phone: cell('phone').slice(0, 40),
      village: cell('village').slice(0, 60),
      address: cell('address').slice(0, 200),
      emergencyName: cell('emergencyName').slice(0, 40),
      emergencyPhone: cell('emergencyPhone').slice(0, 40),
      contractFrom: day('contractFrom'),
      contractTo: day('contractTo'),
      wechatName: cell('wechatName').slice(0, 60),
      bankName: cell('bankName').slice(0, 80),
      accountHolder: cell('accountHolder').slice(0, 40),
    })
    rows.push({
      row,
      name,
      ...(kind && { kind }),
      ...(cell('note') !== '' && { note: cell('note').slice(0, 300) }),
      skills: [...new Set(cell('skills').split(/[、,，/;；+\s]+/))]
        .map((skill) => skill.slice(0, 40))
        .filter((skill) => skill !== '')
        .slice(0, 20),
      details,
      ...(idNumber && {
        idNumber: { number: idNumber.number, birthDate: idNumber.birthDate, sex: idNumber.sex },
      }),
      ...(bank?.fault === null && { bankAccount: bank.number }),
    })
  }
  return { rows, problems }
}

/** Only what was said. */
function given(details: { readonly [F in keyof WorkerDetails]?: WorkerDetails[F] | undefined }) {
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<WorkerDetails>
}

/** Undefined: nothing is said; null: something else. */
function readSex(text: string): 'female' | 'male' | null | undefined {
  if (text === '') return undefined
  if (/^(?:女|女性|f|female|woman)$/i.test(text)) return 'female'
  return /^(?:男|男性|m|male|man)$/i.test(text) ? 'male' : null
}

/** "2026-05-01", "2026/5/1", "2026.5.1", "2026年5月1日", "20260501"; null where it is no day. */
function readDay(text: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s.*)?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!match) return null
  const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === date ? date : null
}

const plain = (header: string) =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)/g, '')
    .replaceAll(/[\s_\-*:]/g, '')

function columnsOf(header: readonly string[]): Partial<Record<RosterField, number>> {
  const titles = header.map(plain)
  const columns: Partial<Record<RosterField, number>> = {}
  for (const [field, known] of Object.entries(rosterHeaders) as [RosterField, readonly string[]][]) {
    const at = known.map((name) => titles.indexOf(name)).find((index) => index !== -1)
    if (at !== undefined) columns[field] = at
  }
  return columns
}
