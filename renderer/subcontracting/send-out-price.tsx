import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatRate, parseRate } from '../../shared/production/piece-rates.ts'
import type { PriceProposal } from '../../shared/subcontracting/prices.ts'
import { api } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'

interface PricedStep {
  readonly id: number
  readonly name: string
}

/** A price as it is typed: one for all steps, or one for each (`isSplit`). */
export interface PriceDraft {
  readonly isSplit: boolean
  readonly text: string
  readonly parts: Readonly<Record<number, string>>
}

/** What was typed as a price in 1/1,000,000 yuan with its parts; null where something is missing or no price. */
export function priceOf(
  draft: PriceDraft,
  steps: readonly PricedStep[],
): { readonly price: number; readonly stepPrices: { operationId: number; rate: number }[] } | null {
  if (!draft.isSplit || steps.length < 2) {
    const price = parseRate(draft.text)
    return price === null ? null : { price, stepPrices: [] }
  }
  const stepPrices: { operationId: number; rate: number }[] = []
  for (const { id } of steps) {
    const rate = parseRate(draft.parts[id] ?? '')
    if (rate === null) return null
    stepPrices.push({ operationId: id, rate })
  }
  return { price: stepPrices.reduce((sum, { rate }) => sum + rate, 0), stepPrices }
}

/** What is proposed, as if somebody had typed it. */
function typed(proposal: PriceProposal | undefined, steps: readonly PricedStep[]): PriceDraft {
  const rates = proposal?.steps ?? []
  return {
    isSplit: steps.length > 1 && rates.length === steps.length && rates.every((rate) => rate !== null),
    text: proposal?.rate == null ? '' : formatRate(proposal.rate),
    parts: Object.fromEntries(
      steps.map(({ id }, index) => [id, rates[index] == null ? '' : formatRate(rates[index])]),
    ),
  }
}

/** The price of what goes out: what the partner was paid last or asks for, until somebody types another. */
export function useSendOutPrice(input: {
  readonly partnerId: number | null
  readonly batchId: number
  readonly steps: readonly PricedStep[]
  readonly isWhole: boolean
  readonly draft: PriceDraft | null
}) {
  const proposal = useQuery({
    ...api.subcontracting.partners.proposePrice.queryOptions({
      input: {
        subcontractorId: input.partnerId ?? 0,
        batchId: input.batchId,
        operationIds: input.isWhole ? [] : input.steps.map(({ id }) => id),
      },
    }),
    enabled: input.partnerId !== null && input.steps.length > 0,
  })
  return { proposal, draft: input.draft ?? typed(proposal.data, input.steps) }
}

export function SendOutPrice(props: {
  readonly steps: readonly PricedStep[]
  readonly draft: PriceDraft
  readonly proposal: ReturnType<typeof useSendOutPrice>['proposal']
  readonly onChange: (draft: PriceDraft | null) => void
}) {
  const { t } = useTranslation('subcontracting')
  const { draft, steps } = props
  const proposed = props.proposal.data
  const isSplit = draft.isSplit && steps.length > 1
  const change = (patch: Partial<PriceDraft>) => props.onChange({ ...draft, ...patch })
  const price = priceOf(draft, steps)
  const isOther = proposed?.rate != null && price?.price !== proposed.rate
  return (
    <div className={styles.page}>
      <ErrorNote error={props.proposal.error} />
      <div className={styles.bar}>
        <span>{t('price')}</span>
        {isSplit ? (
          <b>{price === null ? '—' : formatRate(price.price)}</b>
        ) : (
          <Input
            className="number"
            style={{ width: 120 }}
            inputMode="decimal"
            aria-label={t('price')}
            status={draft.text !== '' && price === null ? 'error' : ''}
            value={draft.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
        {steps.length > 1 && (
          <Checkbox
            checked={isSplit}
            onChange={(event) =>
              change({
                isSplit: event.target.checked,
                ...(!event.target.checked && price && { text: formatRate(price.price) }),
              })
            }
          >
            {t('send.split')}
          </Checkbox>
        )}
      </div>
      {isSplit && (
        <div className={styles.bar}>
          {steps.map(({ id, name }) => (
            <span key={id} className={styles.bar} style={{ flexWrap: 'nowrap' }}>
              {name}
              <Input
                className="number"
                style={{ width: 90 }}
                inputMode="decimal"
                aria-label={t('send.priceOf', { step: name })}
                status={(draft.parts[id] ?? '') !== '' && parseRate(draft.parts[id]!) === null ? 'error' : ''}
                value={draft.parts[id] ?? ''}
                onChange={(event) => change({ parts: { ...draft.parts, [id]: event.target.value } })}
              />
            </span>
          ))}
        </div>
      )}
      {proposed?.rate != null && (
        <div className={styles.bar}>
          <span className={styles.muted}>
            {proposed.source === 'last'
              ? t('send.lastPrice', { price: formatRate(proposed.rate), date: proposed.date })
              : t('send.listPrice', { price: formatRate(proposed.rate) })}
          </span>
          {isOther && (
            <Button size="small" onClick={() => props.onChange(null)}>
              {t('send.takePrice')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
