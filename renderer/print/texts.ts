import type { BusinessDate } from '../../shared/dates.ts'

export type PrintLocale = 'zh-CN' | 'en'

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const zhPayslip = {
  title: '工资条',
  gross: '应发',
  taken: '扣除',
  net: '实发',
  paid: (amount: string) => `已付 ${amount}`,
  signature: '签名',
  day: '日期',
  moreLines: (count: number) => `还有 ${count} 行，见整张工资条`,
  page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
}

const enPayslip: typeof zhPayslip = {
  title: 'Payslip',
  gross: 'Earned',
  taken: 'Taken off',
  net: 'To be paid',
  paid: (amount) => `${amount} paid already`,
  signature: 'Signed',
  day: 'Date',
  moreLines: (count) => `${count} more lines: see the whole payslip`,
  page: (page, pages) => `Page ${page}/${pages}`,
}

/** Texts of every document; a page passes its own object to change one. */
const zh = {
  addressLabel: {
    to: '收',
    from: '寄',
    carrierUnknown: '快递未定',
    show: (date: BusinessDate) => `${monthDayZh(date)}演出`,
    remark: (text: string) => `备注：${text}`,
    order: '订单',
    part: '件',
    moreKinds: (kinds: number) => `… 共 ${kinds} 种`,
    totals: (kinds: number, pieces: number) => `共 ${kinds} 种 ${pieces} 件`,
    hiddenTitle: '收件人信息已被平台隐藏',
    hiddenText: '请使用平台打单工具打印的面单，本单不能当地址贴用。',
  },
  packingSlip: {
    title: '装箱单',
    order: '订单号',
    date: '日期',
    recipient: '收件人',
    goods: '商品',
    quantity: '数量',
    remark: (text: string) => `备注：${text}`,
    moreKinds: (kinds: number) => `… 共 ${kinds} 种`,
    totals: (kinds: number, pieces: number) => `共 ${kinds} 种 ${pieces} 件`,
    page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  },
  pickSlip: {
    title: '拣货单',
    order: '订单',
    shipBy: (date: BusinessDate) => `${monthDayZh(date)}前发`,
    noShipBy: '无发货期限',
    show: (date: BusinessDate) => `${monthDayZh(date)}演出`,
    noLocation: '无库位',
    remark: (text: string) => `备注：${text}`,
    totals: (kinds: number, pieces: number) => `共 ${kinds} 种 ${pieces} 件`,
    page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  },
  pickList: {
    title: '拣货总单',
    location: '库位',
    goods: '款号 颜色 尺码',
    orders: '订单',
    quantity: '数量',
    noLocation: '无库位',
    orderCount: (count: number) => `${count} 单`,
    moreOrders: (count: number) => `… 共 ${count} 单`,
    totals: (orders: number, kinds: number, pieces: number) => `${orders} 单　${kinds} 种　${pieces} 件`,
    page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  },
  manifest: {
    title: '交接单',
    tracking: '运单号',
    weight: '重量',
    pieces: '件数',
    totals: (parcels: number, weight: string) => `共 ${parcels} 票${weight === '' ? '' : `　合计 ${weight}`}`,
    handedBy: '交件人签字',
    takenBy: '快递员签字',
    takenAt: '取件时间',
    counted: '实点票数',
    page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  },
  bagLabel: { size: '尺码' },
  bundleTicket: { pieces: (count: number) => `${count} 件` },
  payslip: zhPayslip,
  payslipGrid: zhPayslip,
  workSheet: {
    note: (text: string) => `备注：${text}`,
    page: (page: number, pages: number) => `第 ${page}/${pages} 页`,
  },
  timeSheet: {
    title: '考勤表',
    day: '日期',
    times: '上下班',
    note: '说明',
    sum: '合计',
    worker: '本人',
    workshop: '经手人',
    date: '日期',
  },
  certificate: { seal: '（盖章）' },
  roster: { page: (page: number, pages: number) => `第 ${page}/${pages} 页` },
  calibrationPage: {
    title: '打印校准页',
    rulers: (across: number, down: number) => `应有长度：横尺 ${across} mm　竖尺 ${down} mm`,
    offset: '偏移：量十字到四边的距离。左右偏移 =（右 − 左）÷ 2，上下偏移 =（下 − 上）÷ 2，加到原来的数上。',
    scale: '缩放：应有长度 ÷ 量得长度，乘到原来的数上。',
    rotate: '字是倒的：勾选“旋转 180°”。四角的角标印不全：纸张尺寸选错了。',
    current: (x: number, y: number, scale: number) =>
      `现值：左右 ${x} mm　上下 ${y} mm　缩放 ${Math.round(scale * 1000) / 10}%`,
    scan: '用扫码枪扫一下这个条码',
  },
}

