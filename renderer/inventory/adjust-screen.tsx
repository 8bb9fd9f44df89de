import { useQuery } from '@tanstack/react-query'
import { App, AutoComplete, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePieces } from '../../shared/quantity.ts'
import { api, client } from '../app/client.ts'
import { shownError } from '../app/shown-error.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { Field } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceSelect } from './parts/place-select.tsx'
import { type StockLine, StockLines } from './parts/stock-lines.tsx'

/** Changes stock by hand, with a reason of the workshop's own list. */
export function AdjustScreen() {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const reasons = useQuery(api.inventory.adjust.reasons.queryOptions())
  const [locationId, setLocationId] = useState<number | null>(null)
  const [direction, setDirection] = useState<'less' | 'more'>('less')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [shortageReason, setShortageReason] = useState('')
  const [lines, setLines] = useState<readonly StockLine[]>([])
  const [isChecked, setChecked] = useState(false)
  const saveReasons = useCommand(client.inventory.adjust.saveReasons)
  const post = useCommand(client.inventory.adjust.post, {
    onSuccess: ({ losses }) => {
      message.success(t('adjust.done'))
      setLines([])
      setNote('')
      setShortageReason('')
      setChecked(false)
      showLosses(losses)
    },
  })
  const quantityError = (line: StockLine) => (parsePieces(line.quantity) ? undefined : t('wrongPieces'))
  const isValid =
    reason.trim() !== '' && lines.length > 0 && lines.every((line) => quantityError(line) === undefined)
  const known = reasons.data ?? []
  const submit = async () => {
    setChecked(true)
    if (!isValid || locationId === null) return
    const sign = direction === 'less' ? -1 : 1
    const answer = await post.run({
      locationId,
      reason: reason.trim(),
      note,
      lines: lines.map((line) => ({
        itemId: line.sku.id,
        quantity: sign * (parsePieces(line.quantity) ?? 0),
      })),
      ...(shortageReason.trim() !== '' && { shortageReason: shortageReason.trim() }),
    })
    // A reason used once is in the list next time.
    if (answer && reasons.data && !known.includes(reason.trim()))
      await saveReasons.run({ reasons: [...known, reason.trim()] })
  }
  const isBelowZero =
    post.error !== null && post.error !== undefined && shownError(post.error).code === 'stock-below-zero'
  return (
    <div className={styles.page}>
      <PageHeader title={t('adjust.title')} note={t('adjust.text')} back="/stock" />
      <div className={styles.fields}>
        <Field name={t('place')}>
          <PlaceSelect label={t('place')} value={locationId} onChange={setLocationId} />
        </Field>
        <Field name={t('adjust.direction')}>
          <Radio.Group
            value={direction}
            optionType="button"
            onChange={(event) => setDirection(event.target.value as 'less' | 'more')}
            options={(['less', 'more'] as const).map((name) => ({ value: name, label: t(`adjust.${name}`) }))}
          />
        </Field>
        <Field
          name={t('reason')}
          error={isChecked && reason.trim() === '' ? t('adjust.reasonNeeded') : undefined}
        >
          <span className={styles.bar}>
            <AutoComplete
              style={{ width: 220 }}
              value={reason}
              onChange={setReason}
              placeholder={t('adjust.reasonHint')}
              options={known.map((text) => ({ value: text }))}
            />
            {known.includes(reason) && (
              <Button
                type="link"
                onClick={() => void saveReasons.run({ reasons: known.filter((text) => text !== reason) })}
              >
                {t('adjust.forgetReason')}
              </Button>
            )}
          </span>
        </Field>
      </div>
      <StockLines
        lines={lines}
        onChange={setLines}
        quantityName={direction === 'less' ? t('adjust.less') : t('adjust.more')}
        quantityError={quantityError}
        isChecked={isChecked}
      />
      <Field name={t('note')} width={480}>
        <Input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <ErrorNote error={post.error ?? saveReasons.error} onClose={post.reset} />
      {isBelowZero && (
        <Field name={t('belowZero.reason')} width={480}>
          <Input
            value={shortageReason}
            placeholder={t('belowZero.hint')}
            onChange={(event) => setShortageReason(event.target.value)}
          />
        </Field>
      )}
      {isChecked && lines.length === 0 && <span className={styles.fieldError}>{t('linesNeeded')}</span>}
      <div>
        <Button type="primary" size="large" loading={post.isPending} onClick={() => void submit()}>
          {t('adjust.save')}
        </Button>
      </div>
    </div>
  )
}
