import { App, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CountDetail } from '../../../shared/inventory/counts-contract.ts'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { Field } from './figures.tsx'
import { useShowLosses } from './losses.tsx'

/** Ends a count: what was not counted stays or is gone, and stock becomes what was counted. */
export function CountCloseForm({
  count,
  onDone,
}: {
  readonly count: CountDetail
  readonly onDone: () => void
}) {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const [unscanned, setUnscanned] = useState<'zero' | 'leave'>('leave')
  const [shortageReason, setShortageReason] = useState('')
  const close = useCommand(client.inventory.counts.close, {
    onSuccess: ({ changed, losses }) => {
      message.success(t('count.done', { count: changed }))
      onDone()
      showLosses(losses)
    },
  })
  const missing = count.lines.filter((line) => line.counted === null)
  const pieces = missing.reduce((sum, line) => sum + line.expected, 0)
  const different = count.lines.filter((line) => (line.difference ?? 0) !== 0).length
  const isBelowZero =
    close.error !== null && close.error !== undefined && shownError(close.error).code === 'stock-below-zero'
  return (
    <div className={styles.form}>
      <p>{t('count.closeText', { count: different })}</p>
      {missing.length > 0 && (
        <Field name={t('count.unscanned', { skus: missing.length, pieces })}>
          <Radio.Group
            value={unscanned}
            onChange={(event) => setUnscanned(event.target.value as 'zero' | 'leave')}
            options={[
              { value: 'leave', label: t('count.leave') },
              { value: 'zero', label: t('count.zero') },
            ]}
          />
        </Field>
      )}
      <ErrorNote error={close.error} onClose={close.reset} />
      {isBelowZero && (
        <Field name={t('belowZero.reason')}>
          <Input
            value={shortageReason}
            placeholder={t('belowZero.hint')}
            onChange={(event) => setShortageReason(event.target.value)}
          />
        </Field>
      )}
      <div className={styles.bar}>
        <Button
          type="primary"
          loading={close.isPending}
          onClick={() =>
            void close.run({
              id: count.id,
              unscanned,
              ...(shortageReason.trim() !== '' && { shortageReason: shortageReason.trim() }),
            })
          }
        >
          {t('count.close')}
        </Button>
        <Button onClick={onDone}>{t('count.goOn')}</Button>
      </div>
    </div>
  )
}
