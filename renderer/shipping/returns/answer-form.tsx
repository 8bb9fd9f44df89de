import { Button, DatePicker, InputNumber, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import type { ReturnCase } from '../../../shared/shipping/returns-contract.ts'
import { client } from '../../app/client.ts'
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
  const [sku, setSku] = useState<SkuLabel | null>(line.sku)
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
      <Labelled label={t('returns.sendWhat')}>{() => <SkuPicker value={sku} onChange={setSku} />}</Labelled>
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
          disabled={sku === null}
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
