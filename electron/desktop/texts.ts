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
  jobRunningDetail: '已经写入的都会保留，没做完的部分会停下来；下次打开时会告诉你停在哪里。',
  stationsThere: (names: string) => `还有设备连着：${names}。要现在关闭吗？`,
  stationsThereDetail: '关闭后它们就断开了：记工会先记在设备上，打包要等再打开。',
  keepWorking: '继续工作',
  stopAndClose: '停下并关闭',
  pageGone: '窗口里的页面意外停止了。',
  pageGoneDetail: '已经保存的都在，表单里输入的也留着。重新载入就回到刚才的地方。',
  pageHangs: '窗口里的页面没有反应。',
  pageHangsDetail: '可能还在忙。可以再等等，或者重新载入：已经保存的都在，表单里输入的也留着。',
  wait: '再等等',
  reload: '重新载入',
  savePdf: '保存为 PDF',
  installOnClose: (version: string) => `现在安装衣坊 ${version} 吗？`,
  installOnCloseDetail: '先自动备份，再安装，大约一两分钟，装好会自己打开。请不要关电脑。',
  installAndClose: '安装',
  closeOnly: '只关闭，下次再装',
  notInstalled: '新版本没有装上，什么都没有改动，衣坊还是原来的版本。请再试一次；还不行，请找安装员。',
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
  stationsThere: (names) => `Devices are still connected: ${names}. Close now?`,
  stationsThereDetail:
    'They are cut off then: recorded work is kept on them, packing waits until it is opened again.',
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
  installOnClose: (version) => `Install Yifang ${version} now?`,
  installOnCloseDetail:
    'It is backed up first, then installed, and opens by itself after a minute or two. Do not switch the computer off.',
  installAndClose: 'Install',
  closeOnly: 'Only close, install later',
  notInstalled:
    'The new version was not installed. Nothing was changed, Yifang is the version it was. Try once more; if it fails again, ask your installer.',
}

export const texts: Readonly<Record<Language, typeof zh>> = { 'zh-CN': zh, en }
