import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Table } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { SupplierEntry } from '../../../shared/inventory/purchases-contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { StatementButton } from '../../shipping/statement-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../inventory.module.css'
import { Fact, Fen } from './figures.tsx'
import { GiveBackForm } from './give-back-form.tsx'
import { GiveBackMaterials } from './give-back-materials.tsx'
import { Owed } from './owed.tsx'
import { PayForm } from './pay-form.tsx'

/** The window takes the keyboard when it opens; the scanner wants its field. */
function focusScan(isOpen: boolean): void {
  if (isOpen) document.querySelector<HTMLElement>('.ant-modal [data-scan-sku] input')?.focus()
}

/** What was bought from one supplier, given back, paid and is owed; and the ways to change that. */
export function SupplierAccount({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const ask = useConfirm()
  const query = useQuery(api.inventory.suppliers.account.queryOptions({ input: { id } }))
  const reverse = useCommand(client.inventory.suppliers.reversePayment)
  const unreturn = useCommand(client.inventory.suppliers.voidReturn)
  const [isGivingBack, setGivingBack] = useState(false)
  const [isGivingMaterials, setMaterials] = useState(false)
  const may = useMay()
  if (!query.data) return <ErrorNote error={query.error} />
  const { supplier, entries, prices } = query.data
  const takeBack = async (paymentId: number) => {
    const isSure = await ask({
      title: t('supplier.reverseTitle'),
      text: t('supplier.reverseText'),
      confirm: t('supplier.reverse'),
    })
    if (isSure) await reverse.run({ id: paymentId, businessDate: today(), note: '' })
  }
  const voidReturn = async (returnId: number) => {
    const isSure = await ask({
      title: t('giveBack.undoTitle'),
      text: t('giveBack.undoText'),
      confirm: t('supplier.reverse'),
    })
    if (isSure) await unreturn.run({ id: returnId, note: '' })
  }
  return (
    <div className={styles.page}>
      <h3 style={{ margin: 0 }}>{supplier.name}</h3>
      <div className={styles.facts}>
        <Fact name={t('supplier.bought')}>
          <Fen value={supplier.bought} />
        </Fact>
        {supplier.work !== 0 && (
          <Fact name={t('supplier.workFee')}>
            <Fen value={supplier.work} />
          </Fact>
        )}
        <Fact name={t('supplier.returned')}>
          <Fen value={supplier.returned} />
        </Fact>
        <Fact name={t('supplier.paid')}>
          <Fen value={supplier.paid} />
        </Fact>
        <Fact name={t(supplier.owed < 0 ? 'supplier.ahead' : 'supplier.owed')}>
          <Fen value={Math.abs(supplier.owed)} />
        </Fact>
      </div>
      <PayForm key={supplier.owed} supplierId={supplier.id} receiptId={null} owed={supplier.owed} />
      <div className={styles.bar}>
        <Button onClick={() => setGivingBack(true)}>{t('giveBack.open')}</Button>
        {may('inventory.materials.giveBack') && (
          <Button onClick={() => setMaterials(true)}>{t('giveBack.materials')}</Button>
        )}
        <StatementButton
          party={supplier.name}
          currency="CNY"
          load={async () =>
            (await client.inventory.suppliers.account({ id })).entries
              // What was taken back counts for nothing; of payments the reversal is a row of its own.
              .filter((entry) => entry.kind === 'payment' || !entry.undone)
              .map((entry) => ({
                ...entry,
                what: [whatOf(t, entry), entry.note].filter(Boolean).join(' · '),
              }))
          }
        />
      </div>
      <Modal
        open={isGivingBack}
        width={900}
        title={t('giveBack.title')}
        footer={null}
        destroyOnHidden
        afterOpenChange={focusScan}
        onCancel={() => setGivingBack(false)}
      >
        <GiveBackForm supplier={supplier} prices={prices} onDone={() => setGivingBack(false)} />
      </Modal>
      {isGivingMaterials && <GiveBackMaterials supplier={supplier} onDone={() => setMaterials(false)} />}
      <ErrorNote
        error={reverse.error ?? unreturn.error}
        onClose={() => {
          reverse.reset()
          unreturn.reset()
        }}
      />
      <Table
        size="small"
        rowKey={(entry) => `${entry.kind}${entry.id}`}
        dataSource={entries.toReversed()}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t('supplier.noEntries') }}
        columns={[
          { title: t('date'), dataIndex: 'businessDate' },
          {
            title: t('supplier.what'),
            render: (_, entry) => (
              <span style={entry.undone ? { textDecoration: 'line-through' } : undefined}>
                {entry.kind === 'receipt' ? (
                  <Link to={`/stock/receipts?id=${entry.id}`}>{whatOf(t, entry)}</Link>
                ) : (
                  whatOf(t, entry)
                )}
              </span>
            ),
          },
          { title: t('amount'), align: 'right', render: (_, entry) => <Fen value={entry.amount} /> },
          {
            title: t('supplier.balance'),
            align: 'right',
            render: (_, entry) => <Owed value={entry.balance} />,
          },
          { title: t('note'), dataIndex: 'note' },
          {
            title: '',
            render: (_, entry) =>
              entry.kind !== 'receipt' &&
              entry.kind !== 'work' &&
              !entry.undone && (
                <Button
                  size="small"
                  danger
                  onClick={() => void (entry.kind === 'return' ? voidReturn(entry.id) : takeBack(entry.id))}
                >
                  {t('supplier.reverse')}
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}

function whatOf(t: TFunction<'inventory'>, entry: SupplierEntry): string {
  const materials = entry.materials.map(
    ({ name, unit, quantity }) => `${name} ${formatAmount(quantity)} ${t(`materials:units.${unit}`)}`,
  )
  const list = listText([
    ...(entry.pieces > 0 || materials.length === 0 ? [t('supplier.pieces', { count: entry.pieces })] : []),
    ...materials,
  ])
  if (entry.kind === 'receipt') return t('supplier.receipt', { id: entry.id, list })
  if (entry.kind === 'work') return t('supplier.work', { count: entry.pieces })
  if (entry.kind === 'return') return t('supplier.return', { list })
  return t(entry.amount > 0 ? 'supplier.reversal' : 'supplier.payment')
}
