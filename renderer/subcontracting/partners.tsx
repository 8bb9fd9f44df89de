import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRate } from '../../shared/production/piece-rates.ts'
import type { Subcontractor } from '../../shared/subcontracting/partners-contract.ts'
import { type PartnerPrice, pricesOn } from '../../shared/subcontracting/prices.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { Fen } from '../inventory/parts/figures.tsx'
import { SupplierAccount } from '../inventory/parts/supplier-account.tsx'
import styles from '../production/production.module.css'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { ExportRows } from '../ui/table/export-rows.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import { OwnFingerprint } from './own-fingerprint.tsx'
import { PartnerPrices, type PriceRow, pricesOf, typedPrices } from './partner-prices.tsx'

type Draft = Pick<
  Subcontractor,
  'name' | 'phone' | 'skills' | 'leadDays' | 'distance' | 'note' | 'signedBy'
> & {
  readonly id: number | null
  readonly rows: readonly PriceRow[]
}
const empty: Draft = {
  id: null,
  name: '',
  phone: '',
  skills: '',
  leadDays: 7,
  distance: null,
  note: '',
  signedBy: null,
  rows: [],
}

/** Who takes our work: what they can do, how long it takes, how it was, and what is owed. */
export function Partners() {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const query = useQuery(api.subcontracting.partners.list.queryOptions())
  const [draft, setDraft] = useState<Draft | null>(null)
  const [accountId, setAccountId] = useState<number | null>(null)
  const add = may('subcontracting.partners.save') && (
    <Button type="primary" onClick={() => setDraft(empty)}>
      {t('partner.add')}
    </Button>
  )
  const seesPrices = query.data?.some(({ prices }) => prices !== null) ?? false
  const pricesText = (prices: readonly PartnerPrice[] | null) =>
    listText(
      pricesOn(prices ?? [], today()).map(
        ({ step, rate }) => `${step || t('partner.garment')} ${formatRate(rate)}`,
      ),
    )
  return (
    <div className={styles.page}>
      <ErrorNote error={query.error} />
      {query.data?.length === 0 ? (
        <EmptyState title={t('partner.none')} text={t('partner.noneText')} action={add || undefined} />
      ) : (
        <>
          <div className={styles.bar}>
            {add}
            <ExportRows
              fileName={t('parts.partners')}
              rows={query.data ?? []}
              columns={[
                [t('partner.name'), (row) => row.name],
                [t('partner.phone'), (row) => row.phone],
                [t('partner.skills'), (row) => row.skills],
                [t('partner.leadDays'), (row) => row.leadDays],
                [t('partner.distance'), (row) => row.distance],
                ...(seesPrices
                  ? [[t('partner.prices'), (row: Subcontractor) => pricesText(row.prices)] as const]
                  : []),
                [t('out'), (row) => row.out],
                [t('good'), (row) => row.good],
                [t('bad'), (row) => row.bad],
                [t('partner.owed'), (row) => (row.owed === null ? null : row.owed / 100)],
              ]}
            />
          </div>
          <Table
            size="small"
            rowKey="id"
            loading={query.isPending}
            dataSource={query.data ?? []}
            scroll={{ x: true }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              {
                title: t('partner.name'),
                render: (_, row) => (
                  <>
                    <b>{row.name}</b>
                    <div className={styles.muted}>{row.phone}</div>
                  </>
                ),
              },
              { title: t('partner.skills'), dataIndex: 'skills' },
              ...(seesPrices
                ? [
                    {
                      title: t('partner.prices'),
                      // A step and its price stay on one line.
                      render: (_: unknown, row: Subcontractor) =>
                        pricesText(row.prices).replaceAll(' ', '\u00A0') || '—',
                    },
                  ]
                : []),
              { title: t('partner.leadDays'), align: 'right', dataIndex: 'leadDays' },
              { title: t('partner.distance'), align: 'right', render: (_, row) => row.distance ?? '—' },
              {
                title: t('out'),
                align: 'right',
                render: (_, row) => (
                  <>
                    {row.out}{' '}
                    {row.lateOrders > 0 && (
                      <StatusTag tone="act">{t('partner.late', { count: row.lateOrders })}</StatusTag>
                    )}
                  </>
                ),
              },
              {
                title: t('partner.quality'),
                render: (_, row) =>
                  row.good + row.bad === 0
                    ? '—'
                    : t('partner.record', {
                        good: row.good,
                        bad: row.bad,
                        rework: row.rework,
                        share: ((row.good / (row.good + row.bad)) * 100).toFixed(1),
                      }),
              },
              { title: t('partner.owed'), align: 'right', render: (_, row) => <Fen value={row.owed} /> },
              {
                title: '',
                align: 'right',
                render: (_, row) => (
                  <span className={styles.bar} style={{ justifyContent: 'flex-end', flexWrap: 'nowrap' }}>
                    {may('inventory.suppliers.account') && (
                      <Button size="small" onClick={() => setAccountId(row.supplierId)}>
                        {t('partner.account')}
                      </Button>
                    )}
                    {may('subcontracting.partners.save') && (
                      <Button
                        size="small"
                        onClick={() => setDraft({ ...row, rows: typedPrices(row.prices ?? []) })}
                      >
                        {t('edit')}
                      </Button>
                    )}
                  </span>
                ),
              },
            ]}
          />
        </>
      )}
      <OwnFingerprint />
      <Drawer
        open={accountId !== null}
        size={760}
        title={t('inventory:supplier.account')}
        onClose={() => setAccountId(null)}
      >
        {accountId !== null && <SupplierAccount id={accountId} />}
      </Drawer>
      {draft && <PartnerForm draft={draft} onChange={setDraft} onDone={() => setDraft(null)} />}
    </div>
  )
}

