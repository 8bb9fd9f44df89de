import { useQuery } from '@tanstack/react-query'
import { Drawer, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Payslip } from '../../../shared/payroll/payslip-contract.ts'
import type { PayPeriod } from '../../../shared/payroll/periods.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useFocusBack } from '../parts/use-focus-back.ts'
import { SlipView } from './slip-view.tsx'

/** A payslip as it would be. */
export function OpenSlipDrawer(props: {
  readonly period: PayPeriod
  readonly workerId: number
  readonly onClose: () => void
}) {
  const { period, workerId } = props
  const query = useQuery(api.payroll.runs.previewOne.queryOptions({ input: { ...period, workerId } }))
  return <SlipDrawer slip={query.data} error={query.error} onClose={props.onClose} />
}

/** A closed payslip. */
export function ClosedSlipDrawer(props: { readonly payslipId: number; readonly onClose: () => void }) {
  const query = useQuery(api.payroll.payslips.get.queryOptions({ input: { id: props.payslipId } }))
  return <SlipDrawer slip={query.data} error={query.error} onClose={props.onClose} />
}

function SlipDrawer(props: {
  readonly slip: Payslip | undefined
  readonly error: unknown
  readonly onClose: () => void
}) {
  const { t } = useTranslation('payroll')
  useFocusBack()
  return (
    <Drawer open size={860} title={t('slip.title')} onClose={props.onClose}>
      <ErrorNote error={props.error} />
      {props.slip ? <SlipView slip={props.slip} /> : !props.error && <Spin delay={150} />}
    </Drawer>
  )
}
