import { Alert, Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RecipeChange, RecipePreview } from '../../../shared/catalog/recipe-sheets/contract.ts'
import { clausesText, listText } from '../../ui/list-text.ts'
import styles from '../inventory.module.css'

const paged = { pageSize: 20, hideOnSinglePage: true, showSizeChanger: false } as const

/** What a sheet would change, style by style, and what is wrong with it, row by row. */
export function RecipePreviewView({
  preview,
  isWriting,
  onCommit,
  onCancel,
}: {
  readonly preview: RecipePreview
  readonly isWriting: boolean
  readonly onCommit: () => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation('materials')
  const { kind, rows, toWrite, same, left, changes, problems, problemCount } = preview
  return (
    <>
      <b>{t('sheet.found', { what: t(`sheet.kinds.${kind}`), rows, toWrite, same, left })}</b>
      {toWrite === 0 && left === 0 && <p>{t('sheet.nothing')}</p>}
      {kind !== 'materials' && changes.length > 0 && <p>{t('sheet.whole')}</p>}
      {preview.ignored.length > 0 && (
        <Alert type="warning" showIcon title={t('sheet.ignored', { columns: listText(preview.ignored) })} />
      )}
      {preview.otherSheets.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('sheet.otherSheets', { names: listText(preview.otherSheets) })}
        />
      )}
      {preview.newSuppliers.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={t('sheet.newSuppliers', { names: listText(preview.newSuppliers) })}
        />
      )}
      {problems.length > 0 && (
        <Table
          size="small"
          title={() => t('sheet.problems', { count: problemCount })}
          rowKey={(row) => `${row.row} ${row.problem} ${row.text}`}
          dataSource={problems}
          pagination={paged}
          {...(problemCount > problems.length && {
            footer: () => t('sheet.firstOnes', { n: problems.length }),
          })}
          columns={[
            { title: t('sheet.row'), dataIndex: 'row', width: 80 },
            { title: t('sheet.wrong'), render: (_, row) => t(`sheet.wrongs.${row.problem}`) },
            { title: t('sheet.text'), dataIndex: 'text' },
          ]}
        />
      )}
      {changes.length > 0 && (
        <Table
          size="small"
          title={() => t('sheet.changes')}
          rowKey={(change) => `${change.row} ${change.name}`}
          dataSource={changes}
          pagination={paged}
          {...(toWrite + left > changes.length && {
            footer: () => t('sheet.firstOnes', { n: changes.length }),
          })}
          columns={[
            { title: t('sheet.name'), dataIndex: 'name' },
            { title: t('sheet.from'), dataIndex: 'row', width: 90 },
            { title: t('sheet.what'), render: (_, change) => <ChangeText change={change} /> },
          ]}
        />
      )}
      <div className={styles.bar}>
        <Button type="primary" disabled={toWrite === 0} loading={isWriting} onClick={onCommit}>
          {t('sheet.commit', { count: toWrite })}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </>
  )
}

function ChangeText({ change }: { readonly change: RecipeChange }) {
  const { t } = useTranslation('materials')
  if (change.isLeftOut) return <>{t('sheet.change.leftOut')}</>
  const parts = (['fresh', 'changed', 'unchanged'] as const)
    .filter((what) => change[what] > 0)
    .map((what) => t(`sheet.change.${what}`, { n: change[what] }))
  if (change.isReordered) parts.push(t('sheet.change.reordered'))
  return (
    <>
      {clausesText(parts)}
      {change.removed.length > 0 && (
        <div>
          <b>{t('sheet.change.removed', { names: listText(change.removed) })}</b>
        </div>
      )}
    </>
  )
}
