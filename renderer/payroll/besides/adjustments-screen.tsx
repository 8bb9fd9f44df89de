import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { Adjustment } from '../../../shared/payroll/contract.ts'
import { lastDayOf } from '../../../shared/payroll/periods.ts'
import { api, client } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { Money } from '../../ui/money.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { AdjustmentForm } from './adjustment-form.tsx'
import { RecurringPart } from './recurring-part.tsx'

const isGiven = ({ kind }: Adjustment) => kind === 'allowance' || kind === 'bonus'
const signed = (row: Adjustment) => (isGiven(row) ? row.amount : 0 - row.amount)

/** What was given or taken besides the work in a month, each with its reason. */
export function AdjustmentsScreen() {
  const { t } = useTranslation('payroll')
  const [params, setParams] = useSearchParams()
  const asked = params.get('month') ?? ''
  const month = /^\d{4}-\d{2}$/.test(asked) ? asked : today().slice(0, 7)
  const query = useQuery({
    ...api.payroll.adjustments.list.queryOptions({ input: { from: `${month}-01`, to: lastDayOf(month) } }),
    placeholderData: keepPreviousData,
  })
  const [word, setWord] = useState('')
  const [isAdding, setAdding] = useState(false)
  const ask = useConfirm()
  const takeBack = useCommand(client.payroll.adjustments.void)
  const start = async (row: Adjustment) => {
    const isSure = await ask({
      title: t('adjustment.voidTitle', {
        kind: t(`adjustment.kind.${row.kind}`),
        amount: formatMoney(row.amount),
        name: row.workerName,
      }),
      text: t(row.paid ? 'adjustment.voidPaid' : 'adjustment.voidOpen'),
      confirm: t('takeBack'),
    })
    if (isSure) await takeBack.run({ id: row.id })
  }
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('adjustment.add')}
    </Button>
  )
  const monthField = (
    <Input
      type="month"
      style={{ width: 150 }}
      aria-label={t('adjustment.month')}
      value={month}
      onChange={(event) =>
        event.target.value !== '' && setParams({ month: event.target.value }, { replace: true })
      }
    />
  )
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const rows = query.data.filter(({ workerName, reason }) => isFound(word, [workerName, reason]))
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error ?? takeBack.error} onClose={takeBack.reset} />
      <div className={styles.bar}>
        {query.data.length > 0 && add}
        {monthField}
        {query.data.length > 0 && (
          <>
            <SearchField width={220} value={word} placeholder={t('adjustment.search')} onSearch={setWord} />
            <ExportRows
              fileName={t('adjustment.file', { month })}
              rows={rows.filter(({ voided }) => !voided)}
              columns={[
                [t('date'), ({ businessDate }) => businessDate],
                [t('worker'), ({ workerName }) => workerName],
                [t('adjustment.kindLabel'), ({ kind }) => t(`adjustment.kind.${kind}`)],
                [t('amount'), (row) => Number(toDecimal(signed(row)))],
                [t('reason'), ({ reason }) => reason],
              ]}
            />
          </>
        )}
      </div>
      {query.data.length === 0 ? (
        <EmptyState title={t('adjustment.none', { month })} text={t('adjustment.noneText')} action={add} />
      ) : (
        <KeyTable
          rows={rows}
          loading={query.isPlaceholderData}
          nothing={t('nothing')}
          columns={[
            { title: t('date'), dataIndex: 'businessDate' },
            {
              title: t('worker'),
              render: (_, row) => (
                <span className={row.voided ? styles.voided : undefined}>{row.workerName}</span>
              ),
            },
            { title: t('adjustment.kindLabel'), render: (_, row) => t(`adjustment.kind.${row.kind}`) },
            {
              title: t('amount'),
              align: 'right',
              render: (_, row) => (
                <span className={row.voided ? styles.voided : isGiven(row) ? undefined : styles.taken}>
                  <Money minor={signed(row)} />
                </span>
              ),
            },
            { title: t('reason'), dataIndex: 'reason' },
            {
              title: t('state'),
              render: (_, row) =>
                row.voided ? (
                  <StatusTag tone="off">{t('adjustment.voided')}</StatusTag>
                ) : row.paid ? (
                  <StatusTag tone="done">{t('adjustment.paid')}</StatusTag>
                ) : (
                  <StatusTag tone="go">{t('adjustment.waiting')}</StatusTag>
                ),
            },
            {
              title: '',
              align: 'right',
              render: (_, row) =>
                !row.voided && (
                  <Button size="small" onClick={() => void start(row)}>
                    {t('takeBack')}
                  </Button>
                ),
            },
          ]}
        />
      )}
      <RecurringPart month={month} />
      <Modal
        open={isAdding}
        title={t('tabs.besides')}
        footer={null}
        destroyOnHidden
        onCancel={() => setAdding(false)}
      >
        {isAdding && <AdjustmentForm onDone={() => setAdding(false)} />}
      </Modal>
    </div>
  )
}
