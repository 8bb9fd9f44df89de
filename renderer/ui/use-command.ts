import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { v7 } from 'uuid'

interface CommandOptions<A> {
  readonly onSuccess?: (answer: A) => void
}

export interface Command<I, A> {
  /** For buttons: never rejects; null where it failed, `error` then says why. */
  run(input: Omit<I, 'commandId'>): Promise<A | null>
  /** For forms: rejects, so that field errors can be set on the fields. */
  submit(input: Omit<I, 'commandId'>): Promise<A>
  readonly isPending: boolean
  readonly error: unknown
  readonly answer: A | undefined
  reset(): void
}

/**
 * A write: `useCommand(client.settings.shops.save)`. Each action of the user gets a command id of its own. The
 * same input again after a failure is the same action: if its first answer was lost on the way, the host
 * gives that answer and changes nothing twice.
 */
export function useCommand<I extends { readonly commandId: string }, A>(
  call: (input: I) => Promise<A>,
  options: CommandOptions<A> = {},
): Command<I, A> {
  const unanswered = useRef<{ readonly text: string; readonly id: string } | null>(null)
  const mutation = useMutation({
    mutationFn: (input: Omit<I, 'commandId'>) => {
      const text = JSON.stringify(input)
      const id = unanswered.current?.text === text ? unanswered.current.id : v7()
      unanswered.current = { text, id }
      // Omit and the id together are I again; TypeScript cannot follow that for a parameter type.
      return call({ ...input, commandId: id } as unknown as I)
    },
    onSuccess: (answer) => {
      unanswered.current = null
      options.onSuccess?.(answer)
    },
  })
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => null),
    submit: (input) => mutation.mutateAsync(input),
    isPending: mutation.isPending,
    error: mutation.error,
    answer: mutation.data,
    reset: mutation.reset,
  }
}
