import { Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SimulationInput } from '../../../shared/payroll/insight/contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../payroll.module.css'
import insight from './insight.module.css'
import { RateForm } from './rate-form.tsx'
import { SimulationResult } from './simulation-result.tsx'
import type { Span } from './span-bar.tsx'
import { useInsight } from './use-insight.ts'

type Wanted = Pick<SimulationInput, 'since' | 'change'>

/** What other rates would have cost in a span of the past, and what an hour would have earned. Nothing is written. */
export function SimulationPart({ span }: { readonly span: Span }) {
  const { t } = useTranslation('insight')
  const [wanted, setWanted] = useState<Wanted | null>(null)
  return (
    <>
      <p className={insight.words}>{t('simulation.words')}</p>
      <RateForm span={span} onSimulate={setWanted} />
      {wanted === null ? (
        <span className={styles.muted}>{t('simulation.first')}</span>
      ) : (
        <Answer span={span} wanted={wanted} />
      )}
    </>
  )
}

function Answer({ span, wanted }: { readonly span: Span; readonly wanted: Wanted }) {
  const input = { span: { ...span }, ...wanted }
  const query = useInsight('simulation', input, () => client.payroll.insight.simulate(input))
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  return (
    <>
      <ErrorNote error={query.error} />
      <SimulationResult span={span} of={query.data} isOld={query.isPlaceholderData} />
    </>
  )
}
