import { useTranslation } from 'react-i18next'
import { paths } from '../app/paths.ts'
import { type LayoutTab, TabsLayout } from '../ui/tabs-layout.tsx'

const tabs: readonly LayoutTab[] = [
  { path: paths.wages, name: 'run', needs: 'payroll.runs.next' },
  { path: paths.wageRuns, name: 'runs', needs: 'payroll.runs.list' },
  { path: paths.wagesOwed, name: 'owed', needs: 'payroll.payments.owed' },
  { path: paths.givenAndTaken, name: 'besides', needs: 'payroll.adjustments.list' },
  { path: paths.workerDebts, name: 'debts', needs: 'payroll.debts.list' },
  { path: paths.payTerms, name: 'terms', needs: 'payroll.terms.list' },
  { path: paths.payRules, name: 'rules', needs: 'payroll.rules.get' },
  { path: paths.wageInsight, name: 'insight', needs: 'payroll.insight.earnings' },
]

/** What people earned, are paid and owe; and by which rules. */
export function WagesLayout() {
  const { t } = useTranslation('payroll')
  return <TabsLayout tabs={tabs} label={(name) => t(`tabs.${name}`)} />
}
