import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { answersThatMayBeCut } from '../../../electron/host/http/cut-answers.ts'

/** An answer with a file, as it goes over the line. */
async function answer() {
  const body = new FormData()
  body.set('data', '{}')
  body.set('0', new File([new Uint8Array(300_000).fill(7)], 'floor-pack.json'))
  const next = async () => ({ matched: true as const, response: { status: 200, headers: {}, body } })
  const result = await answersThatMayBeCut({ next } as unknown as Parameters<typeof answersThatMayBeCut>[0])
  const { headers, body: stream } = (
    result as { response: { headers: Record<string, string>; body: unknown } }
  ).response
  return { type: headers['content-type']!, stream: Readable.fromWeb(stream as never) }
}

test('an answer with a file arrives whole', async () => {
  const { type, stream } = await answer()
  const arrived = await new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: { 'content-type': type },
  }).formData()
  const file = arrived.get('0') as File
  expect([arrived.get('data'), file.name, file.size]).toEqual(['{}', 'floor-pack.json', 300_000])
})

test('whoever leaves in the middle of a file takes nobody with her', async () => {
  // What undici's stream throws is caught by nobody: the test would fail with it, and the program ended.
  for (let round = 0; round < 300; round += 1) {
    const { stream } = await answer()
    stream.on('error', () => {})
    stream.once('data', () => {
      if (round % 4 === 0) stream.destroy()
      else setTimeout(() => stream.destroy(), round % 4)
    })
    if (round % 3 === 0) setImmediate(() => stream.destroy())
    if (round % 5 === 0) stream.destroy()
  }
  await sleep(300)
})
