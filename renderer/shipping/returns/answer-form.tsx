import { ArrowRightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, DatePicker, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareSizes } from '../../../shared/catalog/sizes.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import type { ReturnCase } from '../../../shared/shipping/returns-contract.ts'
import { api, client } from '../../app/client.ts'
import { SkuName } from '../../catalog/sku-name.tsx'
import { SkuPicker } from '../../catalog/sku-picker.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { Labelled } from '../settings/labelled.tsx'
import styles from '../shipping.module.css'

/** Sends something instead: another size (exchange) or the same again (resend), as a line of its own. */
export function AnswerForm({
  line,
  orderLineId,
  onDone,
}: {
  readonly line: ReturnCase['lines'][number]
  readonly orderLineId: number
  readonly onDone: () => void
}) {
  const { t } = useTranslation('shipping')
  const [kind, setKind] = useState<'exchange' | 'resend'>('exchange')
  // An exchange is for something else: what came back is never offered for it.
  const [other, setOther] = useState<SkuLabel | null>(null)
  const sku = kind === 'resend' ? line.sku : other
  const isSame = kind === 'exchange' && other?.id === line.sku.id
  const [quantity, setQuantity] = useState(line.quantity)
  const [performanceDate, setPerformanceDate] = useState<string | null>(null)
  const answer = useCommand(client.shipping.returns.answer, { onSuccess: onDone })
  return (
    <div className={styles.page}>
      <Radio.Group
        value={kind}
        onChange={(event) => setKind(event.target.value as 'exchange' | 'resend')}
        options={(['exchange', 'resend'] as const).map((one) => ({
          value: one,
          label: t(`returns.kindHelp.${one}`),
        }))}
      />
      <div className={styles.row}>
        <SkuName sku={line.sku} side={64} />
        {sku && <ArrowRightOutlined />}
        {sku && <SkuName sku={sku} side={64} />}
      </div>
      {kind === 'exchange' && (
        <>
          <SameStyle line={line} chosenId={other?.id ?? null} onChoose={setOther} />
          <Labelled label={t('returns.sendWhat')}>
            {() => <SkuPicker value={other} placeholder={t('returns.exchangeFor')} onChange={setOther} />}
          </Labelled>
          {isSame && <Alert type="warning" showIcon title={t('returns.exchangeSame')} />}
        </>
      )}
      <Labelled label={t('returns.howMany')}>
        {(name) => (
          <InputNumber
            {...name}
            min={1}
            max={10_000}
            precision={0}
            value={quantity}
            onChange={(value) => setQuantity(value ?? 1)}
          />
        )}
      </Labelled>
      <Labelled label={t('returns.performance')}>
        {(name) => (
          <DatePicker
            {...name}
            onChange={(date) => setPerformanceDate(date ? date.format('YYYY-MM-DD') : null)}
          />
        )}
      </Labelled>
      <span className={styles.muted}>{t('returns.performanceHelp')}</span>
      <ErrorNote error={answer.error} />
      <div className={styles.row}>
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button
          type="primary"
          disabled={sku === null || isSame}
          loading={answer.isPending}
          onClick={() =>
            sku &&
            void answer.run({
              orderLineId,
              kind,
              skuId: sku.id,
              quantity,
              ...(performanceDate !== null && { performanceDate }),
            })
          }
        >
          {t('returns.answer')}
        </Button>
      </div>
    </div>
  )
}

/** The other sizes and colours of the style that came back, its own colour first: one tap instead of a search. */
function SameStyle(props: {
  readonly line: ReturnCase['lines'][number]
  readonly chosenId: number | null
  readonly onChoose: (sku: SkuLabel) => void
}) {
  const { t } = useTranslation('shipping')
  const { sku: back } = props.line
  const found = useQuery(
    api.catalog.skus.search.queryOptions({
      input: { search: back.styleNumber, withSets: back.isSet, limit: 50 },
    }),
  )
  const others = (found.data ?? [])
    .filter((one) => one.styleId === back.styleId && one.id !== back.id)
    .sort(
      (a, b) =>
        Number(b.colour === back.colour) - Number(a.colour === back.colour) ||
        a.colour.localeCompare(b.colour, 'zh-CN') ||
        compareSizes(a.size, b.size),
    )
    .slice(0, 12)
  if (others.length === 0) return null
  return (
    <div className={styles.bar}>
      {t('returns.sameStyle')}
      {others.map((one) => (
        <Button
          key={one.id}
          type={one.id === props.chosenId ? 'primary' : 'default'}
          onClick={() => props.onChoose(one)}
        >
          {one.colour === back.colour ? one.size : `${one.colour} ${one.size}`}
        </Button>
      ))}
    </div>
  )
}
