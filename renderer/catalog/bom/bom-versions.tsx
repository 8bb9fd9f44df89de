import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api } from '../../app/client.ts'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { clausesText, inBrackets, listText } from '../../ui/list-text.ts'

/** What a style's BOM was before, who changed it, and which batches were begun by which version. */
export function BomVersions(props: {
  readonly styleId: number
  readonly onTake: (lines: readonly BomLineRow[]) => void
}) {
  const { t } = useTranslation('materials')
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({
    ...api.catalog.bom.versions.queryOptions({ input: { styleId: props.styleId } }),
    enabled: isOpen,
  })
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('bom.versions')}</Button>
      <Drawer
        open={isOpen}
        size="large"
        title={t('bom.versions')}
        destroyOnHidden
        onClose={() => setOpen(false)}
      >
        <p className={styles.muted}>{t('bom.versionsHelp')}</p>
        <ErrorNote error={query.error} />
        <Table
          size="small"
          rowKey="number"
          loading={query.isPending}
          dataSource={query.data ?? []}
          locale={{ emptyText: t('bom.none') }}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          expandable={{
            expandedRowRender: (version) => (
              <ul style={{ margin: 0 }}>
                {version.lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: never re-ordered
                  <li key={index}>
                    {[line.part, line.materialName, describe(line), listText(line.colours)]
                      .filter(Boolean)
                      .join(' · ')}{' '}
                    {line.typed === 'length' ? t('units.m') : t(`units.${line.unit}`)}
                  </li>
                ))}
              </ul>
            ),
          }}
          columns={[
            { title: t('bom.version'), render: (_, version) => <b>{version.number}</b> },
            { title: t('bom.changed'), render: (_, version) => <InstantText at={version.at} /> },
            { title: t('bom.who'), dataIndex: 'who' },
            { title: t('bom.lines'), align: 'right', render: (_, version) => version.lines.length },
            {
              title: t('bom.batches'),
              render: (_, version) => (version.batches.length === 0 ? '—' : listText(version.batches)),
            },
            {
              title: '',
              align: 'right',
              render: (_, version, index) =>
                index > 0 && (
                  <Button
                    size="small"
                    onClick={() => {
                      props.onTake(version.lines)
                      setOpen(false)
                    }}
                  >
                    {t('bom.take')}
                  </Button>
                ),
            },
          ]}
        />
      </Drawer>
    </>
  )
}

function describe({ usage, usages, wastage }: BomLineRow): string {
  const bySize = Object.entries(usages).map(([size, amount]) => `${size}: ${formatAmount(amount)}`)
  return `${formatAmount(usage)}${inBrackets(clausesText(bySize))}${wastage > 0 ? ` +${wastage / 10}%` : ''}`
}
