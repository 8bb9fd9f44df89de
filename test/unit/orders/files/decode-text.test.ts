import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../../shared/orders/files/decode-text.ts'
import { encodeText } from '../../../support/order-files.ts'

const text = '订单编号,标题\r\n35153131473290001,六一儿童演出服\r\n'

describe('encodings of order files', () => {
  test.each(['utf-8', 'utf-8-bom', 'utf-16le'] as const)('%s is read', (encoding) => {
    expect(decodeText(encodeText(text, encoding)).text).toBe(text)
  })

  test('GBK, as Taobao writes it, is read as GB18030', () => {
    expect(decodeText(encodeText(text, 'gbk'))).toEqual({ text, encoding: 'gb18030' })
  })

  test('UTF-16 without a mark is known by its zero bytes, in both orders', () => {
    const little = encodeText(text, 'utf-16le').slice(2)
    expect(decodeText(little)).toEqual({ text, encoding: 'utf-16le' })
    expect(decodeText(Buffer.from(little).swap16())).toEqual({ text, encoding: 'utf-16be' })
  })

  test('a UTF-8 download cut inside a character stays UTF-8', () => {
    const bytes = encodeText(text.repeat(20), 'utf-8')
    const decoded = decodeText(bytes.slice(0, bytes.length - 4))
    expect(decoded.encoding).toBe('utf-8')
    expect(decoded.text).toContain('六一儿童演出服')
  })

  test.each([
    ['nothing at all', new Uint8Array(), 'file-empty'],
    ['blank lines only', Buffer.from(' \r\n\r\n'), 'file-empty'],
    ['a program', Buffer.alloc(3000, 'ab\0\0c'), 'file-not-a-table'],
  ])('%s is refused', (_, bytes, code) => {
    expect(() => decodeText(bytes)).toThrow(expect.objectContaining({ code }))
  })

  test('one stray zero byte does not make a file binary', () => {
    expect(decodeText(encodeText(text.replace('标', '\0'), 'utf-8')).text).toContain('六一')
  })
})
