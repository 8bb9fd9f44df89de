import {
  csvBytes,
  headerSets,
  type MadeLine,
  type MadeOrder,
  orderNumberOf,
  orderTable,
} from '../../support/order-files.ts'

/** Minutes between the first of May 2026, where the made files begin, and now by the clock of China. */
const minutesNow = () => Math.floor((Date.now() + 8 * 3_600_000 - Date.UTC(2026, 4, 1)) / 60_000)

/**
 * The two files that Taobao's seller centre exports of one order paid within the last hour, with its lines as
 * [seller code, pieces]; in GBK, the numbers wrapped. The buyer's note asks for it before a show.
 */
export function taobaoFiles(lines: readonly (readonly [sellerCode: string, quantity: number])[]) {
  const order: MadeOrder = {
    number: '61',
    step: 0,
    // The made files write that note on each seventh minute.
    minute: Math.floor((minutesNow() - 30) / 7) * 7,
    lines: lines.map(
      ([sellerCode, quantity], index): MadeLine => ({
        lineId: `61${index}`,
        title: `六一演出服 ${sellerCode}`,
        attributes: `颜色分类：黄色；参考身高：${sellerCode.split('-')[1]}cm`,
        sellerCode,
        quantity,
        price: 3980,
      }),
    ),
  }
  const file = (name: string, set: string) => ({
    name: `${name}.csv`,
    mimeType: 'text/csv',
    buffer: Buffer.from(csvBytes(orderTable(headerSets[set]!, [order]))),
  })
  return {
    orderNumber: orderNumberOf('taobao', order),
    files: [file('ExportOrderList', 'TB_2026_21'), file('ExportOrderDetailList', 'TB_D_2026')],
  }
}
