import { useTranslation } from 'react-i18next'
import { type ColumnChange, columnChanges, isEmpty } from '../../../shared/settings/audit-columns.ts'
import type { AuditRow } from '../../../shared/settings/audit-contract.ts'
import { isNumberOnly, nameKey, referenceOf } from '../../../shared/settings/audit-references.ts'
import styles from './audit-change.module.css'
import { useAuditWords } from './audit-words.ts'

/** Columns a row says at most; the rest by its tooltip. */
const shownColumns = 6
const longest = 60

/** What became of each column: "before → after". */
export function AuditChange({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('care')
  const { column, text } = useAuditWords()
  if (!row.before && !row.after)
    return row.action === 'insert' ? t('audit.rows', { count: row.lastRowId - row.rowId + 1 }) : '—'
  const setting = row.table === 'setting' ? (row.names[nameKey('setting', row.rowId)] ?? '') : ''
  const called = (change: ColumnChange, value: unknown) => {
    const table = typeof value === 'number' ? referenceOf(change.column, row.after ?? row.before) : null
    return table ? row.names[nameKey(table, value as number)] : undefined
  }
  const said = (change: ColumnChange, value: unknown) =>
    called(change, value) ?? short(text(change, value, row.currency))
  const changes = columnChanges(row, setting).filter(
    (change) => !isNumberOnly(change.column) || called(change, change.after ?? change.before),
  )
  if (changes.length === 0) return '—'
  const all = changes.map(
    (change) => `${column(change.column)}: ${said(change, change.before)} → ${said(change, change.after)}`,
  )
  return (
    <ul className={styles.changes} title={row.action === 'update' ? all.join('\n') : undefined}>
      {changes.slice(0, shownColumns).map((change) => (
        <li key={change.column}>
          <span className={styles.name}>{column(change.column)}</span>
          {change.kind === 'technical' ? (
            <b>{t('audit.changed')}</b>
          ) : (
            <>
              {row.action !== 'insert' &&
                (isEmpty(change.before) ? '—' : <del>{said(change, change.before)}</del>)}
              {row.action === 'update' && ' → '}
              {row.action !== 'delete' && <b>{said(change, change.after)}</b>}
            </>
          )}
        </li>
      ))}
      {changes.length > shownColumns && <li>{t('audit.more', { count: changes.length - shownColumns })}</li>}
    </ul>
  )
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
