import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatMoney } from '../../../shared/money.ts'
import type { PayPeriod } from '../../../shared/payroll/periods.ts'
import { client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { isUrgent } from '../parts/warnings.tsx'
import { type RunRow, sumsOf } from './wage-table.tsx'

/** Closes a run of some workers as it is shown, after naming what it is; what changed meanwhile is shown anew. */
export function useCloseRun(onRefused: () => void) {
  const { t } = useTranslation('payroll')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const ask = useConfirm()
  const close = useCommand(client.payroll.runs.close)
  const start = async (
    period: PayPeriod,
    rows: readonly RunRow[],
    more: { readonly note: string; readonly leftOut: number },
  ) => {
    const { people, gross, net } = sumsOf(rows)
    const urgent = rows.filter(({ warnings }) => warnings.some(isUrgent)).length
    const isSure = await ask({
      title: t('close.title', { ...period, count: people }),
      text: [
        t('close.sum', { gross: formatMoney(gross), net: formatMoney(net) }),
        ...(urgent > 0 ? [t('close.urgent', { count: urgent })] : []),
        ...(more.leftOut > 0 ? [t('close.leftOut', { count: more.leftOut })] : []),
        t('close.text'),
      ].join(' '),
      confirm: t('close.confirm'),
    })
    if (!isSure) return
    const done = await close.run({
      ...period,
      workerIds: rows.map(({ workerId }) => workerId),
      note: more.note.trim(),
      expected: { gross, net },
    })
    if (done === null) return onRefused()
    void message.success(t('close.done', { count: done.payslips }))
    void navigate(`${paths.wageRuns}/${done.id}`)
  }
  return { start, isPending: close.isPending, error: close.error, reset: close.reset }
}
