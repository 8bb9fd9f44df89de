import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fileLog } from '../../../electron/host/log.ts'
import { testFolder } from '../store/support.ts'

function caught(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('a bug is logged with its place, and nobody’s name, telephone or address', () => {
  const dir = testFolder()
  const log = fileLog(dir, () => 0)
  log.bug(
    '1',
    caught(() => JSON.parse('{"phone": 13805301234 王秀英')),
    { procedure: 'http' },
  )
  log.bug('2', new TypeError('first line\n王秀英\n13805301234'), { procedure: 'x' })
  const text = readFileSync(join(dir, 'logs', 'yifang.log'), 'utf8')
  expect(text.split('\n').filter(Boolean)).toHaveLength(2)
  expect(text).toContain('SyntaxError')
  expect(text).toContain('log.test.ts')
  const [first, second] = text.split('\n')
  expect(first).not.toMatch(/王秀英|1380/)
  expect(JSON.parse(second!).stack).not.toMatch(/王秀英|1380/)
  rmSync(dir, { recursive: true, force: true })
})
