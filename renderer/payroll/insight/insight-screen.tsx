import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { businessDateSchema } from '../../../shared/rpc.ts'
import styles from '../payroll.module.css'
import { EarningsPart } from './earnings-part.tsx'
import { SimulationPart } from './simulation-part.tsx'
import { type Span, SpanBar, usualSpan } from './span-bar.tsx'
import { StylesPart } from './styles-part.tsx'
import { TrendsPart } from './trends-part.tsx'

const parts = {
  earnings: EarningsPart,
  trends: TrendsPart,
  styles: StylesPart,
  simulation: SimulationPart,
} as const
type Part = keyof typeof parts

/** What the wages say: which rates are too low, how workers do, what styles cost, what other rates would cost. */
export function InsightScreen() {
  const { t } = useTranslation('insight')
  // In the address: back from a style's rates, the same figures stand there.
  const [params, setParams] = useSearchParams()
  const names = Object.keys(parts) as Part[]
  const part = names.find((name) => name === params.get('part')) ?? 'earnings'
  const span = spanOf(params) ?? usualSpan()
  const go = (to: Partial<Span & { part: Part }>) => setParams({ part, ...span, ...to }, { replace: true })
  const Shown = parts[part]
  return (
    <div className={styles.page}>
      <Segmented<Part>
        style={{ alignSelf: 'flex-start' }}
        value={part}
        options={names.map((name) => ({ value: name, label: t(`parts.${name}`) }))}
        onChange={(name) => go({ part: name })}
      />
      <SpanBar span={span} onSpan={go} />
      <Shown span={span} />
    </div>
  )
}

function spanOf(params: URLSearchParams): Span | null {
  const [from, to] = ['from', 'to'].map((name) => businessDateSchema.safeParse(params.get(name)))
  if (!from?.success || !to?.success || from.data > to.data) return null
  return { from: from.data, to: to.data }
}
