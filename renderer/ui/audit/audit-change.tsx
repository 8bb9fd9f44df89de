import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { nameKey, referenceOf } from '../../../shared/settings/audit-references.ts'
import type { AuditRow } from '../../../shared/settings/backup-contract.ts'
import styles from './audit-change.module.css'
import { useAuditWords } from './audit-words.ts'

/** Columns a row says at most; the rest by its tooltip. */
const shownColumns = 6

/** What became of each column: "before → after". */
export function AuditChange({ row }: { readonly row: AuditRow }) {
  const { t } = useTranslation('care')
  const { column, value } = useAuditWords()
  const { before, after, names: called } = row
  const said = (of: unknown, name: string) => {
    const table = typeof of === 'number' ? referenceOf(name) : null
    return (table && called[nameKey(table, of as number)]) ?? value(shown(of, name))
  }
  if (!before && !after)
    return row.action === 'insert' ? t('audit.rows', { count: row.lastRowId - row.rowId + 1 }) : '—'
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter((name) =>
    // A new row's empty columns say nothing.
    before ? true : !isEmpty(after?.[name]),
  )
  const all = names.map(
    (name) => `${column(name)}: ${said(before?.[name], name)} → ${said(after?.[name], name)}`,
  )
  return (
    <ul className={styles.changes} title={all.join('\n')}>
      {names.slice(0, shownColumns).map((name) => (
        <li key={name}>
          <span className={styles.name}>{column(name)}</span>
          {row.action === 'update' && (
            <>
              <del>{said(before?.[name], name)}</del> →{' '}
            </>
          )}
          {row.action === 'delete' ? (
            <del>{said(before?.[name], name)}</del>
          ) : (
            <b>{said(after?.[name], name)}</b>
          )}
        </li>
      ))}
      {names.length > shownColumns && <li>{t('audit.more', { count: names.length - shownColumns })}</li>}
    </ul>
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

/** Columns that end so hold moments; a number as large as one is of no other kind. */
const moment = /_(?:at|by|until|of)$/

function shown(value: unknown, name: string): string {
  if (isEmpty(value)) return '—'
  if (typeof value === 'number' && moment.test(name) && value > 1e11) return formatInstant(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
