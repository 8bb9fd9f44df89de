import type { RowProblem, RowProblemCode } from './files/types.ts'

export type TextLanguage = 'zh-CN' | 'en'

/**
 * What a row's problem is and what to do, in both languages: one place for the preview, the exported rows
 * and the CLI.
 */
const texts: Readonly<Record<TextLanguage, Readonly<Record<RowProblemCode, string>>>> = {
  'zh-CN': {
    'order-number-missing': '没有订单编号。请补上编号再导入',
    'order-number-mangled':
      '订单编号被 Excel 改坏了（像 5.1E+18 或尾数变 0），改不回来。请从平台重新下载，直接导入',
    'order-number-odd': '订单编号和这个平台平常的不一样，已照原样导入，请核对',
    'row-cut-off': '这一行不完整，可能文件没下载完。请重新下载，或者补全这一行再导入',
    'row-too-long': '这一行的列数比表头多，内容错位了。请核对后再导入',
    'money-not-a-number': '金额不是数字，或小数超过两位',
    'quantity-not-whole': '数量不是整数',
    'time-not-readable': '时间看不懂，其余内容已导入',
    'number-mangled':
      '号码被 Excel 改坏了（像 1.38E+10），这一格没有导入，其余内容已导入。请从平台重新下载，直接导入',
    'status-unknown': '没见过的订单状态，状态没有改动，其余内容已导入',
    'title-missing': '没有商品名称',
    'other-shop': '这个订单号已经在同平台的另一个店铺里。请核对选的店铺',
    'shop-unknown': '没有叫这个名字的店铺，这一行没有导入。请先在「设置 → 店铺」里建好，再导入一次',
    'status-backwards': '平台把订单状态往回改了，已按平台的改，请核对',
  },
  en: {
    'order-number-missing': 'No order number. Fill it in and import the row again',
    'order-number-mangled':
      'Excel has spoilt the order number (like 5.1E+18, or zeros at its end) for good. Download the file again and import it as it comes',
    'order-number-odd': 'The order number looks unusual for this platform; imported as it is, please check',
    'row-cut-off':
      'The row is incomplete; the download may have been cut off. Download it again, or complete the row and import it',
    'row-too-long':
      'The row has more cells than the header, its contents have slid. Check it and import again',
    'money-not-a-number': 'The amount is not a number, or has more decimals than the currency',
    'quantity-not-whole': 'The quantity is not a whole number',
    'time-not-readable': 'The time cannot be read; the rest of the row was imported',
    'number-mangled':
      'Excel has spoilt the number (like 1.38E+10): it was left out, the rest of the row imported. Download the file again and import it as it comes',
    'status-unknown': 'An order status never seen before: the status was left as it was, the rest imported',
    'title-missing': 'No product name',
    'other-shop': 'This order number is already in another shop of the platform. Check which shop was chosen',
    'shop-unknown':
      'There is no shop of that name, so the row was left out. Add it in Settings → Shops and import again',
    'status-backwards': 'The platform took the order status back; changed as the platform says, please check',
  },
}

/** One problem as a sentence, with its column and the offending text. */
export function problemText(
  problem: Pick<RowProblem, 'code' | 'column' | 'value'>,
  language: TextLanguage,
): string {
  const { code, column, value } = problem
  const colon = language === 'en' ? ': ' : '：'
  const where = column === null ? '' : `${column}${value === '' ? '' : ` “${value}”`}${colon}`
  return where + texts[language][code]
}

/** What the marks in a row to mend stand for (mend-marks.ts). */
const markTexts = {
  'zh-CN': {
    'row-cut-off': '。从写着「※※」的格子起补上',
    'row-too-long': '。多出来的内容写在「※+※」后面，放回各自的格子，再把「※+※」删掉',
  },
  en: {
    'row-cut-off': '. Fill in from the cell with “※※” on',
    'row-too-long':
      '. What is too much stands behind “※+※”: put it into its own cells, then delete the “※+※”',
  },
} as const

/** The same sentence as it stands beside a row that is to be mended in a table program. */
export function mendText(problem: RowProblem, language: TextLanguage): string {
  const { code } = problem
  const marks = markTexts[language]
  return problemText(problem, language) + (code in marks ? marks[code as keyof typeof marks] : '')
}
