import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Modal, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { Debt } from '../../../shared/payroll/contract.ts'
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
import { WorkerSelect } from '../../workers/worker-select.tsx'
import { Fact, Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import styles from '../payroll.module.css'
import { DebtForm, InstalmentForm, RepayForm } from './debt-forms.tsx'

type Open = { readonly kind: 'add' } | { readonly kind: 'repay' | 'instalment'; readonly debt: Debt }

/** Money lent to workers, damage to be made good, and what was carried over: what is left of each. */
export function DebtsScreen() {
  const { t } = useTranslation('payroll')
  const [params, setParams] = useSearchParams()
  const workerId = Number(params.get('worker')) || null
  const [all, setAll] = useState(false)
  const [word, setWord] = useState('')
  const [open, setOpen] = useState<Open | null>(null)
  const query = useQuery({
    ...api.payroll.debts.list.queryOptions({ input: { all } }),
    placeholderData: keepPreviousData,
  })
  const ask = useConfirm()
  const letOff = useCommand(client.payroll.debts.letOff)
  const close = () => setOpen(null)
  const start = async (debt: Debt) => {
    const isSure = await ask({
      title: t('debt.letOffTitle', { name: debt.workerName, left: formatMoney(debt.left) }),
      text: t('debt.letOffText'),
      confirm: t('debt.letOff'),
    })
    if (isSure) await letOff.run({ id: debt.id, businessDate: today(), note: '' })
  }
  const add = (
    <Button type="primary" onClick={() => setOpen({ kind: 'add' })}>
      {t('debt.add')}
    </Button>
  )
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const rows = query.data.filter(
    (row) => (workerId === null || row.workerId === workerId) && isFound(word, [row.workerName, row.reason]),
  )
  const isEmpty = query.data.length === 0
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error ?? letOff.error} onClose={letOff.reset} />
      {!isEmpty && (
        <div className={styles.facts}>
          <Fact name={t('debt.leftSum')}>
            <Money minor={rows.reduce((sum, { left }) => sum + left, 0)} />
          </Fact>
        </div>
      )}
      <div className={styles.bar}>
        {!isEmpty && (
          <>
            {add}
            <SearchField width={200} value={word} placeholder={t('adjustment.search')} onSearch={setWord} />
            <WorkerSelect
              label={t('debt.ofWorker')}
              width={160}
              clearable
              who={() => true}
              value={workerId}
              onChange={(worker) => setParams(worker ? { worker: String(worker.id) } : {}, { replace: true })}
            />
          </>
        )}
        <Checkbox checked={all} onChange={(event) => setAll(event.target.checked)}>
          {t('debt.all')}
        </Checkbox>
        {!isEmpty && (
          <ExportRows
            fileName={t('debt.file', { day: today() })}
            rows={rows}
            columns={[
              [t('worker'), ({ workerName }) => workerName],
              [t('date'), ({ businessDate }) => businessDate],
              [t('debt.kindLabel'), ({ kind }) => t(`debt.kind.${kind}`)],
              [t('amount'), ({ amount }) => Number(toDecimal(amount))],
              [t('debt.left'), ({ left }) => Number(toDecimal(left))],
              [t('reason'), ({ reason }) => reason],
            ]}
          />
        )}
      </div>
      {isEmpty ? (
        <EmptyState title={t('debt.none')} text={t('debt.noneText')} action={add} />
      ) : (
        <KeyTable
          rows={rows}
          loading={query.isPlaceholderData}
          nothing={t('nothing')}
          columns={[
            { title: t('worker'), dataIndex: 'workerName' },
            { title: t('date'), dataIndex: 'businessDate' },
            { title: t('debt.kindLabel'), render: (_, row) => t(`debt.kind.${row.kind}`) },
            { title: t('reason'), dataIndex: 'reason' },
            { title: t('amount'), align: 'right', render: (_, row) => <Money minor={row.amount} /> },
            {
              title: t('debt.left'),
              align: 'right',
              render: (_, row) =>
                row.left === 0 ? (
                  <StatusTag tone="done">{t('debt.done')}</StatusTag>
                ) : (
                  <b>
                    <Fen minor={row.left} />
                  </b>
                ),
            },
            {
              title: t('debt.instalment'),
              align: 'right',
              render: (_, row) =>
                row.instalment === null ? (
                  <span className={styles.muted}>{t('debt.asCan')}</span>
                ) : (
                  <Money minor={row.instalment} />
                ),
            },
            {
              title: '',
              align: 'right',
              render: (_, debt) =>
                debt.left > 0 && (
                  <span className={styles.end}>
                    <Button size="small" onClick={() => setOpen({ kind: 'repay', debt })}>
                      {t('debt.repay')}
                    </Button>
                    <Button size="small" onClick={() => setOpen({ kind: 'instalment', debt })}>
                      {t('debt.change')}
                    </Button>
                    <Button size="small" onClick={() => void start(debt)}>
                      {t('debt.letOff')}
                    </Button>
                  </span>
                ),
            },
          ]}
        />
      )}
      <Modal
        open={open !== null}
        title={open && t(`debt.title.${open.kind}`)}
        footer={null}
        destroyOnHidden
        onCancel={close}
      >
        {open?.kind === 'add' && <DebtForm onDone={close} />}
        {open?.kind === 'repay' && <RepayForm debt={open.debt} onDone={close} />}
        {open?.kind === 'instalment' && <InstalmentForm debt={open.debt} onDone={close} />}
      </Modal>
    </div>
  )
}
