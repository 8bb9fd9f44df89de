import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fileLog } from '../../../electron/host/log.ts'
import { listLogFiles, newestLines } from '../../../electron/host/log-files.ts'
import { dayMs } from '../../../shared/dates.ts'
import { testFolder } from '../store/support.ts'

let dir: string
beforeEach(() => {
  dir = testFolder()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const start = Date.UTC(2026, 4, 1, 8)
const everything = () => newestLines(dir, 10_000, () => true).map((line) => JSON.parse(line).note as string)

test('a day is a file, and fourteen past days are kept', () => {
  let now = start
  const log = fileLog(dir, () => now)
  for (let day = 0; day < 30; day += 1) {
    now = start + day * dayMs
    log.info('open', { note: `day-${day}-a` })
    log.info('open', { note: `day-${day}-b` })
  }
  const files = listLogFiles(dir)
  expect(files).toHaveLength(15)
  expect(readFileSync(files.at(-1)!.path, 'utf8')).toContain('day-29-b')
  expect(everything()).toHaveLength(30)
  expect(everything()[0]).toBe('day-29-b')
  expect(everything().at(-1)).toBe('day-15-a')
})

test('a clock that is set on or back by years loses nothing of the last days', () => {
  let now = start
  for (const shift of [0, 9 * 365, -20 * 365, 1, 0]) {
    now = start + shift * dayMs
    // Each is a start of its own, as after somebody mended the clock.
    fileLog(dir, () => now).info('open', { note: `shift-${shift}` })
  }
  expect(everything()).toEqual(['shift-0', 'shift-1', 'shift--7300', 'shift-3285', 'shift-0'])
})

test('a clock that jumps at each start, and an error that repeats for ever, fill no disk', () => {
  for (let round = 0; round < 200; round += 1)
    fileLog(dir, () => start - (round % 2) * 3000 * dayMs).info('open', { note: `round-${round}` })
  expect(readdirSync(join(dir, 'logs')).length).toBeLessThan(70)
  expect(everything()[0]).toBe('round-199')
  const log = fileLog(dir, () => start)
  for (let round = 0; round < 300; round += 1) log.info('open', { note: `${round} ${'x'.repeat(100_000)}` })
  const bytes = listLogFiles(dir).reduce((sum, file) => sum + file.bytes, 0)
  expect(bytes).toBeLessThan(24_000_000)
  expect(bytes).toBeGreaterThan(15_000_000)
})

test('a line that the power cut off does not stop the log', () => {
  fileLog(dir, () => start).info('open', { note: 'whole' })
  writeFileSync(join(dir, 'logs', 'yifang.log'), '{"at":"20')
  fileLog(dir, () => start).info('open', { note: 'after' })
  expect(readFileSync(join(dir, 'logs', 'yifang.log'), 'utf8')).toContain('after')
  appendFileSync(join(dir, 'logs', 'yifang.log'), '\u0000\u0000')
  fileLog(dir, () => start + dayMs).info('open', { note: 'next' })
  expect(newestLines(dir, 1, () => true)[0]).toContain('next')
})
