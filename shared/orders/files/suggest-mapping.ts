import { parseInstant } from '../../dates.ts'
import { formatDefinitions } from './formats/all.ts'
import { headerKey } from './header-names.ts'
import { type MappableField, mappableFields } from './mappable-fields.ts'

/** What village sellers and courier helpers call their columns, beyond the known layouts; the surest first. */
const synonyms: Readonly<Partial<Record<MappableField, readonly string[]>>> = {
  orderNumber: [
    '订单号',
    '订单编号',
    '平台单号',
    '平台订单号',
    '订单ID',
    '原始单号',
    'Order No',
    'Order Number',
    'Order ID',
  ],
  quantity: ['数量', '件数', '购买数量', '商品数量', 'Qty', 'Quantity'],
  title: [
    '商品名称',
    '品名',
    '宝贝标题',
    '商品标题',
    '款式',
    '产品名称',
    '货品名称',
    '商品',
    'Product',
    'Item',
  ],
  attributes: [
    '规格',
    '商品规格',
    '规格名称',
    '颜色尺码',
    '颜色规格',
    '销售属性',
    '商品属性',
    'Variation',
    'Variant',
  ],
  sellerCode: ['商家编码', '货号', '款号', '商品编码', '规格编码', 'SKU', 'SKU编码', 'Seller SKU'],
  unitPrice: ['单价', '价格', '商品单价', 'Price', 'Unit Price'],
  paidAmount: ['实付金额', '实付', '付款金额', '订单金额', '金额', 'Total'],
  postageAmount: ['运费', '邮费', 'Shipping Fee'],
  discountAmount: ['优惠', '优惠金额', '折扣', 'Discount'],
  refundAmount: ['退款', '退款金额'],
  status: ['订单状态', '状态', 'Status', 'Order Status'],
  afterSale: ['售后状态', '退款状态'],
  buyerId: ['买家昵称', '旺旺', '买家账号', '会员名', '买家', 'Buyer', 'Username'],
  name: ['收货人', '收件人', '收货人姓名', '收件人姓名', '姓名', '客户', 'Recipient', 'Name'],
  phone: ['手机', '电话', '联系电话', '手机号', '手机号码', '收货电话', '收件人电话', 'Phone', 'Mobile'],
  province: ['省', '省份', 'Province', 'State'],
  city: ['市', '城市', 'City'],
  district: ['区', '区县', '县区', 'District'],
  address: ['详细地址', '街道地址', 'Address'],
  fullAddress: ['收货地址', '收件地址', '地址', '收件人地址', '完整地址'],
  postcode: ['邮编', 'Postcode', 'Zip Code'],
  createdAt: ['下单时间', '创建时间', '订单时间', '日期', '下单日期', 'Date', 'Created Time'],
  paidAt: ['付款时间', '支付时间', '付款日期', 'Paid Time'],
  promisedAt: ['发货截止', '最晚发货时间', '应发货时间', '交期', '要货日期', '演出日期'],
  shippedAt: ['发货时间', '发货日期'],
  buyerNote: ['买家留言', '客户留言', '留言', 'Remark'],
  sellerNote: ['卖家备注', '备注', '商家备注', 'Note'],
  carrier: ['快递公司', '快递', '物流公司', '物流', 'Carrier'],
  tracking: ['快递单号', '运单号', '物流单号', '面单号', 'Tracking Number'],
  shopName: ['店铺', '店铺名称', '店名', 'Shop'],
}

/**
 * Guesses which column is which field: by the names of all known layouts and what sellers call them, then by names
 * that contain such a word, then by the sample cells (phones, times). A column serves one field only.
 */
export function suggestMapping(
  header: readonly string[],
  sampleRows: readonly (readonly string[])[],
): Readonly<Partial<Record<MappableField, string>>> {
  const columns: Partial<Record<MappableField, string>> = {}
  const taken = new Set<number>()
  const keys = header.map((text) => headerKey(text).toLowerCase())
  const take = (field: MappableField, index: number) => {
    if (index === -1 || columns[field] !== undefined || header[index] === '') return
    columns[field] = header[index]!
    taken.add(index)
  }
  const find = (test: (key: string, index: number) => boolean) =>
    keys.findIndex((key, index) => key !== '' && !taken.has(index) && test(key, index))
  for (const { field } of mappableFields) {
    for (const name of namesOf(field))
      take(
        field,
        find((key) => key === name),
      )
  }
  for (const { field } of mappableFields) {
    const parts = (synonyms[field] ?? []).map((name) => name.toLowerCase()).filter((name) => name.length > 1)
    take(
      field,
      find((key) => parts.some((part) => key.includes(part))),
    )
  }
  const all = (index: number, test: (cell: string) => boolean) => {
    const cells = sampleRows.map((row) => row[index] ?? '').filter((cell) => cell !== '')
    return cells.length > 0 && cells.every(test)
  }
  take(
    'orderNumber',
    find((_, index) => all(index, (cell) => /^(?=.*\d{6})[A-Za-z0-9_-]{12,32}$/.test(cell))),
  )
  take(
    'phone',
    find((_, index) => all(index, (cell) => /^(?:\+?86)?1[\d*]{10}(?:-\d+)?$/.test(cell))),
  )
  take(
    'createdAt',
    find((_, index) => all(index, (cell) => /[-/:年]/.test(cell) && parseInstant(cell) !== null)),
  )
  take(
    'quantity',
    find((_, index) => all(index, (cell) => /^[1-9]\d{0,3}$/.test(cell))),
  )
  return columns
}

function namesOf(field: MappableField): readonly string[] {
  const known = formatDefinitions.flatMap((definition) => definition.columns[field] ?? [])
  return [...(synonyms[field] ?? []), ...known].map((name) => headerKey(name).toLowerCase())
}
