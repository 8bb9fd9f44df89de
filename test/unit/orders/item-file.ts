/** Taobao's item list in small, for tests: rows made from the fields a test is about. */
const header =
  '子订单编号,主订单编号,商品标题,商品价格,购买数量,商品属性,订单状态,商家编码,买家实付金额,退款状态'
export const line = (fields: {
  number?: string
  line?: string
  quantity?: string
  status?: string
  price?: string
  title?: string
}) =>
  [
    fields.line ?? fields.number ?? '1000000000000000017',
    fields.number ?? '1000000000000000017',
    fields.title ?? '小白兔演出服',
    fields.price ?? '25.14',
    fields.quantity ?? '2',
    '颜色分类:白色;参考身高:110cm',
    fields.status ?? '买家已付款，等待卖家发货',
    'DY-TZ-110',
    '50.28',
    '没有申请退款',
  ].join(',')
export const itemFile = (day: number, ...lines: string[]) =>
  new File([[header, ...lines].join('\n')], `ExportOrderDetailList202605${day}1200.csv`)