function PartnerForm(props: {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation('subcontracting')
  const { message } = App.useApp()
  const { draft } = props
  const save = useCommand(client.subcontracting.partners.save, {
    onSuccess: () => {
      void message.success(t('saved'))
      props.onDone()
    },
  })
  const forget = useCommand(client.subcontracting.partners.forgetKey, {
    onSuccess: () => change({ signedBy: null }),
  })
  const may = useMay()
  const prices = pricesOf(draft.rows)
  const change = (patch: Partial<Draft>) => props.onChange({ ...draft, ...patch })
  const text = (name: 'name' | 'phone' | 'skills' | 'note', maxLength: number) => (
    <div className={styles.bar}>
      <span style={{ width: 120 }}>{t(`partner.${name}`)}</span>
      <Input
        style={{ flex: 1 }}
        maxLength={maxLength}
        aria-label={t(`partner.${name}`)}
        autoFocus={name === 'name'}
        value={draft[name]}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </div>
  )
  return (
    <Modal
      open
      title={t(draft.id === null ? 'partner.add' : 'partner.change')}
      okText={t('save')}
      width={680}
      okButtonProps={{ disabled: draft.name.trim() === '' || prices === null, loading: save.isPending }}
      onOk={() => {
        const { id, name, phone, skills, leadDays, distance, note } = draft
        if (prices) void save.run({ id, name, phone, skills, leadDays, distance, note, prices })
      }}
      onCancel={props.onDone}
    >
      <div className={styles.page}>
        <ErrorNote error={save.error ?? forget.error} />
        {text('name', 60)}
        {text('phone', 40)}
        {text('skills', 200)}
        <div className={styles.bar}>
          <span style={{ width: 120 }}>{t('partner.leadDays')}</span>
          <InputNumber
            min={0}
            max={365}
            precision={0}
            aria-label={t('partner.leadDays')}
            value={draft.leadDays}
            onChange={(value) => change({ leadDays: value ?? 0 })}
          />
        </div>
        <div className={styles.bar}>
          <span style={{ width: 120 }}>{t('partner.distance')}</span>
          <InputNumber
            min={0}
            max={10_000}
            precision={0}
            aria-label={t('partner.distance')}
            value={draft.distance}
            onChange={(value) => change({ distance: value })}
          />
        </div>
        {text('note', 300)}
        {draft.id !== null && draft.signedBy !== null && (
          <div className={styles.bar}>
            <span style={{ width: 120 }}>{t('partner.signedBy')}</span>
            <b>{draft.signedBy}</b>
            {may('subcontracting.partners.forgetKey') && (
              <ConfirmAction
                size="small"
                title={t('partner.forgetTitle', { name: draft.name })}
                text={t('partner.forgetText')}
                confirm={t('partner.forget')}
                onConfirm={() => forget.run({ id: draft.id! })}
              >
                {t('partner.forget')}
              </ConfirmAction>
            )}
          </div>
        )}
        <PartnerPrices rows={draft.rows} onChange={(rows) => change({ rows })} />
      </div>
    </Modal>
  )
}
