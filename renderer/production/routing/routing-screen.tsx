import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, InputNumber, Select, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { toDecimal } from '../../../shared/money.ts'
import type { Operation } from '../../../shared/production/contract.ts'
import { formatRate, parseRate } from '../../../shared/production/piece-rates.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { StylePick } from '../../catalog/style-pick.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../production.module.css'

/** A style's operations in their order. */
export function RoutingScreen() {
  const { t } = useTranslation('production')
  const styleId = Number(useParams().styleId)
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: styleId } }))
  // What is typed stays, whatever is read again behind it: only a save begins anew.
  const [round, setRound] = useState(0)
  const options = api.production.routing.get.queryOptions({ input: { styleId } })
  const routing = useQuery({ ...options, queryKey: [...options.queryKey, round] as const, gcTime: 0 })
  if (!routing.data) return routing.error ? <ErrorNote error={routing.error} /> : <Spin delay={150} />
  return (
    <>
      <PageHeader
        back={`/catalog/styles/${styleId}`}
        title={t('routing.title', {
          style: style.data ? `${style.data.styleNumber} ${style.data.name}` : '',
        })}
      />
      <Editor
        key={`${styleId} ${round}`}
        styleId={styleId}
        operations={routing.data}
        onSaved={() => setRound(round + 1)}
      />
    </>
  )
}

interface Draft {
  readonly key: number
  readonly id: number | null
  readonly name: string
  readonly standardSeconds: number | null
  readonly recorded: boolean
  /** Keys of the operations right before it. */
  readonly predecessors: readonly number[]
  /** In yuan as typed; what holds today. Rates by size are kept as they are. */
  readonly rate: string
}

function draftsOf(operations: readonly Operation[]): Draft[] {
  const key = (id: number) => operations.findIndex((operation) => operation.id === id)
  return operations.map((operation, index) => ({
    key: index,
    id: operation.id,
    name: operation.name,
    standardSeconds: operation.standardSeconds,
    recorded: operation.recorded,
    predecessors: operation.predecessors.map(key),
    rate: rateNow(operation),
  }))
}

/** The general rate of the newest price list that holds today; '' where there is none. */
function rateNow(operation: Operation | undefined): string {
  const row = operation?.rates.find((rate) => rate.validFrom <= today() && rate.size === '')
  return row ? formatRate(row.rate) : ''
}

