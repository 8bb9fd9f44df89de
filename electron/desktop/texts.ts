/** What the program says outside its page. The page's own texts are in renderer/i18n. */
export type Language = 'zh-CN' | 'en'

const zh = {
  program: '衣坊',
  cancel: '取消',
  open: '打开',
  close: '关闭',
  openSite: (host: string) => `用浏览器打开 ${host}？`,
  choosePort: '扫码枪接在哪个串口？',
  choosePortDetail: '选中后，这把扫码枪只对这个窗口起作用。',
  noPort: '没有找到串口。',
  noPortDetail: '请插好扫码枪，扫一下说明书里的「串口模式」条码，再试一次。扫码枪不设串口也能当键盘用。',
  jobRunning: '还有工作没有做完，要现在关闭吗？',
  jobRunningDetail: '已经写入的都会保留，没做完的部分会停下来；下次打开时会告诉您停在哪里。',
  keepWorking: '继续工作',
  stopAndClose: '停下并关闭',
  pageGone: '窗口里的页面意外停止了。',
  pageGoneDetail: '已经保存的都在，表单里输入的也留着。重新载入就回到刚才的地方。',
  pageHangs: '窗口里的页面没有反应。',
  pageHangsDetail: '可能还在忙。可以再等等，或者重新载入：已经保存的都在，表单里输入的也留着。',
  wait: '再等等',
  reload: '重新载入',
  savePdf: '保存为 PDF',
}

const en: typeof zh = {
  program: 'Yifang',
  cancel: 'Cancel',
  open: 'Open',
  close: 'Close',
  openSite: (host) => `Open ${host} in your browser?`,
  choosePort: 'Which port is the scanner on?',
  choosePortDetail: 'From then on this scanner works in this window only.',
  noPort: 'No serial port was found.',
  noPortDetail:
    'Plug the scanner in, scan the “serial mode” barcode of its manual and try again. It also works as a keyboard.',
  jobRunning: 'Work is still going on. Close now?',
  jobRunningDetail:
    'What was written is kept, the rest stops here; the next start tells you where it stopped.',
  keepWorking: 'Keep working',
  stopAndClose: 'Stop and close',
  pageGone: 'The page in this window stopped unexpectedly.',
  pageGoneDetail:
    'What you saved is safe, and what you typed into a form is kept. Load it again to go on where you were.',
  pageHangs: 'The page in this window does not answer.',
  pageHangsDetail:
    'It may still be busy. Wait, or load it again: what you saved is safe, and what you typed into a form is kept.',
  wait: 'Wait',
  reload: 'Load again',
  savePdf: 'Save as PDF',
}

export const texts: Readonly<Record<Language, typeof zh>> = { 'zh-CN': zh, en }
