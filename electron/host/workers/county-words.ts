import type { WorkerKind } from '../../../shared/workers/contract.ts'
import type { HouseholdKind, Relation } from '../../../shared/workers/households/types.ts'

export type Language = 'zh-CN' | 'en'

interface PaperWords {
  readonly roster: string
  readonly rosterHeader: readonly string[]
  readonly income: string
  readonly incomeHeader: readonly string[]
  readonly total: string
  readonly yes: string
  readonly no: string
  readonly cleared: string
  readonly open: string
  readonly kinds: Readonly<Record<HouseholdKind, string>>
  readonly relations: Readonly<Record<Relation, string>>
  readonly workerKinds: Readonly<Record<WorkerKind, string>>
}

/** Words of the county's spreadsheets, as its own forms use them. */
export const paperWords: Readonly<Record<Language, PaperWords>> = {
  'zh-CN': {
    roster: '就业帮扶花名册',
    rosterHeader: [
      '序号',
      '户编号',
      '户主',
      '姓名',
      '与户主关系',
      '身份证号',
      '户类型',
      '村',
      '住址',
      '用工形式',
      '领工资月数',
      '本人应发（元）',
      '本人实发（元）',
      '全户应发（元）',
      '家庭人口',
      '人均（元）',
      '收入线（元/年）',
      '达到收入线',
      '靠本车间收入达线起始月',
    ],
    income: '收入证明',
    incomeHeader: ['姓名', '身份证号', '月份', '出勤天数', '应发（元）', '实发（元）'],
    total: '合计',
    yes: '是',
    no: '否',
    cleared: '风险已消除',
    open: '风险未消除',
    kinds: {
      registered: '脱贫户',
      unstable: '脱贫不稳定户',
      marginal: '边缘易致贫户',
      stricken: '突发严重困难户',
      'low-income': '低保户',
      destitute: '特困户',
      disabled: '残疾人户',
      ordinary: '一般户',
    },
    relations: {
      head: '户主',
      spouse: '配偶',
      child: '子女',
      'child-in-law': '儿媳/女婿',
      parent: '父母',
      'parent-in-law': '公婆/岳父母',
      grandchild: '孙子女',
      grandparent: '祖父母',
      sibling: '兄弟姐妹',
      other: '其他',
    },
    workerKinds: {
      piece: '计件',
      hourly: '计时',
      monthly: '月薪',
      casual: '临时工',
      home: '在家做',
      returning: '返乡人员',
      graduate: '毕业生',
      student: '学生帮工',
    },
  },
  en: {
    roster: 'employment-roster',
    rosterHeader: [
      'No.',
      'Household no.',
      'Head',
      'Name',
      'Relation',
      'ID number',
      'Household type',
      'Village',
      'Address',
      'Employment',
      'Months paid',
      'Her gross (yuan)',
      'Her net (yuan)',
      'Household gross (yuan)',
      'Persons',
      'Per person (yuan)',
      'Line (yuan a year)',
      'Reaches the line',
      'Reached by this work since',
    ],
    income: 'income-certificate',
    incomeHeader: ['Name', 'ID number', 'Month', 'Days worked', 'Gross (yuan)', 'Net (yuan)'],
    total: 'Total',
    yes: 'yes',
    no: 'no',
    cleared: 'risk cleared',
    open: 'risk not cleared',
    kinds: {
      registered: 'lifted out of poverty',
      unstable: 'lifted out, unstable',
      marginal: 'at the edge of poverty',
      stricken: 'in sudden hardship',
      'low-income': 'on low income',
      destitute: 'destitute',
      disabled: 'with a disabled member',
      ordinary: 'ordinary',
    },
    relations: {
      head: 'head',
      spouse: 'spouse',
      child: 'child',
      'child-in-law': 'child-in-law',
      parent: 'parent',
      'parent-in-law': 'parent-in-law',
      grandchild: 'grandchild',
      grandparent: 'grandparent',
      sibling: 'sibling',
      other: 'other',
    },
    workerKinds: {
      piece: 'by the piece',
      hourly: 'by the hour',
      monthly: 'monthly',
      casual: 'casual',
      home: 'at home',
      returning: 'returning migrant',
      graduate: 'graduate',
      student: 'student helper',
    },
  },
}
