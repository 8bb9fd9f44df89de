import type { NoWaybillReason, ParcelState } from '../../../shared/shipping/pack-contract.ts'
import type { ReturnCase } from '../../../shared/shipping/returns-contract.ts'
import type { Wave } from '../../../shared/shipping/wave-contract.ts'

/** Words of the exported lists. The screens' own are in the renderer's catalogues, which the host has not. */
export interface ExportWords {
  readonly parcels: readonly string[]
  readonly waves: readonly string[]
  readonly pickRows: readonly string[]
  readonly manifests: readonly string[]
  readonly returns: readonly string[]
  readonly files: Readonly<
    Record<'parcels' | 'waves' | 'wave' | 'manifests' | 'manifest' | 'returns', string>
  >
  readonly parcelState: Readonly<Record<ParcelState, string>>
  readonly waveState: Readonly<Record<Wave['state'], string>>
  readonly returnState: Readonly<Record<ReturnCase['state'], string>>
  readonly noWaybill: Readonly<Record<NoWaybillReason, string>>
  readonly voided: string
  readonly noCarrier: string
  readonly unknownOrder: string
}

export const exportWords: Readonly<Record<'zh-CN' | 'en', ExportWords>> = {
  'zh-CN': {
    parcels: [
      '包裹',
      '状态',
      '快递',
      '快递单号',
      '没有单号的原因',
      '订单号',
      '店铺',
      '件数',
      '重量(克)',
      '打包时间',
      '打包人',
      '交接时间',
      '交接单',
    ],
    waves: ['批次', '状态', '开始', '订单数', '件数', '已打包'],
    pickRows: ['库位', '款号', '款式', '颜色', '尺码', '商家编码', '件数', '给哪张单'],
    manifests: ['交接单', '日期', '交接时间', '快递', '快递员', '包裹数', '件数', '状态'],
    returns: ['退货单', '状态', '收到', '店铺', '订单号', '退回单号', '原因', '件数', '待检'],
    files: {
      parcels: '包裹',
      waves: '拣货批次',
      wave: '拣货总单',
      manifests: '交接单',
      manifest: '交接单',
      returns: '退货',
    },
    parcelState: { open: '正在打包', packed: '已打包', shipped: '已交接', voided: '已作废' },
    waveState: { picking: '拣货中', done: '已完成', cancelled: '已取消' },
    returnState: { unchecked: '待检查', done: '已检查', voided: '已撤销' },
    noWaybill: {
      'picked-up': '客户自提',
      'own-delivery': '自己送货',
      'number-later': '单号以后补',
      'with-other-parcel': '随别的包裹一起',
      other: '其他原因',
    },
    voided: '已撤回',
    noCarrier: '无快递（自提 / 自送）',
    unknownOrder: '不知道订单',
  },
  en: {
    parcels: [
      'Parcel',
      'State',
      'Courier',
      'Tracking number',
      'Why no number',
      'Order',
      'Shop',
      'Pieces',
      'Weight (g)',
      'Packed',
      'By',
      'Handed over',
      'Hand-over',
    ],
    waves: ['Wave', 'State', 'Started', 'Orders', 'Pieces', 'Packed'],
    pickRows: ['Place', 'Style', 'Name', 'Colour', 'Size', 'Seller code', 'Pieces', 'For slips'],
    manifests: [
      'Hand-over',
      'Date',
      'Handed over',
      'Courier',
      'Courier’s person',
      'Parcels',
      'Pieces',
      'State',
    ],
    returns: [
      'Return',
      'State',
      'Received',
      'Shop',
      'Order',
      'Return tracking',
      'Reason',
      'Pieces',
      'Unchecked',
    ],
    files: {
      parcels: 'parcels',
      waves: 'waves',
      wave: 'pick-list',
      manifests: 'hand-overs',
      manifest: 'hand-over',
      returns: 'returns',
    },
    parcelState: { open: 'Being packed', packed: 'Packed', shipped: 'Handed over', voided: 'Given up' },
    waveState: { picking: 'Being picked', done: 'Done', cancelled: 'Cancelled' },
    returnState: { unchecked: 'To be checked', done: 'Checked', voided: 'Taken back' },
    noWaybill: {
      'picked-up': 'Picked up by the customer',
      'own-delivery': 'Own delivery',
      'number-later': 'Number comes later',
      'with-other-parcel': 'With another parcel',
      other: 'Other reason',
    },
    voided: 'Taken back',
    noCarrier: 'No courier (picked up / own delivery)',
    unknownOrder: 'Order not known',
  },
}
