import { describe, expect, test } from 'vitest'
import { parseAttributes } from '../../../../shared/orders/files/attributes.ts'
import { makeRecipient, splitAddress } from '../../../../shared/orders/files/recipient.ts'
import {
  afterSaleOfStatus,
  combineAfterSales,
  combineStatuses,
  readAfterSale,
  readStatus,
} from '../../../../shared/orders/files/statuses.ts'
import {
  cleanCarrier,
  splitCarrierAndTracking,
  splitTracking,
} from '../../../../shared/orders/files/tracking-numbers.ts'
import type { OrderStatus } from '../../../../shared/orders/platforms.ts'

describe('status words', () => {
  test.each<[string, OrderStatus]>([
    ['等待买家付款', 'unpaid'],
    ['买家已付款，等待卖家发货', 'paid'],
    ['买家已付款,等待卖家发货', 'paid'],
    ['卖家部分发货', 'partly-shipped'],
    ['卖家已发货，等待买家确认', 'shipped'],
    ['等待买家确认收货', 'shipped'],
    ['交易成功', 'completed'],
    ['已收货', 'completed'],
    ['未发货，退款成功', 'closed'],
    ['没有创建支付宝交易', 'unpaid'],
    ['定金已付，等待付尾款', 'unpaid'],
    ['等待卖家发货，买家已付款', 'paid'],
    ['卖家已发货，等待买家确认收货', 'shipped'],
    ['交易关闭（退款成功）', 'closed'],
    ['买家已付款，火星配送中', 'unknown'],
    ['待揽收', 'shipped'],
    ['订单已取消', 'closed'],
    ['In Transit: Returning to seller', 'shipped'],
    ['Pesanan diterima, namun Pembeli masih dapat mengajukan pengembalian hingga 2026-06-10', 'completed'],
    ['To ship', 'paid'],
    ['ready_to_ship', 'paid'],
    ['Cancelled', 'closed'],
    ['Package Returned', 'closed'],
    ['Hoàn thành', 'completed'],
    ['Đang giao', 'shipped'],
    ['Đã hủy'.normalize('NFD'), 'closed'],
    ['Perlu Dikirim', 'paid'],
    ['平台处理中', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (word, status) => expect(readStatus(word, 'taobao')).toBe(status))

  test('the same word means another step on another platform', () => {
    expect(readStatus('delivered', 'tiktok')).toBe('shipped')
    expect(readStatus('delivered', 'lazada')).toBe('completed')
  })

  test.each<[readonly OrderStatus[], OrderStatus]>([
    [['paid', 'closed'], 'paid'],
    [['closed', 'closed'], 'closed'],
    [['shipped', 'paid'], 'partly-shipped'],
    [['shipped', 'completed'], 'shipped'],
    [['unpaid', 'paid'], 'unpaid'],
    [['unknown', 'closed'], 'unknown'],
  ])('parts %j make %s', (parts, whole) => expect(combineStatuses(parts)).toBe(whole))
})

describe('after-sales words', () => {
  test.each([
    ['', 'none'],
    ['没有申请退款', 'none'],
    ['无售后或售后取消', 'none'],
    ['退款关闭', 'none'],
    ['退款成功', 'refunded'],
    ['售后完成', 'refunded'],
    ['卖家拒绝退款', 'rejected'],
    ['买家已经申请退款，等待卖家同意', 'requested'],
    ['售后处理中', 'requested'],
    ['未处理', 'requested'],
    ['Return/Refund', 'requested'],
    ['Request Approved', 'refunded'],
  ])('%s is %s', (word, state) => expect(readAfterSale(word)).toBe(state))

  test('an order is refunded only when all of it is', () => {
    expect(combineAfterSales(['refunded', 'none'])).toBe('none')
    expect(combineAfterSales(['refunded', 'refunded'])).toBe('refunded')
    expect(combineAfterSales(['refunded', 'requested'])).toBe('requested')
    expect(afterSaleOfStatus('交易成功')).toBeUndefined()
  })
})

describe('addresses', () => {
  test.each([
    ['广东省 广州市 越秀区 示例路1号 2栋(510180)', '广东省|广州市|越秀区|示例路1号 2栋|510180'],
    ['四川省 成都市 其它区 示例街3号(000000)', '四川省|成都市|其它区|示例街3号|'],
    ['上海 上海市 浦东新区 示例路9号', '上海|上海市|浦东新区|示例路9号|'],
    ['广东省 东莞市 示例大道1号(523000)', '广东省|东莞市||示例大道1号|523000'],
    ['海南省 文昌市 文城镇 示例路1号', '海南省|文昌市|文城镇|示例路1号|'],
    ['内蒙古自治区 锡林郭勒盟 正蓝旗 示例街', '内蒙古自治区|锡林郭勒盟|正蓝旗|示例街|'],
    ['No. 1, Jalan Contoh, Petaling Jaya', '|||No. 1, Jalan Contoh, Petaling Jaya|'],
    ['山东省菏泽市曹县大集镇', '山东省|菏泽市|曹县|大集镇|'],
    ['北京市朝阳区示例路1号', '北京市|北京市|朝阳区|示例路1号|'],
    ['', '||||'],
  ])('%s', (text, parts) => {
    const { province, city, district, address, postcode } = splitAddress(text)
    expect([province, city, district, address, postcode].join('|')).toBe(parts)
  })

  test('what is encrypted is not shown', () => {
    const parts = { province: '****', city: '济南市', district: '', town: '', postcode: '', country: '' }
    expect(makeRecipient({ ...parts, name: '##abc', phone: '$$def', address: '##加密密文' })).toMatchObject({
      name: '',
      phone: '',
      address: '',
      province: '',
      city: '济南市',
      masked: true,
    })
  })

  test('a landline with an extension is not hidden', () => {
    const parts = { province: '', city: '', district: '', town: '', postcode: '', country: '', address: 'a' }
    expect(makeRecipient({ ...parts, name: '张三', phone: '0530-12345678-801' }).masked).toBe(false)
  })
})

describe('attributes', () => {
  test.each([
    ['颜色分类：白色小兔；参考身高：110cm', '颜色分类=白色小兔 参考身高=110cm'],
    ['颜色分类:白色[含头饰];尺码:110', '颜色分类=白色 尺码=110'],
    ['颜色:红:大;', '颜色=红:大'],
    ['红色,130cm', '=红色 =130cm'],
    ['白色小兔;110cm', '=白色小兔 =110cm'],
    ['无规格', ''],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(
      parseAttributes(text)
        .map(({ name, value }) => `${name}=${value}`)
        .join(' '),
    ).toBe(expected)
  })
})

describe('tracking numbers and carriers', () => {
  test.each([
    ['No:435012345678', '435012345678'],
    ['NO：1 , 2;2', '1 2'],
    ['JT5200000000001', 'JT5200000000001'],
    ['NOR123456', 'NOR123456'],
    ['-', ''],
  ])('%s', (text, numbers) => expect(splitTracking(text).join(' ')).toBe(numbers))

  test('carriers', () => {
    expect(cleanCarrier('中通快递(ZTO)')).toBe('中通快递')
    expect(cleanCarrier('顺丰（冷运）')).toBe('顺丰（冷运）')
    expect(splitCarrierAndTracking('中通快递(ZTO):73600316240009')).toEqual({
      carrier: '中通快递',
      trackingNumbers: ['73600316240009'],
    })
    expect(splitCarrierAndTracking('')).toEqual({ carrier: '', trackingNumbers: [] })
  })
})
