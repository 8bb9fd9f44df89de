import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { App, Button, Input, Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { api, client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay, useSession } from '../../app/session.tsx'
import floor from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { isFound } from '../../ui/is-found.ts'
import { ExportButton } from '../../ui/table/export-button.tsx'
import { SearchField } from '../../ui/table/search-field.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import { MonthTable } from './month-table.tsx'
import { NobodyYet } from './nobody-yet.tsx'
import { usePrintMonth } from './use-print-month.ts'

/** A month of everybody: hours by day, overtime by kind, why there are none; exported, and printed to be signed. */
export function MonthScreen() {
  const { t } = useTranslation('time')
  const may = useMay()
  const navigate = useNavigate()
  const { language } = useSession()
  const { message } = App.useApp()
  const confirm = useConfirm()
  const [params, setParams] = useSearchParams()
  const month = params.get('month') ?? today().slice(0, 7)
  const [word, setWord] = useState('')
  const query = useQuery({
    ...api.payroll.time.month.queryOptions({ input: { month } }),
    placeholderData: keepPreviousData,
  })
  const remake = useCommand(client.payroll.time.remake, {
    onSuccess: ({ days }) => void message.success(t('month.remade', { count: days })),
  })
  const print = usePrintMonth()
  const { data } = query
  const rows = (data?.rows ?? []).filter(({ name }) => isFound(word, [name]))
  return (
    <div className={floor.page}>
      <div className={floor.bar}>
        <Button onClick={() => void navigate(paths.attendance)}>{t('month.back')}</Button>
        <Input
          type="month"
          style={{ width: 150 }}
          aria-label={t('month.month')}
          max={today().slice(0, 7)}
          value={month}
          onChange={(event) =>
            event.target.value !== '' && setParams({ month: event.target.value }, { replace: true })
          }
        />
        <SearchField width={150} value={word} placeholder={t('day.search')} onSearch={setWord} />
        <span style={{ flex: 1 }} />
        {may('payroll.time.export') && (
          <ExportButton onExport={() => client.payroll.time.export({ month, headers: language })} />
        )}
        <Button disabled={!data || rows.length === 0} onClick={() => data && void print({ ...data, rows })}>
          {t('month.print', { count: rows.length })}
        </Button>
        {may('payroll.time.remake') && (
          <Button
            loading={remake.isPending}
            onClick={async () => {
              const question = {
                title: t('month.remakeTitle', { month }),
                text: t('month.remakeText'),
                confirm: t('month.remake'),
              }
              if (await confirm(question)) await remake.run({ month })
            }}
          >
            {t('month.remake')}
          </Button>
        )}
      </div>
      <ErrorNote error={query.error ?? remake.error} />
      {!data ? (
        <Spin delay={150} />
      ) : data.rows.length === 0 ? (
        <NobodyYet />
      ) : (
        <>
          <MonthTable key={data.month} sheet={data} rows={rows} />
          <span className={floor.muted}>{t('month.legend')}</span>
        </>
      )}
    </div>
  )
}
