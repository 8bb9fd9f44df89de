import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parsePieces } from '../../shared/quantity.ts'
import { client } from '../app/client.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { Field } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceSelect } from './parts/place-select.tsx'
import { type StockLine, StockLines } from './parts/stock-lines.tsx'

/** Carries pieces from one place to another. */
export function TransferScreen() {
  const { t } = useTranslation('inventory')
  const { message } = App.useApp()
  const showLosses = useShowLosses()
  const [from, setFrom] = useState<number | null>(null)
  const [to, setTo] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const [lines, setLines] = useState<readonly StockLine[]>([])
  const [isChecked, setChecked] = useState(false)
  const post = useCommand(client.inventory.transfer, {
    onSuccess: ({ losses }) => {
      message.success(t('transfer.done'))
      setLines([])
      setChecked(false)
      showLosses(losses)
    },
  })
  const quantityError = (line: StockLine) => (parsePieces(line.quantity) ? undefined : t('wrongPieces'))
  const submit = async () => {
    setChecked(true)
    if (
      from === null ||
      to === null ||
      lines.length === 0 ||
      lines.some((line) => quantityError(line) !== undefined)
    )
      return
    await post.run({
      fromLocationId: from,
      toLocationId: to,
      note,
      lines: lines.map((line) => ({ itemId: line.sku.id, quantity: parsePieces(line.quantity) ?? 0 })),
    })
  }
  return (
    <div className={styles.page}>
      <PageHeader title={t('transfer.title')} note={t('transfer.text')} back="/stock" />
      <div className={styles.fields}>
        <Field name={t('transfer.from')}>
          <PlaceSelect label={t('transfer.from')} value={from} onChange={setFrom} except={to} />
        </Field>
        <Field name={t('transfer.to')} error={isChecked && to === null ? t('transfer.toNeeded') : undefined}>
          <PlaceSelect
            label={t('transfer.to')}
            value={to}
            onChange={setTo}
            except={from}
            isChosenFirst={false}
          />
        </Field>
      </div>
      <StockLines
        lines={lines}
        onChange={setLines}
        quantityName={t('quantity')}
        quantityError={quantityError}
        isChecked={isChecked}
      />
      <Field name={t('note')} width={480}>
        <Input maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <ErrorNote error={post.error} onClose={post.reset} />
      {isChecked && lines.length === 0 && <span className={styles.fieldError}>{t('linesNeeded')}</span>}
      <div>
        <Button type="primary" size="large" loading={post.isPending} onClick={() => void submit()}>
          {t('transfer.save')}
        </Button>
      </div>
    </div>
  )
}
