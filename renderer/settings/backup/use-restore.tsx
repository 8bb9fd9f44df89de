import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { Restored } from '../../../shared/settings/backup-contract.ts'
import { queryClient } from '../../app/query-client.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'

export type RestoreSource = { readonly name: string } | { readonly file: File }

/** Asks first, naming what will happen; then restores. Every screen fetches everything anew. */
export function useRestore(
  call: (source: RestoreSource) => Promise<Restored>,
  onDone: (restored: Restored) => void,
) {
  const { t } = useTranslation('care')
  const confirm = useConfirm()
  const mutation = useMutation({
    mutationFn: call,
    onSuccess: (restored) => {
      onDone(restored)
      void queryClient.invalidateQueries()
    },
  })
  return {
    isPending: mutation.isPending,
    error: mutation.error,
    ask: async (source: RestoreSource, name: string, at?: number) => {
      const when = at === undefined ? name : formatInstant(at)
      const text = at === undefined ? t('confirmFileText') : t('confirmText', { when })
      if (await confirm({ title: t('confirmTitle', { when }), text, confirm: t('restore') }))
        mutation.mutate(source)
    },
  }
}
