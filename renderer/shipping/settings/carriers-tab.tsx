import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { CarrierRow } from '../../../shared/shipping/contract.ts'
import { api, client } from '../../app/client.ts'
import { SettingsSection } from '../../settings/settings-section.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'

/** The couriers this workshop hands parcels to. */
export function CarriersTab() {
  const { t } = useTranslation('shipping')
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  const [editing, setEditing] = useState<CarrierRow | 'new' | null>(null)
  return (
    <SettingsSection title={t('carriers.title')} note={t('carriers.text')} isWide>
      <ErrorNote error={carriers.error} />
      <Table
        size="small"
        rowKey="id"
        loading={carriers.isPending}
        dataSource={carriers.data ?? []}
        pagination={false}
        columns={[
          { title: t('carriers.code'), dataIndex: 'code', width: 120 },
          { title: t('carriers.name'), dataIndex: 'name' },
          {
            title: '',
            render: (_, row) =>
              row.archived && <StatusTag tone="off">{t('carriers.archivedWord')}</StatusTag>,
          },
          {
            title: '',
            align: 'right',
            render: (_, row) => (
              <Button size="small" onClick={() => setEditing(row)}>
                {t('change')}
              </Button>
            ),
          },
        ]}
      />
      <p>
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('carriers.add')}
        </Button>
      </p>
      <Modal
        open={editing !== null}
        title={t(editing === 'new' ? 'carriers.add' : 'carriers.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <CarrierForm {...(editing !== 'new' && { carrier: editing })} onDone={() => setEditing(null)} />
        )}
      </Modal>
    </SettingsSection>
  )
}

const schema = z.object({
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(40),
  archived: z.boolean(),
})

function CarrierForm({ carrier, onDone }: { readonly carrier?: CarrierRow; readonly onDone: () => void }) {
  const { t } = useTranslation('shipping')
  const save = useCommand(client.shipping.carriers.save, { onSuccess: onDone })
  const form = useZodForm(schema, {
    code: carrier?.code ?? '',
    name: carrier?.name ?? '',
    archived: carrier?.archived ?? false,
  })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={(values) => save.submit({ id: carrier?.id ?? null, ...values })}
    >
      <TextField name="name" label={t('carriers.name')} autoFocus />
      <TextField name="code" label={t('carriers.code')} help={t('carriers.codeHelp')} />
      {carrier && (
        <SwitchField name="archived" label={t('carriers.archived')} help={t('carriers.archivedHelp')} />
      )}
    </Form>
  )
}
