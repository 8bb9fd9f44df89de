import { Button, Input, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { parseMoney } from '../../../shared/money.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import styles from '../inventory.module.css'
import { MaterialSelect } from '../parts/material-select.tsx'
import { amountText, emptyDraft, type PurchaseDraft } from './purchase-draft.ts'

/** Lines of a purchase or an order, as they are typed. */
export function PurchaseLines(props: {
  readonly lines: readonly PurchaseDraft[]
  readonly onChange: (lines: readonly PurchaseDraft[]) => void
  /** Dye lots are known once the cloth is there. */
  readonly withLots: boolean
}) {
  const { t } = useTranslation('materials')
  const { lines, onChange } = props
  const change = (key: number, patch: Partial<PurchaseDraft>) =>
    onChange(lines.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  return (
    <>
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        dataSource={[...lines]}
        columns={[
          {
            title: t('material'),
            render: (_, line) => (
              <MaterialSelect
                label={t('material')}
                value={line.material}
                onChange={(material) => change(line.key, { material })}
              />
            ),
          },
          {
            title: t('quantity'),
            render: (_, line) => (
              <AmountInput
                label={t('quantity')}
                value={line.quantity}
                unit={line.material ? t(`units.${line.material.unit}`) : undefined}
                onChange={(quantity) => change(line.key, { quantity })}
              />
            ),
          },
          {
            title: t('amount'),
            render: (_, line) => {
              const text = amountText(line)
              const isBad = text !== '' && (parseMoney(text) ?? -1) < 0
              return (
                <>
                  <Input
                    style={{ width: 110 }}
                    className="number"
                    inputMode="decimal"
                    aria-label={t('amount')}
                    aria-invalid={isBad}
                    status={isBad ? 'error' : ''}
                    value={text}
                    onChange={(event) => change(line.key, { amount: event.target.value })}
                  />
                  {isBad && <div className={styles.fieldError}>{t('badMoney')}</div>}
                </>
              )
            },
          },
          ...(props.withLots
            ? [
                {
                  title: t('dyeLot'),
                  render: (_: unknown, line: PurchaseDraft) => (
                    <Input
                      style={{ width: 90 }}
                      aria-label={t('dyeLot')}
                      maxLength={40}
                      value={line.dyeLot}
                      onChange={(event) => change(line.key, { dyeLot: event.target.value })}
                    />
                  ),
                },
              ]
            : []),
          {
            title: '',
            render: (_, line) => (
              <Button
                size="small"
                disabled={lines.length === 1}
                onClick={() => onChange(lines.filter(({ key }) => key !== line.key))}
              >
                {t('remove')}
              </Button>
            ),
          },
        ]}
      />
      <div>
        <Button
          onClick={() => onChange([...lines, emptyDraft(Math.max(...lines.map(({ key }) => key)) + 1)])}
        >
          {t('addLine')}
        </Button>
      </div>
    </>
  )
}
