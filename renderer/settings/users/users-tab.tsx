import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Drawer, Space, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'
import type { Person } from './person.ts'
import { PersonForm } from './person-form.tsx'
import { PinForm } from './pin-form.tsx'

type Open =
  | { readonly kind: 'person'; readonly person: Person | null }
  | { readonly kind: 'pin'; readonly person: Person }

/** Who uses the program, as what, and with which PIN. */
export function UsersTab() {
  const { t } = useTranslation('settings')
  const may = useMay()
  const { pinsInUse } = useSession()
  const { data: people, error, isPending } = useQuery(api.settings.users.list.queryOptions())
  const [open, setOpen] = useState<Open | null>(null)
  const save = useCommand(client.settings.users.save)
  const setPin = useCommand(client.settings.users.setPin)
  const mayChange = may('settings.users.save')
  const close = () => setOpen(null)
  return (
    <SettingsSection title={t('tab.users')} note={t('users.note')} isWide>
      <div className={styles.head}>
        {!pinsInUse && <Alert type="warning" showIcon title={t('users.noPins')} />}
        {mayChange && (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => setOpen({ kind: 'person', person: null })}
          >
            {t('users.add')}
          </Button>
        )}
        <ErrorNote error={error ?? save.error ?? setPin.error} />
      </div>
      <Table<Person>
        size="small"
        rowKey="id"
        loading={{ spinning: isPending, delay: 150 }}
        dataSource={people}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          {
            title: t('users.name'),
            render: (_value, person) =>
              mayChange ? (
                <LinkButton onClick={() => setOpen({ kind: 'person', person })}>{person.name}</LinkButton>
              ) : (
                person.name
              ),
          },
          { title: t('users.role'), render: (_value, person) => t(`role.${person.role}`) },
          {
            title: t('users.pin'),
            render: (_value, person) =>
              person.hasPin ? (
                <StatusTag tone="done">{t('users.hasPin')}</StatusTag>
              ) : (
                <StatusTag tone="off">{t('users.hasNoPin')}</StatusTag>
              ),
          },
          {
            title: t('state'),
            render: (_value, person) =>
              person.archived ? (
                <StatusTag tone="off">{t('archived')}</StatusTag>
              ) : (
                <StatusTag tone="done">{t('inUse')}</StatusTag>
              ),
          },
          {
            title: '',
            render: (_value, person) =>
              mayChange && (
                <Space>
                  {!person.archived && (
                    <Button size="small" onClick={() => setOpen({ kind: 'pin', person })}>
                      {person.hasPin ? t('users.changePin') : t('users.setPin')}
                    </Button>
                  )}
                  {person.hasPin && (
                    <ConfirmAction
                      size="small"
                      title={t('users.removePinTitle', { name: person.name })}
                      text={t('users.removePinText')}
                      confirm={t('users.removePin')}
                      onConfirm={() => setPin.run({ userId: person.id, pin: null })}
                    >
                      {t('users.removePin')}
                    </ConfirmAction>
                  )}
                  {person.archived ? (
                    <Button
                      size="small"
                      onClick={() =>
                        void save.run({
                          id: person.id,
                          name: person.name,
                          role: person.role,
                          archived: false,
                        })
                      }
                    >
                      {t('useAgain')}
                    </Button>
                  ) : (
                    <ConfirmAction
                      size="small"
                      title={t('users.archiveTitle', { name: person.name })}
                      text={t('users.archiveText')}
                      confirm={t('archive')}
                      onConfirm={() =>
                        save.run({ id: person.id, name: person.name, role: person.role, archived: true })
                      }
                    >
                      {t('archive')}
                    </ConfirmAction>
                  )}
                </Space>
              ),
          },
        ]}
      />
      <Drawer
        title={
          open?.kind === 'pin'
            ? t('users.pinOf', { name: open.person.name })
            : open?.person
              ? t('users.edit')
              : t('users.add')
        }
        open={open !== null}
        onClose={close}
        destroyOnHidden
        size={420}
      >
        {open?.kind === 'person' && <PersonForm person={open.person} onDone={close} />}
        {open?.kind === 'pin' && <PinForm person={open.person} onDone={close} />}
      </Drawer>
    </SettingsSection>
  )
}
