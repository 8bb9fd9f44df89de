import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksMasked, maskAddress, maskName, maskPhone } from '../../../shared/shipping/masks.ts'

describe('masks', () => {
  it.each([
    ['王小明', '王**'],
    ['王明', '王*'],
    ['欧阳娜', '欧阳*'],
    ['欧阳娜娜', '欧阳**'],
    ['欧阳', '欧*'],
    ['王', '*'],
    ['林**', '林**'],
    ['欧阳*', '欧阳*'],
    ['John Smith', 'J**'],
    ['曹县大集镇第一小学', '曹**'],
    ['', ''],
  ])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

  it.each([
    ['13812341907', '138****1907'],
    ['+86 138 1234 1907', '138****1907'],
    ['86-13812341907', '138****1907'],
    ['132123457749-1234', '132****7749'],
    ['13212345774-1234', '132****5774'],
    ['0530-1234567', '0530-*****67'],
    ['01088886666', '010-******66'],
    ['(0530)1234567', '0530-*****67'],
    ['+60123456789', '+60*******89'],
    ['110', '**0'],
    ['131****1907', '131****1907'],
    ['', ''],
  ])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

  it.each([
    ['山东省菏泽市曹县大集镇丁楼村12号3栋2单元501室', '山东省菏泽市曹县大集镇丁楼村****'],
    ['北京市朝阳区建国路８８号', '北京市朝阳区建国路****'],
    ['河南省郑州市二七区大学路街道幸福小区三号楼', '河南省郑州市二七区大学路街道幸福小区****'],
    ['上海市浦东新区张杨路B座1201', '上海市浦东新区张杨路****'],
    ['山东省曹县大集镇孙庄村幼儿园', '山东省曹县大集镇孙庄村****'],
    ['12 Jalan Ampang, 50450 Kuala Lumpur', '****, 50450 Kuala Lumpur'],
    ['福建省 ****', '福建省 ****'],
    ['', ''],
  ])('address %s → %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

  it('masks everything it is given, once', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: fc.constantFrom(...'王小1238号路市 ab-*') }), (text) => {
        for (const mask of [maskName, maskPhone, maskAddress]) {
          const masked = mask(text)
          if (text.trim() !== '' && !(mask === maskPhone && text.trim().length < 2)) {
            expect(looksMasked(masked), `${mask.name}(${text}) = ${masked}`).toBe(true)
          }
          expect(mask(masked)).toBe(masked)
        }
      }),
    )
  })

  it.each([
    '王**',
    '131****1907',
    '福建省＊＊＊',
    'A****e',
    '#abcdEFGH1234/+==#',
    '~AgAAAAGq1+/xyz==~',
    'xxx',
  ])('sees that %s is masked', (text) => expect(looksMasked(text)).toBe(true))

  it.each(['王小明', '13812341907', '13212345774-1234', '山东省曹县大集镇丁楼村12号#3', 'Xiao Xu', ''])(
    'sees that %s is not',
    (text) => expect(looksMasked(text)).toBe(false),
  )
})
