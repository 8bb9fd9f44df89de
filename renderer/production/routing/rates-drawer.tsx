import { App, Button, Drawer, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatRate, parseRate } from '../../../shared/production/piece-rates.ts'
import type { Operation } from '../../../shared/production/routing-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../production.module.css'
import { useReprice } from './use-reprice.ts'

/** All price lists of an operation, and a new one: a general rate, and rates of sizes that are paid otherwise. */
export function RatesDrawer({
  operation,
  sizes,
  onClose,
  onSaved,
}: {
  readonly operation: Operation
  readonly sizes: readonly string[]
  readonly onClose: () => void
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const ask = useConfirm()
  const reprice = useReprice()
  const lists = [...Map.groupBy(operation.rates, ({ validFrom }) => validFrom)]
  const [validFrom, setValidFrom] = useState(today())
  // The list that holds now is where the next one begins.
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      (lists.find(([from]) => from <= today())?.[1] ?? []).map(({ size, rate }) => [size, formatRate(rate)]),
    ),
  )
  const set = useCommand(client.production.routing.setRates)
  const all = [...new Set([...sizes, ...operation.rates.map(({ size }) => size)])].filter(Boolean)
  const rows = ['', ...all].flatMap((size) => {
    const text = (typed[size] ?? '').trim()
    return text === '' ? [] : [{ size, rate: parseRate(text) }]
  })
  const rates = rows.flatMap(({ size, rate }) => (rate === null ? [] : [{ size, rate }]))
  const save = async (from: string, list: typeof rates) => {
    const saved = await set.submit({ operationId: operation.id, validFrom: from, rates: list }).then(
      () => true,
      () => false,
    )
    if (!saved) return
    await reprice.askToReprice(operation.id, operation.name, from)
    void message.success(t('rates.saved'))
    onSaved()
  }
  const remove = async (from: string) => {
    const text = t('rates.removeText', { date: from, name: operation.name })
    if (await ask({ title: t('rates.removeTitle'), text, confirm: t('rates.remove') })) await save(from, [])
  }
  return (
    <Drawer open size={560} title={t('rates.title', { name: operation.name })} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={set.error ?? reprice.error} />
        <p className={styles.muted}>{t('rates.help')}</p>
        <div className={styles.bar}>
          <span>{t('rates.from')}</span>
          <Input
            type="date"
            style={{ width: 150 }}
            value={validFrom}
            aria-label={t('rates.from')}
            onChange={(event) => setValidFrom(event.target.value || today())}
          />
        </div>
        <div className={styles.rates}>
          {['', ...all].map((size) => (
            <label key={size}>
              <span>{size === '' ? t('rates.general') : size}</span>
              <Input
                value={typed[size] ?? ''}
                inputMode="decimal"
                placeholder={size === '' ? '' : typed[''] || t('rates.none')}
                aria-label={size === '' ? t('rates.general') : size}
                status={(typed[size] ?? '').trim() !== '' && parseRate(typed[size]!) === null ? 'error' : ''}
                onChange={(event) => setTyped({ ...typed, [size]: event.target.value })}
              />
            </label>
          ))}
        </div>
        <div className={styles.bar}>
          <Button
            type="primary"
            disabled={rates.length === 0 || rates.length < rows.length}
            loading={set.isPending}
            onClick={() => void save(validFrom, rates)}
          >
            {t('rates.save')}
          </Button>
        </div>
        <Table
          size="small"
          rowKey={([from]) => from}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          dataSource={lists}
          title={() => <b>{t('rates.lists')}</b>}
          locale={{ emptyText: t('rates.noLists') }}
          columns={[
            {
              title: t('rates.from'),
              width: 130,
              render: (_, [from], index) => (
                <>
                  {from}
                  {from > today() && <StatusTag tone="go">{t('rates.later')}</StatusTag>}
                  {from <= today() && !lists.slice(0, index).some(([other]) => other <= today()) && (
                    <StatusTag tone="done">{t('rates.now')}</StatusTag>
                  )}
                </>
              ),
            },
            {
              title: t('routing.rate'),
              render: (_, [, list]) =>
                list
                  .map(({ size, rate }) => `${size === '' ? t('rates.general') : size} ${formatRate(rate)}`)
                  .join('　'),
            },
            {
              title: '',
              width: 80,
              render: (_, [from]) => (
                <Button size="small" onClick={() => void remove(from)}>
                  {t('remove')}
                </Button>
              ),
            },
          ]}
        />
      </div>
    </Drawer>
  )
}
