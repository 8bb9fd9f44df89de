import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MaskedNumber, NumberKind } from '../../shared/workers/details-contract.ts'
import { readBankAccount, readIdNumber } from '../../shared/workers/id-number.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './workers.module.css'

/** What is wrong with a typed number, as a code of errors' reasons; null: nothing, or nothing is typed. */
export function numberFault(kind: NumberKind, text: string): string | null {
  if (text.trim() === '') return null
  const { fault } = kind === 'id-number' ? readIdNumber(text, today()) : readBankAccount(text)
  return fault === null ? null : `${kind === 'id-number' ? 'id' : 'bank'}-${fault}`
}

/**
 * An ID or bank number: what is there as its last four, typed anew in place of it. The owner can have it shown in full, which
 * the audit keeps. `value` undefined: as it is; null: taken away.
 */
export function NumberField(props: {
  readonly kind: NumberKind
  readonly label: string
  /** Null: a worker who is not saved yet. */
  readonly workerId: number | null
  readonly known: MaskedNumber
  readonly value: string | null | undefined
  readonly onChange: (value: string | null | undefined) => void
}) {
  const { kind, label, workerId, known, value, onChange } = props
  const { t } = useTranslation('workers')
  const may = useMay()
  const [whole, setWhole] = useState<string | null>(null)
  const reveal = useCommand(client.workers.reveal, { onSuccess: ({ number }) => setWhole(number) })
  const fault = typeof value === 'string' ? numberFault(kind, value) : null
  const isThere = known.state !== 'none'
  const isTyped = typeof value === 'string' || !isThere
  return (
    <div className={styles.field}>
      <span>{label}</span>
      {isTyped ? (
        <div className={styles.bar} style={{ flexWrap: 'nowrap' }}>
          <Input
            aria-label={label}
            autoComplete="off"
            maxLength={40}
            status={fault === null ? '' : 'error'}
            value={value ?? ''}
            onChange={(event) =>
              onChange(event.target.value === '' && !isThere ? undefined : event.target.value)
            }
          />
          {isThere && <Button onClick={() => onChange(undefined)}>{t('ui:cancel')}</Button>}
        </div>
      ) : (
        <div className={styles.bar}>
          <b className={styles.number} data-testid={`number-${kind}`}>
            {value === null ? t('number.goes') : (whole ?? (known.text || t(`number.${known.state}`)))}
          </b>
          {value !== null && may('workers.reveal') && known.state === 'masked' && workerId !== null && (
            <Button
              size="small"
              loading={reveal.isPending}
              onClick={() => (whole === null ? void reveal.run({ workerId, kind }) : setWhole(null))}
            >
              {t(whole === null ? 'number.show' : 'number.hide')}
            </Button>
          )}
          <Button size="small" onClick={() => onChange(value === null ? undefined : '')}>
            {t(value === null ? 'number.keep' : 'number.change')}
          </Button>
          {value !== null && (
            <Button size="small" onClick={() => onChange(null)}>
              {t('number.remove')}
            </Button>
          )}
        </div>
      )}
      {fault !== null && (
        <span className={styles.wrong} role="alert">
          {t(`errors:reason.${fault}`)}
        </span>
      )}
      <ErrorNote error={reveal.error} />
    </div>
  )
}
