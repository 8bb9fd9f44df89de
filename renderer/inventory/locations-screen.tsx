import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { locationKinds, type StockLocation } from '../../shared/inventory/contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { SelectField } from '../ui/form/select-field.tsx'
import { SwitchField } from '../ui/form/switch-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { useShowLosses } from './parts/losses.tsx'

/** The places where stock lies, and what may be done with what lies there. */
export function LocationsScreen() {
  const { t } = useTranslation('inventory')
  const may = useMay()
  const query = useQuery(api.inventory.locations.list.queryOptions())
  const [editing, setEditing] = useState<StockLocation | 'new' | null>(null)
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <span className={styles.muted}>{t('location.text')}</span>
        <span className={styles.grow} />
        {may('inventory.locations.save') && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t('location.add')}
          </Button>
        )}
      </div>
      <ErrorNote error={query.error} />
      <Table
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data ?? []}
        pagination={false}
        columns={[
          { title: t('location.code'), dataIndex: 'code' },
          { title: t('location.name'), dataIndex: 'name' },
          {
            title: t('location.kind'),
            render: (_, row) => (
              <>
                {t(`kind.${row.kind}`)}{' '}
                <span className={styles.muted}>{t(`location.kindHelp.${row.kind}`)}</span>
              </>
            ),
          },
          {
            title: t('location.there'),
            align: 'right',
            render: (_, row) => (
              <>
                {(row.pieces !== 0 || row.materials === 0) && t('location.pieces', { count: row.pieces })}
                {row.materials > 0 && <div>{t('location.materials', { count: row.materials })}</div>}
              </>
            ),
          },
          { title: '', render: (_, row) => row.archived && t('location.archivedWord') },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              may('inventory.locations.save') && (
                <Button size="small" onClick={() => setEditing(row)}>
                  {t('change')}
                </Button>
              ),
          },
        ]}
      />
      <Modal
        open={editing !== null}
        title={editing === 'new' ? t('location.add') : t('location.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <LocationForm {...(editing !== 'new' && { location: editing })} onDone={() => setEditing(null)} />
        )}
      </Modal>
    </div>
  )
}

const schema = z.object({
  code: z.string().trim().min(1).max(20),
  name: z.string().trim().min(1).max(40),
  kind: z.enum(locationKinds),
  archived: z.boolean(),
})

function LocationForm({
  location,
  onDone,
}: {
  readonly location?: StockLocation
  readonly onDone: () => void
}) {
  const { t } = useTranslation('inventory')
  const showLosses = useShowLosses()
  const form = useZodForm(schema, {
    code: location?.code ?? '',
    name: location?.name ?? '',
    kind: location?.kind ?? 'sellable',
    archived: location?.archived ?? false,
  })
  const save = useCommand(client.inventory.locations.save, {
    onSuccess: ({ losses }) => {
      onDone()
      showLosses(losses)
    },
  })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={(values) => save.submit({ id: location?.id ?? null, ...values })}
    >
      <TextField name="code" label={t('location.code')} help={t('location.codeHelp')} autoFocus />
      <TextField name="name" label={t('location.name')} />
      <SelectField
        name="kind"
        label={t('location.kind')}
        options={locationKinds.map((kind) => ({
          value: kind,
          label: `${t(`kind.${kind}`)} — ${t(`location.kindHelp.${kind}`)}`,
        }))}
      />
      {location && (
        <SwitchField name="archived" label={t('location.archived')} help={t('location.archivedHelp')} />
      )}
    </Form>
  )
}
