import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import type { Recurring } from '../../../shared/payroll/contract.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { RecurringForm } from './recurring-form.tsx'

/** What comes into each run by itself: meals by the day, lodging by the month; and its end. `month`: what had ended before it is left out. */
export function RecurringPart({ month }: { readonly month: string }) {
  const { t } = useTranslation('payroll')
  const query = useQuery(api.payroll.recurring.list.queryOptions({ input: { endedBefore: `${month}-01` } }))
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Recurring | null>(null)
  const rows = query.data ?? []
  return (
    <section className={styles.page} aria-label={t('recurring.title')}>
      <div className={styles.bar}>
        <h3>{t('recurring.title')}</h3>
        <Button onClick={() => setAdding(true)}>{t('recurring.add')}</Button>
        <span className={styles.muted}>{t('recurring.text')}</span>
      </div>
      <ErrorNote error={query.error} />
      {rows.length > 0 && (
        <KeyTable
          rows={rows}
          nothing={t('nothing')}
          columns={[
            { title: t('worker'), dataIndex: 'workerName' },
            { title: t('adjustment.kindLabel'), render: (_, row) => t(`adjustment.kind.${row.kind}`) },
            { title: t('reason'), dataIndex: 'reason' },
            {
              title: t('amount'),
              align: 'right',
              render: (_, row) => (
                <span className={row.kind === 'charge' ? styles.taken : undefined}>
                  <Money minor={row.kind === 'charge' ? 0 - row.amount : row.amount} />{' '}
                  {t(`recurring.each.${row.per}`)}
                </span>
              ),
            },
            { title: t('recurring.from'), dataIndex: 'from' },
            { title: t('recurring.to'), render: (_, row) => row.to ?? '—' },
            {
              title: '',
              align: 'right',
              render: (_, row) => (
                <Button size="small" onClick={() => setEnding(row)}>
                  {t('recurring.end')}
                </Button>
              ),
            },
          ]}
        />
      )}
      <Modal
        open={isAdding}
        title={t('recurring.title')}
        footer={null}
        destroyOnHidden
        onCancel={() => setAdding(false)}
      >
        {isAdding && <RecurringForm onDone={() => setAdding(false)} />}
      </Modal>
      {ending && <EndRecurring row={ending} onDone={() => setEnding(null)} />}
    </section>
  )
}

function EndRecurring({ row, onDone }: { readonly row: Recurring; readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const [to, setTo] = useState(row.to ?? today())
  const end = useCommand(client.payroll.recurring.end, { onSuccess: onDone })
  return (
    <Modal
      open
      title={t('recurring.endTitle', {
        name: row.workerName,
        reason: row.reason,
        amount: toDecimal(row.amount),
      })}
      okText={t('recurring.end')}
      confirmLoading={end.isPending}
      onOk={() => void end.run({ id: row.id, to })}
      onCancel={onDone}
    >
      <ErrorNote error={end.error} />
      <p>{t('recurring.endText', { from: row.from })}</p>
      <DatePicker
        aria-label={t('recurring.to')}
        allowClear={false}
        value={dayjs(to)}
        onChange={(date) => date && setTo(date.format('YYYY-MM-DD'))}
      />
    </Modal>
  )
}
