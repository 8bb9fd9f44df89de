import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Worker, workerKinds } from '../../shared/workers/contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { usePrinting } from '../shipping/printing.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Form, useZodForm } from '../ui/form/form.tsx'
import { SelectField } from '../ui/form/select-field.tsx'
import { SwitchField } from '../ui/form/switch-field.tsx'
import { TextField } from '../ui/form/text-field.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Who works here, and their badges. */
export function WorkersScreen() {
  const { t } = useTranslation('production')
  const may = useMay()
  const printing = usePrinting()
  const query = useQuery(api.workers.list.queryOptions())
  const [editing, setEditing] = useState<Worker | 'new' | null>(null)
  const badges = (workers: readonly Worker[]) =>
    void printing.print(
      'skuLabel',
      workers.map(({ name, code }) => ({
        styleNo: name,
        colour: '',
        size: '',
        sellerCode: '',
        mark: t('worker.badge'),
        code,
      })),
    )
  const add = may('workers.save') && (
    <Button type="primary" onClick={() => setEditing('new')}>
      {t('worker.add')}
    </Button>
  )
  const here = (query.data ?? []).filter((worker) => !worker.archived)
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('worker.none.title')} text={t('worker.none.text')} action={add || undefined} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <Button disabled={here.length === 0} onClick={() => badges(here)}>
              {t('worker.printBadges', { count: here.length })}
            </Button>
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={query.data ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            columns={[
              { title: t('worker.name'), dataIndex: 'name' },
              { title: t('worker.kind'), render: (_, row) => t(`worker.kinds.${row.kind}`) },
              { title: t('note'), dataIndex: 'note' },
              {
                title: '',
                render: (_, row) => row.archived && <StatusTag tone="off">{t('worker.left')}</StatusTag>,
              },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <span className={styles.bar} style={{ justifyContent: 'flex-end' }}>
                    <Button size="small" onClick={() => badges([row])}>
                      {t('worker.badge')}
                    </Button>
                    {may('workers.save') && (
                      <Button size="small" onClick={() => setEditing(row)}>
                        {t('change')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
      <Modal
        open={editing !== null}
        title={t(editing === 'new' ? 'worker.add' : 'worker.change')}
        footer={null}
        destroyOnHidden
        onCancel={() => setEditing(null)}
      >
        {editing !== null && (
          <WorkerForm worker={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
        )}
      </Modal>
    </div>
  )
}

const schema = z.object({
  name: z.string().trim().min(1).max(40),
  kind: z.enum(workerKinds),
  note: z.string().trim().max(300),
  archived: z.boolean(),
})

function WorkerForm({ worker, onDone }: { readonly worker: Worker | null; readonly onDone: () => void }) {
  const { t } = useTranslation('production')
  const form = useZodForm(schema, {
    name: worker?.name ?? '',
    kind: worker?.kind ?? 'piece',
    note: worker?.note ?? '',
    archived: worker?.archived ?? false,
  })
  const save = useCommand(client.workers.save, { onSuccess: onDone })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={(values) => save.submit({ id: worker?.id ?? null, ...values })}
    >
      <TextField name="name" label={t('worker.name')} autoFocus />
      <SelectField
        name="kind"
        label={t('worker.kind')}
        options={workerKinds.map((kind) => ({ value: kind, label: t(`worker.kinds.${kind}`) }))}
      />
      <TextField name="note" label={t('note')} optional />
      {worker && <SwitchField name="archived" label={t('worker.left')} />}
    </Form>
  )
}
