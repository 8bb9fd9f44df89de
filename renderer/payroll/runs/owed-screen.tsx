import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { toDecimal } from '../../../shared/money.ts'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Money } from '../../ui/money.tsx'
import { ExportRows } from '../../ui/table/export-rows.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { Fact, Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import { PaidTag } from '../parts/paid-tag.tsx'
import { useFocusBack } from '../parts/use-focus-back.ts'
import styles from '../payroll.module.css'
import { ClosedSlipDrawer } from '../slip/slip-drawer.tsx'
import { PayDialog } from './pay-dialog.tsx'

interface OwedRow {
  readonly id: number
  readonly name: string
  readonly owed: number
  readonly debt: number
}

/** What each worker is still to be paid of closed runs, and what she owes; as it is now. */
export function OwedScreen() {
  const { t } = useTranslation('payroll')
  const query = useQuery(api.payroll.payments.owed.queryOptions())
  const [word, setWord] = useState('')
  const [open, setOpen] = useState<OwedRow | null>(null)
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const rows = query.data.map(({ workerId, ...row }): OwedRow => ({ id: workerId, ...row }))
  const sum = (of: (row: OwedRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState
          title={t('owedList.none')}
          text={t('owedList.noneText')}
          action={<Link to={paths.wages}>{t('tabs.run')}</Link>}
        />
      ) : (
        <div className={styles.page}>
          <ErrorNote error={query.error} />
          <div className={styles.facts}>
            <Fact name={t('owedList.owed')}>
              <Money minor={sum(({ owed }) => owed)} />
            </Fact>
            <Fact name={t('owedList.debt')}>
              <Money minor={sum(({ debt }) => debt)} />
            </Fact>
          </div>
          <div className={styles.bar}>
            <SearchField width={200} value={word} placeholder={t('search')} onSearch={setWord} />
            <ExportRows
              fileName={t('owedList.file', { day: today() })}
              rows={rows}
              columns={[
                [t('worker'), ({ name }) => name],
                [t('owedList.owed'), ({ owed }) => Number(toDecimal(owed))],
                [t('owedList.debt'), ({ debt }) => Number(toDecimal(debt))],
              ]}
            />
            <span className={styles.muted}>{t('owedList.text')}</span>
          </div>
          <KeyTable
            rows={rows.filter(({ name }) => isFound(word, [name]))}
            nothing={t('nothing')}
            onOpen={setOpen}
            columns={[
              {
                title: t('worker'),
                render: (_, row) => <LinkButton onClick={() => setOpen(row)}>{row.name}</LinkButton>,
              },
              {
                title: t('owedList.owed'),
                align: 'right',
                sorter: (a, b) => a.owed - b.owed,
                render: (_, row) => (
                  <b>
                    <Fen minor={row.owed} />
                  </b>
                ),
              },
              {
                title: t('owedList.debt'),
                align: 'right',
                sorter: (a, b) => a.debt - b.debt,
                render: (_, row) => <Fen minor={row.debt} />,
              },
              {
                title: '',
                align: 'right',
                render: (_, row) =>
                  row.debt > 0 && (
                    <Link to={`${paths.workerDebts}?worker=${row.id}`}>{t('line.toDebts')}</Link>
                  ),
              },
            ]}
          />
        </div>
      )}
      {/* Stays when what it paid was the last that was owed. */}
      {open !== null && <HerPayslips worker={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** All payslips of one worker, and paying what is open of them. */
function HerPayslips({ worker, onClose }: { readonly worker: OwedRow; readonly onClose: () => void }) {
  const { t } = useTranslation('payroll')
  const query = useQuery(api.payroll.payslips.ofWorker.queryOptions({ input: { workerId: worker.id } }))
  useFocusBack()
  const [isPaying, setPaying] = useState(false)
  const [slipId, setSlipId] = useState<number | null>(null)
  const slips = query.data ?? []
  const waiting = slips.filter(({ net, paid }) => net > paid)
  return (
    <Drawer open size={760} title={worker.name} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={query.error} />
        <div className={styles.bar}>
          <Button type="primary" disabled={waiting.length === 0} onClick={() => setPaying(true)}>
            {t('pay.openHers')}
          </Button>
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={{ spinning: query.isPending, delay: 150 }}
          dataSource={slips}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            {
              title: t('period.title'),
              render: (_, row) => (
                <LinkButton onClick={() => setSlipId(row.id)}>
                  {t('span', { from: row.from, to: row.to })}
                </LinkButton>
              ),
            },
            { title: t('net'), align: 'right', render: (_, row) => <Money minor={row.net} /> },
            { title: t('paid'), align: 'right', render: (_, row) => <Fen minor={row.paid} /> },
            { title: t('owed'), align: 'right', render: (_, row) => <Fen minor={row.net - row.paid} /> },
            { title: t('state'), render: (_, row) => <PaidTag net={row.net} paid={row.paid} /> },
          ]}
        />
      </div>
      {isPaying && (
        <PayDialog
          owed={waiting.map(({ id, from, to, net, paid }) => ({
            payslipId: id,
            name: t('span', { from, to }),
            owed: net - paid,
          }))}
          onClose={() => setPaying(false)}
        />
      )}
      {slipId !== null && <ClosedSlipDrawer payslipId={slipId} onClose={() => setSlipId(null)} />}
    </Drawer>
  )
}
