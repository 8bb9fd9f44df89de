import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shop } from '../../../shared/settings/contract.ts'
import { api, client } from '../../app/client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import { ShopForm } from './shop-form.tsx'

/** The seller accounts, and within how many hours each promises to ship. */
export function ShopsTab() {
  const { t } = useTranslation('settings')
  const { data: shops, error, isPending } = useQuery(api.settings.shops.list.queryOptions())
  const [edited, setEdited] = useState<Shop | 'new' | null>(null)
  const save = useCommand(client.settings.shops.save)
  const archive = ({ id, platform, name, promiseHours }: Shop, archived: boolean) =>
    save.run({ id, platform, name, promiseHours, archived })
  return (
    <SettingsSection title={t('tab.shops')} note={t('shop.note')} isWide>
      <div className={styles.head}>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
          {t('shop.add')}
        </Button>
        <ErrorNote error={error ?? save.error} />
      </div>
      <Table<Shop>
        size="small"
        rowKey="id"
        loading={{ spinning: isPending, delay: 150 }}
        dataSource={shops}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('shop.empty')} text={t('shop.emptyText')} /> }}
        columns={[
          {
            title: t('shop.name'),
            render: (_value, shop) => <LinkButton onClick={() => setEdited(shop)}>{shop.name}</LinkButton>,
          },
          { title: t('shop.platform'), render: (_value, shop) => t(`platform.${shop.platform}`) },
          {
            title: t('shop.promise'),
            render: (_value, shop) =>
              shop.promiseHours === null
                ? t('shop.noPromise')
                : t('shop.hours', { count: shop.promiseHours }),
          },
          {
            title: t('shop.orders'),
            align: 'right',
            render: (_value, shop) => <span className="number">{shop.orderCount.toLocaleString('en')}</span>,
          },
          { title: t('shop.newestFile'), render: (_value, shop) => <InstantText at={shop.newestExportAt} /> },
          {
            title: t('state'),
            render: (_value, shop) =>
              shop.archived ? (
                <StatusTag tone="off">{t('archived')}</StatusTag>
              ) : (
                <StatusTag tone="done">{t('inUse')}</StatusTag>
              ),
          },
          {
            title: '',
            render: (_value, shop) =>
              shop.archived ? (
                <Button size="small" onClick={() => void archive(shop, false)}>
                  {t('useAgain')}
                </Button>
              ) : (
                <ConfirmAction
                  size="small"
                  title={t('shop.archiveTitle', { name: shop.name })}
                  text={t('shop.archiveText')}
                  confirm={t('archive')}
                  onConfirm={() => archive(shop, true)}
                >
                  {t('archive')}
                </ConfirmAction>
              ),
          },
        ]}
      />
      <Drawer
        title={edited === 'new' ? t('shop.add') : t('shop.edit')}
        open={edited !== null}
        onClose={() => setEdited(null)}
        destroyOnHidden
        size={480}
      >
        {edited !== null && (
          <ShopForm
            shop={edited === 'new' ? null : edited}
            onDone={() => setEdited(null)}
            onCancel={() => setEdited(null)}
          />
        )}
      </Drawer>
    </SettingsSection>
  )
}
