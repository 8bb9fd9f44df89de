import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'
import { YifangError } from '../../../shared/errors.ts'

/**
 * A backup that was opened from outside (a double-click in Explorer): the desktop leads to this screen with the file's
 * key in its address. It is taken as if it had been chosen here, once; a reload does not ask again.
 */
export function useOpenedBackup(onFile: (file: File) => void): { readonly error: unknown } {
  const [params, setParams] = useSearchParams()
  const id = params.get('opened')
  const taken = useRef<string | null>(null)
  const { mutate, error } = useMutation({ mutationFn: fetchOpened, onSuccess: onFile })
  useEffect(() => {
    if (id === null || taken.current === id) return
    taken.current = id
    setParams({}, { replace: true })
    mutate(id)
  }, [id, mutate, setParams])
  return { error }
}

async function fetchOpened(id: string): Promise<File> {
  const answer = await fetch(`/opened/${encodeURIComponent(id)}`)
  const named = answer.headers.get('x-file-name')
  const file = decodeURIComponent(named ?? '')
  // The stick was pulled out, say; or the address is of a start before this one.
  if (!answer.ok || named === null) throw new YifangError('backup-damaged', { file })
  return new File([await answer.blob()], file)
}
