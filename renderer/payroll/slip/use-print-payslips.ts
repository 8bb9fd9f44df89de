import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/money.ts'
import type { Payslip } from '../../../shared/payroll/payslip-contract.ts'
import { client } from '../../app/client.ts'
import { photoUrl } from '../../catalog/photo-cache.ts'
import type { PayslipProps } from '../../print/documents/payslip.tsx'
import { usePrinting } from '../../shipping/printing.ts'
import { hoursOf } from '../parts/figures.tsx'
import { useWarningTexts } from '../parts/use-warning-texts.ts'
import { lineReckoning, lineTitle } from './line-text.ts'

/** Prints payslips: a whole one each, or small ones to be cut apart. */
export function usePrintPayslips() {
  const { t } = useTranslation('payroll')
  const printing = usePrinting()
  const textsOf = useWarningTexts()
  const propsOf = async (slip: Payslip, workshopName: string): Promise<PayslipProps> => ({
    workshopName,
    name: slip.name,
    photoUrl: slip.photoHash === '' ? null : await photoUrl(slip.photoHash, 'thumbnail').catch(() => null),
    from: slip.from,
    to: slip.to,
    hours: slip.normalMinutes > 0 ? t('print.hours', { hours: hoursOf(slip.normalMinutes) }) : '',
    lines: slip.lines.map((line) => ({
      name:
        // The step first: it is what tells two lines of one costume apart.
        line.kind === 'piece'
          ? `${line.operationName} ${line.styleName || line.styleNumber}`
          : lineTitle(t, line),
      detail: [
        line.isRework && t('line.rework'),
        line.why === 'late' && t('line.late'),
        line.why === 'reversed' && t('line.reversed'),
        lineReckoning(t, line, slip),
      ]
        .filter(Boolean)
        .join(' · '),
      amount: formatMoney(line.amount),
      isTaken: line.amount < 0,
    })),
    gross: formatMoney(slip.gross),
    taken: formatMoney(slip.net - slip.gross),
    net: formatMoney(slip.net),
    paid: slip.paid > 0 && slip.paid < slip.net ? formatMoney(slip.paid) : '',
    notes: textsOf(slip.warnings),
  })
  return async (slips: readonly Payslip[], how: 'payslip' | 'payslipGrid'): Promise<void> => {
    const { name } = await client.settings.workshop.get()
    const props = await Promise.all(slips.map((slip) => propsOf(slip, name)))
    if (how === 'payslip') await printing.print('payslip', props)
    else await printing.print('payslipGrid', [{ slips: props }])
  }
}