function Editor({
  styleId,
  operations,
  onSaved,
}: {
  readonly styleId: number
  readonly operations: readonly Operation[]
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('production')
  const may = useMay()
  const { message } = App.useApp()
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => draftsOf(operations))
  const [validFrom, setValidFrom] = useState(today())
  const save = useCommand(client.production.routing.save)
  const setRates = useCommand(client.production.routing.setRates)
  const canRate = may('production.routing.setRates')
  const change = (key: number, patch: Partial<Draft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...patch } : draft)))
  const add = () => {
    const key = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
    const last = drafts.at(-1)
    setDrafts([
      ...drafts,
      {
        key,
        id: null,
        name: '',
        standardSeconds: null,
        recorded: true,
        predecessors: last ? [last.key] : [],
        rate: '',
      },
    ])
  }
  const copy = async (from: number) => {
    const found = await client.production.routing.get({ styleId: from }).catch(() => [])
    const first = Math.max(-1, ...drafts.map((draft) => draft.key)) + 1
    const names = new Set(drafts.map(({ name }) => name.trim()))
    const fresh = found.filter(({ name }) => !names.has(name))
    const keyOf = new Map(fresh.map(({ id }, index) => [id, first + index]))
    setDrafts([
      ...drafts,
      ...fresh.map((operation) => ({
        key: keyOf.get(operation.id)!,
        id: null,
        name: operation.name,
        standardSeconds: operation.standardSeconds,
        recorded: operation.recorded,
        predecessors: operation.predecessors.flatMap((id) => keyOf.get(id) ?? []),
        rate: canRate ? rateNow(operation) : '',
      })),
    ])
    void message.info(t('routing.copied', { count: fresh.length }))
  }
  const ask = useConfirm()
  const applyRates = useCommand(client.production.rates.apply, {
    onSuccess: ({ entries }) => void message.success(t('routing.repriced', { count: entries })),
  })
  const askToReprice = async (operationId: number, name: string) => {
    const found = await client.production.rates.preview({ operationId, from: validFrom })
    if (found.entries === 0) return
    const [before, after] = [found.before, found.after].map((micro) => toDecimal(Math.round(micro / 10_000)))
    const text = t('routing.repriceText', { ...found, name, from: validFrom, before, after })
    if (await ask({ title: t('routing.repriceTitle'), text, confirm: t('routing.repriceOk') }))
      await applyRates.run({ operationId, from: validFrom })
  }
  const badRate = drafts.some((draft) => draft.rate.trim() !== '' && parseRate(draft.rate) === null)
  const noName = drafts.some((draft) => draft.name.trim() === '')
  const submit = async () => {
    const ids = await save.run({
      styleId,
      operations: drafts.map(({ id, name, standardSeconds, recorded, predecessors }) => ({
        id,
        name,
        standardSeconds,
        recorded,
        predecessors: predecessors.map((key) => drafts.findIndex((draft) => draft.key === key)),
      })),
    })
    if (!ids) return
    let isWhole = true
    for (const [index, draft] of drafts.entries()) {
      const before = operations.find((operation) => operation.id === draft.id)
      if (!canRate || draft.rate.trim() === '' || draft.rate === rateNow(before)) continue
      // A new day's list takes the sizes' own rates of the list before along.
      const newest = before?.rates[0]?.validFrom
      const sizes = (before?.rates ?? []).filter((row) => row.validFrom === newest && row.size !== '')
      const rates = [
        { size: '', rate: parseRate(draft.rate)! },
        ...sizes.map(({ size, rate }) => ({ size, rate })),
      ]
      const operationId = ids[index]!
      await setRates
        .submit({ operationId, validFrom, rates })
        .then(() => askToReprice(operationId, draft.name))
        // Shown above the table, where what was typed stays.
        .catch(() => {
          isWhole = false
        })
    }
    if (!isWhole) {
      // The operations themselves are saved and have ids now.
      setDrafts(drafts.map((draft, index) => ({ ...draft, id: ids[index]! })))
      return
    }
    void message.success(t('routing.saved'))
    onSaved()
  }
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('routing.help')}</p>
      <ErrorNote error={save.error ?? setRates.error ?? applyRates.error} />
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        dataSource={[...drafts]}
        locale={{ emptyText: t('routing.none') }}
        columns={[
          { title: '', width: 40, render: (_, _draft, index) => index + 1 },
          {
            title: t('routing.name'),
            render: (_, draft) => (
              <Input
                value={draft.name}
                autoFocus={draft.id === null}
                aria-label={t('routing.name')}
                maxLength={40}
                onChange={(event) => change(draft.key, { name: event.target.value })}
              />
            ),
          },
          {
            title: t('routing.before'),
            width: 240,
            render: (_, draft) => (
              <Select
                mode="multiple"
                style={{ width: '100%' }}
                aria-label={t('routing.before')}
                value={[...draft.predecessors]}
                options={drafts
                  .filter((other) => other.key !== draft.key)
                  .map((other) => ({ value: other.key, label: other.name }))}
                onChange={(predecessors: number[]) => change(draft.key, { predecessors })}
              />
            ),
          },
          {
            title: t('routing.seconds'),
            width: 110,
            render: (_, draft) => (
              <InputNumber
                min={1}
                max={86_400}
                precision={0}
                value={draft.standardSeconds}
                aria-label={t('routing.seconds')}
                onChange={(standardSeconds) => change(draft.key, { standardSeconds })}
              />
            ),
          },
          {
            title: t('routing.recorded'),
            width: 80,
            render: (_, draft) => (
              <Checkbox
                checked={draft.recorded}
                aria-label={t('routing.recorded')}
                onChange={(event) => change(draft.key, { recorded: event.target.checked })}
              />
            ),
          },
          ...(canRate
            ? [
                {
                  title: t('routing.rate'),
                  width: 120,
                  render: (_: unknown, draft: Draft) => (
                    <Input
                      value={draft.rate}
                      inputMode="decimal"
                      aria-label={t('routing.rate')}
                      status={draft.rate.trim() !== '' && parseRate(draft.rate) === null ? 'error' : ''}
                      onChange={(event) => change(draft.key, { rate: event.target.value })}
                    />
                  ),
                },
              ]
            : []),
          {
            title: '',
            width: 90,
            render: (_, draft) => (
              <Button
                size="small"
                onClick={() =>
                  setDrafts(
                    drafts
                      .filter((other) => other.key !== draft.key)
                      .map((other) => ({
                        ...other,
                        predecessors: other.predecessors.filter((key) => key !== draft.key),
                      })),
                  )
                }
              >
                {t('remove')}
              </Button>
            ),
          },
        ]}
      />
      <div className={styles.bar}>
        <Button onClick={add}>{t('routing.add')}</Button>
        <StylePick except={styleId} label={t('routing.copy')} onPick={(id) => void copy(id)} />
        {canRate && (
          <>
            <span>{t('routing.validFrom')}</span>
            <Input
              type="date"
              style={{ width: 150 }}
              value={validFrom}
              aria-label={t('routing.validFrom')}
              onChange={(event) => setValidFrom(event.target.value || today())}
            />
          </>
        )}
        <Button
          type="primary"
          disabled={noName || badRate}
          loading={save.isPending || setRates.isPending}
          onClick={() => void submit()}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  )
}
