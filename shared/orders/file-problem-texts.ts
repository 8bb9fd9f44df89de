import type { FileProblemCode } from './files/types.ts'
import type { TextLanguage } from './problem-texts.ts'

/** Why a file was not taken and what to do, for doors without screens (the screens have theirs in errors.json). */
const texts: Readonly<Record<TextLanguage, Readonly<Record<FileProblemCode, string>>>> = {
  'zh-CN': {
    'file-empty': '文件是空的，请重新导出',
    'file-too-large': '文件太大，请分几次导出',
    'file-not-a-table': '它不是表格文件，请选平台导出的 CSV 或 XLSX；压缩包请先解压',
    'file-zip-bomb': '展开后大得不正常，没有打开，请重新导出',
    'file-password': '文件有打开密码，请在 Excel 里去掉密码再导入',
    'file-old-xls': '这是旧的 XLS 格式，请在 Excel 或 WPS 里另存为 .xlsx 再导入',
    'file-damaged': '文件已损坏，请重新导出或下载',
    'file-no-orders': '文件里只有表头，没有订单',
    'file-tracking-numbers': '这是快递单号文件，不是订单，请在衣坊的「打包 → 单号」里导入',
    'header-not-found': '找不到表头那一行，请不要删除表头',
    'format-unknown': '认不出是哪个平台的订单文件',
  },
  en: {
    'file-empty': 'it is empty: export it again',
    'file-too-large': 'it is too large: export it in parts',
    'file-not-a-table':
      'it is not a table: choose the CSV or XLSX that the platform exports; unpack a ZIP first',
    'file-zip-bomb': 'it unpacks to an abnormal size and was not opened: export it again',
    'file-password': 'it is protected by a password: remove the password in Excel first',
    'file-old-xls': 'it is in the old XLS format: save it as .xlsx in Excel or WPS',
    'file-damaged': 'it is damaged: export or download it again',
    'file-no-orders': 'it has a header and no orders',
    'file-tracking-numbers':
      'it holds tracking numbers, not orders: take it in under Pack → Tracking numbers',
    'header-not-found': 'it has no header row: keep the header when you edit it',
    'format-unknown': 'no platform writes order files like it',
  },
}

/** The sentence for a reason that a file was refused for; what is no such code comes back as it is. */
export function fileProblemText(code: string, language: TextLanguage): string {
  return texts[language][code as FileProblemCode] ?? code
}