export type PrintTexts = typeof zh

const en: PrintTexts = {
  addressLabel: {
    to: 'TO',
    from: 'FR',
    carrierUnknown: 'No courier yet',
    show: (date) => `Show ${monthDayEn(date)}`,
    remark: (text) => `Note: ${text}`,
    order: 'Order',
    part: 'parcel',
    moreKinds: (kinds) => `… ${kinds} kinds in all`,
    totals: (kinds, pieces) => `${kinds} kinds, ${pieces} pcs`,
    hiddenTitle: 'Recipient hidden by the platform',
    hiddenText: 'Use the waybill printed by its tool. This sheet is not an address label.',
  },
  packingSlip: {
    title: 'Packing slip',
    order: 'Order',
    date: 'Date',
    recipient: 'For',
    goods: 'Goods',
    quantity: 'Qty',
    remark: (text) => `Note: ${text}`,
    moreKinds: (kinds) => `… ${kinds} kinds in all`,
    totals: (kinds, pieces) => `${kinds} kinds, ${pieces} pcs`,
    page: (page, pages) => `Page ${page}/${pages}`,
  },
  pickSlip: {
    title: 'Pick slip',
    order: 'Order',
    shipBy: (date) => `Ship by ${monthDayEn(date)}`,
    noShipBy: 'No date',
    show: (date) => `Show ${monthDayEn(date)}`,
    noLocation: 'no place',
    remark: (text) => `Note: ${text}`,
    totals: (kinds, pieces) => `${kinds} kinds, ${pieces} pcs`,
    page: (page, pages) => `Page ${page}/${pages}`,
  },
  pickList: {
    title: 'Pick list',
    location: 'Place',
    goods: 'Style, colour, size',
    orders: 'Orders',
    quantity: 'Qty',
    noLocation: 'no place',
    orderCount: (count) => `${count} orders`,
    moreOrders: (count) => `… ${count} orders in all`,
    totals: (orders, kinds, pieces) => `${orders} orders, ${kinds} kinds, ${pieces} pcs`,
    page: (page, pages) => `Page ${page}/${pages}`,
  },
  manifest: {
    title: 'Manifest',
    tracking: 'Tracking no.',
    weight: 'Weight',
    pieces: 'Pcs',
    totals: (parcels, weight) => `${parcels} parcels${weight === '' ? '' : `, ${weight}`}`,
    handedBy: 'Handed over by',
    takenBy: 'Courier',
    takenAt: 'Time',
    counted: 'Parcels counted',
    page: (page, pages) => `Page ${page}/${pages}`,
  },
  bagLabel: { size: 'Size' },
  bundleTicket: { pieces: (count) => `${count} pcs` },
  payslip: enPayslip,
  payslipGrid: enPayslip,
  workSheet: { note: (text) => `Note: ${text}`, page: (page, pages) => `Page ${page}/${pages}` },
  timeSheet: {
    title: 'time sheet',
    day: 'Day',
    times: 'In–out',
    note: 'Note',
    sum: 'Sum',
    worker: 'Worker',
    workshop: 'Kept by',
    date: 'Date',
  },
  certificate: { seal: '(seal)' },
  roster: { page: (page, pages) => `Page ${page}/${pages}` },
  calibrationPage: {
    title: 'Calibration page',
    rulers: (across, down) => `True lengths: ${across} mm across, ${down} mm down`,
    offset:
      'Offset: measure from the cross to the four edges. Left/right = (right − left) ÷ 2, up/down = (below − above) ÷ 2; add to the present figure.',
    scale: 'Scale: true length ÷ measured length; multiply the present figure by it.',
    rotate: 'Text upside down: tick “rotate 180°”. Corner marks cut off: wrong paper size.',
    current: (x, y, scale) => `Now: x ${x} mm, y ${y} mm, scale ${Math.round(scale * 1000) / 10}%`,
    scan: 'Scan this code with the scanner',
  },
}

/** Default texts of the documents in the two languages of the program. */
export const printTexts: Readonly<Record<PrintLocale, PrintTexts>> = { 'zh-CN': zh, en }

function monthDayZh(date: BusinessDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`
}

function monthDayEn(date: BusinessDate): string {
  return `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1]}`
}
