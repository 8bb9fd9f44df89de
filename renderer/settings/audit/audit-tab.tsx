import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { type AuditRow, auditFilterSchema } from '../../../shared/settings/audit-contract.ts'
import { isNamed, nameKey } from '../../../shared/settings/audit-references.ts'
import { api } from '../../app/client.ts'
import { AuditChange } from '../../ui/audit/audit-change.tsx'
import { useAuditWords } from '../../ui/audit/audit-words.ts'
import { byInitials } from '../../ui/by-initials.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { DataTable } from '../../ui/table/data-table.tsx'
import { useListState } from '../../ui/table/use-list-state.ts'
import { useUrlFilter } from '../../ui/use-url-filter.ts'
import { SettingsSection } from '../settings-section.tsx'
import styles from './audit-tab.module.css'

/** Who changed what, when, from which station, and how it was before: newest first. */
export function AuditTab() {
  const { t } = useTranslation('care')
  const words = useAuditWords()
  const list = useListState(['id'], true)
  const { filter, setFilter, clear, isFiltered } = useUrlFilter(auditFilterSchema)
  const { offset, limit } = list.page
  const choices = useQuery(api.settings.audit.choices.queryOptions()).data
  /** That a device had kept it, and whose word it is that it is hers. */
  const keptWords = ({ at, unprovenBy, sentBy }: NonNullable<AuditRow['kept']>, station: string) =>
    t(unprovenBy ? 'audit.keptUnproven' : sentBy ? 'audit.keptSent' : 'audit.kept', {
      at: formatInstant(at),
      station,
      by: unprovenBy,
      sender: sentBy,
    })
  const byName = <T extends { readonly label: string }>(options: readonly T[]) =>
    [...options].sort((a, b) => a.label.localeCompare(b.label))
  return (
    <SettingsSection title={t('settings:tab.audit')} note={t('audit.note')} isWide>
      <DataTable<AuditRow, 'id'>
        name="audit"
        list={list}
        query={api.settings.audit.list.queryOptions({ input: { ...filter, offset, limit } })}
        isFiltered={isFiltered}
        onClearFilters={clear}
        empty={<EmptyState title={t('audit.emptyTitle')} text={t('audit.emptyText')} />}
        filters={
          <>
            <Select
              allowClear
              placeholder={t('audit.who')}
              aria-label={t('audit.who')}
              style={{ width: 130 }}
              value={filter.userId ?? null}
              onChange={(userId) => setFilter({ userId: userId ?? undefined })}
              options={[
                ...(choices?.users ?? []).map((user) => ({ value: user.id, label: user.name })),
                { value: 0, label: t('audit.program') },
              ]}
            />
            <Select
              allowClear
              showSearch={byInitials}
              placeholder={t('audit.what')}
              aria-label={t('audit.what')}
              style={{ width: 190 }}
              value={filter.command ?? null}
              onChange={(command) => setFilter({ command: command ?? undefined })}
              options={byName(
                (choices?.commands ?? []).map((value) => ({ value, label: words.command(value) })),
              )}
            />
            <Select
              allowClear
              showSearch={byInitials}
              placeholder={t('audit.table')}
              aria-label={t('audit.table')}
              style={{ width: 140 }}
              value={filter.table ?? null}
              onChange={(table) => setFilter({ table: table ?? undefined })}
              options={byName((choices?.tables ?? []).map((value) => ({ value, label: words.table(value) })))}
            />
            <DayInput label={t('audit.from')} value={filter.from} onChange={(from) => setFilter({ from })} />
            <DayInput label={t('audit.to')} value={filter.to} onChange={(to) => setFilter({ to })} />
            {isFiltered && (
              <Button type="link" onClick={clear}>
                {t('audit.clear')}
              </Button>
            )}
          </>
        }
        columns={[
          {
            name: 'at',
            title: t('audit.when'),
            width: 110,
            render: (row) => (
              <>
                <InstantText at={row.at} />
                <div className={styles.under}>{row.userName || t('audit.program')}</div>
              </>
            ),
          },
          {
            name: 'command',
            title: t('audit.what'),
            width: 190,
            render: (row) => (
              <div className={styles.said}>
                {words.command(row.command)}
                <div className={styles.under}>
                  {t(`audit.actions.${row.action}`)} · {words.table(row.table)}{' '}
                  <span>{rowName(row, words.setting)}</span>
                </div>
              </div>
            ),
          },
          {
            name: 'change',
            title: t('audit.change'),
            render: (row) => (
              <div className={styles.change}>
                <AuditChange row={row} />
                {row.kept && <div className={styles.under}>{keptWords(row.kept, row.station)}</div>}
              </div>
            ),
          },
          { name: 'station', title: t('audit.station'), hiddenAtFirst: true, render: (row) => row.station },
        ]}
      />
    </SettingsSection>
  )
}

/** What people call it; nothing where it has no name, or where many rows were changed at once. */
function rowName({ table, rowId, lastRowId, names }: AuditRow, setting: (key: string) => string): string {
  if (rowId !== lastRowId || !isNamed(table)) return ''
  const name = names[nameKey(table, rowId)] ?? ''
  return table === 'setting' ? setting(name) : name
}

/** A day, in the order in which the user's language writes one. */
function DayInput(props: {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (day: string | undefined) => void
}) {
  return (
    <DatePicker
      aria-label={props.label}
      placeholder={props.label}
      style={{ width: 140 }}
      value={props.value ? dayjs(props.value) : null}
      onChange={(day) => props.onChange(day?.format('YYYY-MM-DD'))}
    />
  )
}
