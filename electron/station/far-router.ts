import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { ORPCError, os } from '@orpc/server'
import type { StandardHandleResult, StandardHandlerInterceptorOptions } from '@orpc/server/standard'
import type { Interceptor } from '@orpc/shared'
import type { StandardHeaders } from '@orpc/standard-server'
import { contract } from '../../shared/contract.ts'
import { DoorClosed } from '../../shared/stations/door-closed.ts'
import { farErrors } from '../../shared/stations/far-errors.ts'
import { type Told, toldHeaders, type WorkshopLink } from './workshop-link.ts'

/** What a page's calls are answered with. */
export interface FarContext {
  readonly link: WorkshopLink
  /** What the page tells with the call, of `toldHeaders`. */
  readonly told?: Told
}

/** To be given to the handler of this router: takes what the page tells with a call. */
export const takeTold: Interceptor<
  StandardHandlerInterceptorOptions<FarContext>,
  Promise<StandardHandleResult>
> = (options) =>
  options.next({ ...options, context: { ...options.context, told: toldIn(options.request.headers) } })

function toldIn(headers: StandardHeaders): Told {
  return Object.fromEntries(
    toldHeaders.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' && value.length < 100 ? [[name, value]] : []
    }),
  )
}

type FarCall = (
  input: unknown,
  options: { readonly signal?: AbortSignal | undefined; readonly context: { readonly told: Told } },
) => Promise<unknown>

const procedure = os.$context<FarContext>()

/**
 * The whole contract, each procedure answered by the workshop's own host: it checks what comes in and goes out, so nothing is
 * checked here a second time. That nobody answers, or does not let in, is told as an error of its own.
 */
export const farRouter = asFar(contract, []) as Record<string, never>

function asFar(part: AnyContractRouter, path: readonly string[]): unknown {
  if (isContractProcedure(part))
    return procedure.handler(async ({ input, context, signal }) => {
      const call = path.reduce<unknown>(
        (at, name) => (at as Record<string, unknown>)[name],
        context.link.client,
      )
      try {
        return await (call as FarCall)(input, { signal, context: { told: context.told ?? {} } })
      } catch (error) {
        throw signal?.aborted ? error : farError(error)
      }
    })
  return Object.fromEntries(
    Object.entries(part).map(([name, inner]) => [name, asFar(inner as AnyContractRouter, [...path, name])]),
  )
}

function farError(error: unknown): unknown {
  if (error instanceof DoorClosed) {
    const { reason, version } = error
    return new ORPCError(farErrors.closed, { status: 403, data: { reason, version } })
  }
  if (error instanceof ORPCError) return error
  // Nobody answered, or the link was cut in the middle of the answer.
  return new ORPCError(farErrors.unreachable, { status: 503 })
}
