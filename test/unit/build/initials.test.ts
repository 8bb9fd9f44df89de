import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { expect, it } from 'vitest'
import { initialsModule } from '../../../build/initials.ts'

it('knows the initials of characters as the library does', async () => {
  const url = `data:text/javascript,${encodeURIComponent(initialsModule())}`
  const page = (await import(/* @vite-ignore */ url)) as { pinyin: (character: string) => string[] }
  const ofLibrary = (text: string) => pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' })
  expect([...'王秀英吕𠀀䶮重'].map((one) => page.pinyin(one)[0])).toEqual([
    'w',
    'x',
    'y',
    'l',
    ...ofLibrary('𠀀'),
    'y',
    'z',
  ])
  const han = fc
    .oneof(fc.integer({ min: 0x2e80, max: 0x9fff }), fc.integer({ min: 0xf900, max: 0x33479 }))
    .map((code) => String.fromCodePoint(code))
    .filter((character) => /\p{Script=Han}/u.test(character))
  fc.assert(
    fc.property(han, (one) => {
      expect(page.pinyin(one)).toEqual(ofLibrary(one))
    }),
  )
})
