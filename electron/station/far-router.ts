import { type AnyContractRouter, isContractProcedure } from '@orpc/contract'
import { ORPCError, os } from '@orpc/server'
import { contract } from '../../shared/contract.ts'
import { DoorClosed } from '../../shared/stations/door-closed.ts'
import { farErrors } from '../../shared/stations/far-errors.ts'
import { DoorUnreachable } from './door-line.ts'
import type { WorkshopLink } from './workshop-link.ts'

/** What a page's calls are answered with. */
export interface FarContext {
  readonly link: WorkshopLink
}

type FarCall = (input: unknown, options: { readonly signal?: AbortSignal | undefined }) => Promise<unknown>

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
        return await (call as FarCall)(input, { signal })
      } catch (error) {
        throw farError(error)
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
  if (error instanceof DoorUnreachable) return new ORPCError(farErrors.unreachable, { status: 503 })
  return error
}
