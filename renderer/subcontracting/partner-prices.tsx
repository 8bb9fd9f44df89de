import { Button, Input, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatRate, parseRate } from '../../shared/production/piece-rates.ts'
import type { PartnerPrice } from '../../shared/subcontracting/prices.ts'
import styles from '../production/production.module.css'
import { today } from '../ui/today.ts'

/** A row of a price list as it is typed. */
export interface PriceRow {
  readonly key: number
  readonly step: string
  readonly validFrom: string
  readonly text: string
}

export function typedPrices(prices: readonly PartnerPrice[]): PriceRow[] {
  return prices.map(({ step, validFrom, rate }, key) => ({ key, step, validFrom, text: formatRate(rate) }))
}

/** What was typed as prices; null where a row has none, no day, or names a step twice on one day. */
export function pricesOf(rows: readonly PriceRow[]): PartnerPrice[] | null {
  const prices: PartnerPrice[] = []
  const seen = new Set<string>()
  for (const { step, validFrom, text } of rows) {
    const rate = parseRate(text)
    const key = `${validFrom} ${step.trim()}`
    if (rate === null || validFrom === '' || seen.has(key)) return null
    seen.add(key)
    prices.push({ step: step.trim(), validFrom, rate })
  }
  return prices
}

/** What a partner asks for, step by step and for a whole garment; a new price is a new row with its day. */
export function PartnerPrices(props: {
  readonly rows: readonly PriceRow[]
  readonly onChange: (rows: readonly PriceRow[]) => void
}) {
  const { t } = useTranslation('subcontracting')
  const { rows, onChange } = props
  const change = (key: number, patch: Partial<PriceRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)))
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <b>{t('partner.prices')}</b>
        <Button
          size="small"
          onClick={() =>
            onChange([
              ...rows,
              {
                key: Math.max(-1, ...rows.map(({ key }) => key)) + 1,
                step: '',
                validFrom: today(),
                text: '',
              },
            ])
          }
        >
          {t('partner.addPrice')}
        </Button>
        <span className={styles.muted}>{t('partner.pricesHelp')}</span>
      </div>
      {rows.length > 0 && (
        <Table
          size="small"
          rowKey="key"
          dataSource={[...rows]}
          pagination={false}
          scroll={{ y: 220 }}
          columns={[
            {
              title: t('sheet.step'),
              render: (_, row) => (
                <Input
                  maxLength={60}
                  aria-label={`${t('sheet.step')} ${row.key + 1}`}
                  placeholder={t('partner.garment')}
                  value={row.step}
                  onChange={(event) => change(row.key, { step: event.target.value })}
                />
              ),
            },
            {
              title: t('price'),
              width: 140,
              render: (_, row) => (
                <Input
                  className="number"
                  inputMode="decimal"
                  aria-label={`${t('price')} ${row.key + 1}`}
                  status={row.text !== '' && parseRate(row.text) === null ? 'error' : ''}
                  value={row.text}
                  onChange={(event) => change(row.key, { text: event.target.value })}
                />
              ),
            },
            {
              title: t('partner.validFrom'),
              width: 160,
              render: (_, row) => (
                <Input
                  type="date"
                  aria-label={`${t('partner.validFrom')} ${row.key + 1}`}
                  value={row.validFrom}
                  onChange={(event) => change(row.key, { validFrom: event.target.value })}
                />
              ),
            },
            {
              title: '',
              width: 80,
              align: 'right',
              render: (_, row) => (
                <Button size="small" onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}>
                  {t('partner.dropPrice')}
                </Button>
              ),
            },
          ]}
        />
      )}
    </div>
  )
}
