import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { FoundUpdate } from '../../../shared/settings/update-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { useMayLeaveAll } from '../../ui/unsaved-changes.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'

/** What there is to know of updates; asked for only by whoever may. */
export function useUpdateStatus(refetchInterval: number | false = false) {
  const may = useMay()
  return useQuery(
    api.settings.updates.status.queryOptions({ enabled: may('settings.updates.status'), refetchInterval }),
  )
}

/** Installing now or after work. What is being typed is asked about first: the window closes over it. */
export function useInstall() {
  const { t } = useTranslation('update')
  const confirm = useConfirm()
  const mayLeave = useMayLeaveAll()
  const install = useMutation({ mutationFn: (id: string) => client.settings.updates.install({ id }) })
  const plan = useMutation({ mutationFn: (id: string | null) => client.settings.updates.plan({ id }) })
  return {
    isPending: install.isPending || plan.isPending,
    /** The window is about to close. */
    isEnding: install.isSuccess,
    error: install.error ?? plan.error,
    plan: (id: string | null) => {
      install.reset()
      plan.mutate(id)
    },
    now: async ({ id, version }: FoundUpdate) => {
      plan.reset()
      const words = { title: t('confirmTitle', { version }), text: t('confirmText'), confirm: t('install') }
      if ((await mayLeave()) && (await confirm(words))) install.mutate(id)
    },
  }
}
