import type { StandardHandlerOptions } from '@orpc/server/standard'
import type { CallContext } from '../services.ts'

/**
 * An answer with a file travels as FormData, whose stream (undici's, in Node 24) throws past everybody where its reader goes
 * away in the middle: a device that is cut off, or a link that drops, would end the whole program. It is read to its
 * end here, heard or not.
 */
export const answersThatMayBeCut: NonNullable<
  StandardHandlerOptions<CallContext>['rootInterceptors']
>[number] = async ({ next }) => {
  const result = await next()
  if (!result.matched || !(result.response.body instanceof FormData)) return result
  const whole = new Response(result.response.body)
  const headers = { ...result.response.headers, 'content-type': whole.headers.get('content-type')! }
  return { ...result, response: { ...result.response, headers, body: readToItsEnd(whole.body!) } }
}

function readToItsEnd(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  let isLeft = false
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await reader.read()
      if (isLeft) return
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: () => {
      isLeft = true
      const drain = async () => {
        while (!(await reader.read()).done);
      }
      void drain().catch(() => {})
    },
  })
}
