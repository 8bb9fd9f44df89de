import { expect, test } from 'vitest'
import { parseRecipientText } from '../../../shared/orders/paste.ts'

const recipient = { province: '', city: '', district: '', address: '', postcode: '', country: '' }

test.each([
  [
    '李老师 13812345678 山东省菏泽市曹县大集镇示例路8号',
    { name: '李老师', province: '山东省', city: '菏泽市', district: '曹县', address: '大集镇示例路8号' },
  ],
  [
    '山东省 菏泽市 曹县 大集镇示例路8号，王秀英，138 1234 5678',
    { name: '王秀英', province: '山东省', city: '菏泽市', district: '曹县', address: '大集镇示例路8号' },
  ],
  [
    '收货人：张三\n手机号码：+86-13812345678\n所在地区：北京市朝阳区\n详细地址：示例街道1号院',
    { name: '张三', province: '北京市', city: '北京市', district: '朝阳区', address: '示例街道1号院' },
  ],
  [
    '广西壮族自治区南宁市青秀区示例大道170号A座101室 赵园长 13812345678',
    {
      name: '赵园长',
      province: '广西壮族自治区',
      city: '南宁市',
      district: '青秀区',
      address: '示例大道170号A座101室',
    },
  ],
])('splits a pasted recipient: %s', (text, expected) => {
  expect(parseRecipientText(text)).toEqual({ ...recipient, phone: '13812345678', ...expected })
})

test('keeps what it cannot tell apart in the address', () => {
  expect(parseRecipientText('somewhere 1, 50480 Kuala Lumpur').address).toContain('Kuala Lumpur')
})
