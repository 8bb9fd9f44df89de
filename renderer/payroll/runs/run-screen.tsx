import { useQuery } from '@tanstack/react-query'
import { Button, Grid, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { payMethods } from '../../../shared/payroll/payslip-contract.ts'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { LinkButton } from '../../ui/link-button.tsx'
import { Money } from '../../ui/money.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { Fact, Fen } from '../parts/figures.tsx'
import { KeyTable } from '../parts/key-table.tsx'
import { PaidTag } from '../parts/paid-tag.tsx'
import { WarningTags } from '../parts/warnings.tsx'
import styles from '../payroll.module.css'
import { PrintPayslips } from '../slip/print-payslips.tsx'
import { ClosedSlipDrawer } from '../slip/slip-drawer.tsx'
import { BankFileDialog } from './bank-file-dialog.tsx'
import { CashListDialog } from './cash-list-dialog.tsx'
import { PayDialog } from './pay-dialog.tsx'

/** A closed run: its payslips, what was handed over of each, and handing it over. */
export function RunScreen() {
  const { t } = useTranslation('payroll')
  const { language } = useSession()
  const { xl: isWide } = Grid.useBreakpoint()
  const id = Number(useParams().id) || 0
  const query = useQuery(api.payroll.runs.get.queryOptions({ input: { id } }))
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [word, setWord] = useState('')
  const [open, setOpen] = useState<'pay' | 'cash' | 'bank' | null>(null)
  const [slipId, setSlipId] = useState<number | null>(null)
  if (!query.data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  const { run, payslips } = query.data
  const waiting = payslips.filter(({ net, paid }) => net > paid)
  // Nobody ticked: everybody who is owed something.
  const ticked = waiting.filter((row) => chosen.has(row.id))
  const meant = ticked.length > 0 ? ticked : waiting
  const owed = meant.map(({ id: payslipId, name, net, paid, payMethod, wechatName, phone }) => ({
    payslipId,
    name,
    owed: net - paid,
    payMethod,
    wechatName,
    phone,
  }))
  const methods = payMethods.filter((method) => waiting.some(({ payMethod }) => payMethod === method))
  const close = () => setOpen(null)
  return (
    <div className={styles.page}>
      <PageHeader
        back={paths.wageRuns}
        title={t('span', { from: run.from, to: run.to })}
        note={run.note}
        actions={<ExportButton onExport={() => client.payroll.runs.export({ id, headers: language })} />}
      />
      <ErrorNote error={query.error} />
      <div className={styles.facts}>
        <Fact name={t('runs.people')}>{run.payslips}</Fact>
        <Fact name={t('gross')}>
          <Money minor={run.gross} />
        </Fact>
        <Fact name={t('net')}>
          <Money minor={run.net} />
        </Fact>
        <Fact name={t('paid')}>
          <Money minor={run.paid} />
        </Fact>
        <Fact name={t('owed')}>
          <Money minor={run.net - run.paid} />
        </Fact>
        <PaidTag net={run.net} paid={run.paid} />
      </div>
      <div className={styles.bar}>
        <Button type="primary" disabled={meant.length === 0} onClick={() => setOpen('pay')}>
          {t('pay.open', { count: meant.length })}
        </Button>
        <Button disabled={meant.length === 0} onClick={() => setOpen('cash')}>
          {t('cash.open')}
        </Button>
        <Button disabled={meant.length === 0} onClick={() => setOpen('bank')}>
          {t('bank.open')}
        </Button>
        <PrintPayslips runId={id} only={chosen} />
        <SearchField width={200} value={word} placeholder={t('search')} onSearch={setWord} />
        <span className={styles.muted}>
          {waiting.length === 0
            ? t('pay.allDone')
            : ticked.length > 0
              ? t('pay.ticked', { count: ticked.length })
              : t('pay.everybody')}
        </span>
      </div>
      {methods.length > 1 && (
        <div className={styles.bar}>
          <span className={styles.muted}>{t('pay.tickBy')}</span>
          {methods.map((method) => {
            const hers = waiting.filter(({ payMethod }) => payMethod === method)
            return (
              <Button key={method} size="small" onClick={() => setChosen(new Set(hers.map((row) => row.id)))}>
                {t('pay.byMethod', { method: t(`pay.methods.${method}`), count: hers.length })}
              </Button>
            )
          })}
        </div>
      )}
      <KeyTable
        rows={payslips.filter(({ name }) => isFound(word, [name]))}
        nothing={t('nothing')}
        selected={chosen}
        isLocked={({ net, paid }) => net <= paid}
        onToggle={(ids, isOn) => {
          const after = new Set(chosen)
          for (const one of ids)
            if (isOn) after.add(one)
            else after.delete(one)
          setChosen(after)
        }}
        onOpen={(row) => setSlipId(row.id)}
        columns={[
          {
            title: t('worker'),
            sorter: (a, b) => a.name.localeCompare(b.name, 'zh'),
            render: (_, row) => <LinkButton onClick={() => setSlipId(row.id)}>{row.name}</LinkButton>,
          },
          { title: t('gross'), align: 'right', render: (_, row) => <Fen minor={row.gross} /> },
          { title: t('taken'), align: 'right', render: (_, row) => <Fen minor={row.net - row.gross} /> },
          {
            title: t('net'),
            align: 'right',
            sorter: (a, b) => a.net - b.net,
            render: (_, row) => <Money minor={row.net} />,
          },
          { title: t('paid'), align: 'right', render: (_, row) => <Fen minor={row.paid} /> },
          {
            title: t('owed'),
            align: 'right',
            sorter: (a, b) => a.net - a.paid - (b.net - b.paid),
            render: (_, row) => (
              <b>
                <Fen minor={row.net - row.paid} />
              </b>
            ),
          },
          { title: t('pay.method'), render: (_, row) => t(`pay.methods.${row.payMethod}`) },
          { title: t('state'), render: (_, row) => <PaidTag net={row.net} paid={row.paid} /> },
          {
            title: t('warning.title'),
            width: isWide ? 300 : 180,
            render: (_, row) => <WarningTags warnings={row.warnings} />,
          },
        ]}
      />
      {open === 'pay' && <PayDialog owed={owed} onClose={close} />}
      {open === 'cash' && <CashListDialog run={run} owed={owed} onClose={close} />}
      {open === 'bank' && <BankFileDialog runId={id} owed={owed} onClose={close} />}
      {slipId !== null && <ClosedSlipDrawer payslipId={slipId} onClose={() => setSlipId(null)} />}
    </div>
  )
}
