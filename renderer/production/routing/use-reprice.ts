import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import { client } from '../../app/client.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'

/** Asks whether recorded work takes new rates, where that would change any of it, and does so. */
export function useReprice() {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const ask = useConfirm()
  const apply = useCommand(client.production.rates.apply, {
    onSuccess: ({ entries }) => void message.success(t('routing.repriced', { count: entries })),
  })
  const askToReprice = async (operationId: number, name: string, from: string) => {
    const found = await client.production.rates.preview({ operationId, from })
    if (found.entries === 0) return
    const [before, after] = [found.before, found.after].map((micro) => toDecimal(Math.round(micro / 10_000)))
    const text = t('routing.repriceText', { ...found, name, from, before, after })
    if (await ask({ title: t('routing.repriceTitle'), text, confirm: t('routing.repriceOk') }))
      await apply.run({ operationId, from })
  }
  return { askToReprice, error: apply.error }
}
