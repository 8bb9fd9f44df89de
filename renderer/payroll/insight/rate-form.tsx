import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SimulationInput } from '../../../shared/payroll/insight/contract.ts'
import { formatRate, parseRate, rateOn } from '../../../shared/production/piece-rates.ts'
import { api } from '../../app/client.ts'
import { routingPath } from '../../app/paths.ts'
import { StylePick } from '../../catalog/style-pick.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../payroll.module.css'
import insight from './insight.module.css'
import type { Span } from './span-bar.tsx'

const scopes = ['all', 'style', 'steps'] as const
type Scope = (typeof scopes)[number]

/** Which rates are tried: all or a style's by per cent, or new ones for steps of a style; from a day on. */
export function RateForm(props: {
  readonly span: Span
  readonly onSimulate: (wanted: Pick<SimulationInput, 'since' | 'change'>) => void
}) {
  const { t } = useTranslation('insight')
  const { span } = props
  const [scope, setScope] = useState<Scope>('all')
  const [styleId, setStyleId] = useState<number | null>(null)
  const [percent, setPercent] = useState<number | null>(5)
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({})
  const [since, setSince] = useState<string | null>(null)
  const from = since !== null && since >= span.from && since <= span.to ? since : span.from
  const rates = Object.entries(typed)
    .filter(([, text]) => text.trim() !== '')
    .map(([id, text]) => ({ operationId: Number(id), rate: parseRate(text) }))
  const known = rates.flatMap(({ operationId, rate }) => (rate === null ? [] : [{ operationId, rate }]))
  const change: SimulationInput['change'] | null =
    scope === 'steps'
      ? styleId !== null && known.length > 0 && known.length === rates.length
        ? { by: 'steps', steps: known }
        : null
      : percent === null || (scope === 'style' && styleId === null)
        ? null
        : { by: 'share', permille: Math.round(percent * 10), styleId: scope === 'style' ? styleId : null }
  return (
    <form
      className={styles.rows}
      onSubmit={(event) => {
        event.preventDefault()
        if (change !== null) props.onSimulate({ since: from, change })
      }}
    >
      <div className={styles.bar}>
        <Segmented<Scope>
          value={scope}
          options={scopes.map((name) => ({ value: name, label: t(`simulation.scope.${name}`) }))}
          onChange={setScope}
        />
        {scope !== 'all' && (
          <StylePick
            except={0}
            label={t('simulation.pick')}
            onPick={(id) => {
              setStyleId(id)
              setTyped({})
            }}
          />
        )}
        {scope !== 'steps' && (
          <InputNumber
            style={{ width: 130 }}
            min={-90}
            max={500}
            step={1}
            precision={1}
            suffix="%"
            aria-label={t('simulation.percent')}
            value={percent}
            onChange={setPercent}
          />
        )}
        <span>{t('simulation.since')}</span>
        <Input
          type="date"
          style={{ width: 140 }}
          min={span.from}
          max={span.to}
          aria-label={t('simulation.since')}
          value={from}
          onChange={(event) => setSince(event.target.value || null)}
        />
        <Button type="primary" htmlType="submit" disabled={change === null}>
          {t('simulation.run')}
        </Button>
      </div>
      {scope !== 'all' && styleId !== null && (
        <StyleSteps
          styleId={styleId}
          typed={scope === 'steps' ? typed : null}
          onType={(id, text) => setTyped({ ...typed, [id]: text })}
        />
      )}
    </form>
  )
}

/** The style's steps with what is paid for them now; `typed`: with what is tried. */
function StyleSteps(props: {
  readonly styleId: number
  readonly typed: Readonly<Record<number, string>> | null
  readonly onType: (operationId: number, text: string) => void
}) {
  const { t } = useTranslation('insight')
  const { styleId, typed } = props
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: styleId } }))
  const routing = useQuery(api.production.routing.get.queryOptions({ input: { styleId } }))
  const steps = routing.data ?? []
  return (
    <>
      <ErrorNote error={style.error ?? routing.error} />
      <div className={styles.bar}>
        <b>{style.data && `${style.data.styleNumber} ${style.data.name}`}</b>
        <Link to={routingPath(styleId)}>{t('simulation.toRates')}</Link>
        {routing.data && steps.length === 0 && (
          <span className={styles.muted}>{t('simulation.noSteps')}</span>
        )}
      </div>
      {typed !== null && steps.length > 0 && (
        <>
          <div className={insight.rates}>
            {steps.map(({ id, name, rates }) => {
              const text = typed[id] ?? ''
              const now = rateOn(rates, '', '9999-12-31')
              const hasSizes = rates.some(({ size }) => size !== '')
              return [
                <span key={`${id} name`}>{name}</span>,
                <span key={`${id} now`} className={styles.muted}>
                  {now === null ? t('simulation.noRate') : t('simulation.now', { rate: formatRate(now) })}
                  {hasSizes && ` · ${t('simulation.bySize')}`}
                </span>,
                <Input
                  key={`${id} new`}
                  className="number"
                  style={{ width: 130 }}
                  inputMode="decimal"
                  suffix={t('simulation.yuan')}
                  aria-label={t('simulation.newRate', { name })}
                  placeholder={t('simulation.asNow')}
                  status={text.trim() !== '' && parseRate(text) === null ? 'error' : ''}
                  value={text}
                  onChange={(event) => props.onType(id, event.target.value)}
                />,
              ]
            })}
          </div>
          <span className={styles.small}>{t('simulation.allSizes')}</span>
        </>
      )}
    </>
  )
}
