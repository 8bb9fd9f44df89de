import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { AutoComplete, Button, Checkbox, Grid, Input, InputNumber, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { parseRate } from '../../../shared/production/piece-rates.ts'
import type { Operation } from '../../../shared/production/routing-contract.ts'
import styles from '../production.module.css'
import { type Draft, moved, ownRates, without } from './drafts.ts'

/** The steps, a row each: what it is called, what comes before, how long it takes, who can do it, what it pays. */
export function RoutingTable({
  drafts,
  operations,
  skills,
  canRate,
  onChange,
  onRates,
}: {
  readonly drafts: readonly Draft[]
  readonly operations: readonly Operation[]
  readonly skills: readonly string[]
  readonly canRate: boolean
  readonly onChange: (drafts: readonly Draft[]) => void
  readonly onRates: (operation: Operation) => void
}) {
  const { t } = useTranslation('production')
  // A rate's price lists stand beside it, on a tablet below it.
  const { xl: isWide } = Grid.useBreakpoint()
  const change = (key: number, patch: Partial<Draft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...patch } : draft)))
  return (
    <Table
      size="small"
      rowKey="key"
      pagination={false}
      dataSource={[...drafts]}
      scroll={{ x: 880 }}
      locale={{ emptyText: t('routing.none') }}
      columns={[
        { title: '', width: 32, render: (_, _draft, index) => index + 1 },
        {
          title: t('routing.name'),
          width: isWide ? 220 : 140,
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
          minWidth: 140,
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
          width: 90,
          render: (_, draft) => (
            <InputNumber
              min={1}
              max={86_400}
              precision={0}
              style={{ width: '100%' }}
              value={draft.standardSeconds}
              aria-label={t('routing.seconds')}
              onChange={(standardSeconds) => change(draft.key, { standardSeconds })}
            />
          ),
        },
        {
          title: t('routing.skill'),
          width: 110,
          render: (_, draft) => (
            <AutoComplete
              style={{ width: '100%' }}
              value={draft.skill}
              aria-label={t('routing.skill')}
              placeholder={draft.name}
              options={skills
                .filter((skill) => skill !== draft.skill && skill.includes(draft.skill))
                .map((skill) => ({ value: skill }))}
              onChange={(skill: string) => change(draft.key, { skill: skill.slice(0, 40) })}
            />
          ),
        },
        {
          title: t('routing.recorded'),
          width: 70,
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
                width: isWide ? 190 : 100,
                render: (_: unknown, draft: Draft) => (
                  <Rate
                    draft={draft}
                    operation={operations.find(({ id }) => id === draft.id)}
                    onChange={(rate) => change(draft.key, { rate })}
                    onRates={onRates}
                  />
                ),
              },
            ]
          : []),
        {
          title: '',
          width: 140,
          render: (_, draft, index) => (
            <span className={styles.bar} style={{ flexWrap: 'nowrap', gap: 4 }}>
              <Button
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={t('routing.up')}
                disabled={index === 0}
                onClick={() => onChange(moved(drafts, draft.key, -1))}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={t('routing.down')}
                disabled={index === drafts.length - 1}
                onClick={() => onChange(moved(drafts, draft.key, 1))}
              />
              <Button size="small" onClick={() => onChange(without(drafts, draft.key))}>
                {t('remove')}
              </Button>
            </span>
          ),
        },
      ]}
    />
  )
}

/** The rate of today; those of sizes and of other days stand in its price lists. */
function Rate({
  draft,
  operation,
  onChange,
  onRates,
}: {
  readonly draft: Draft
  readonly operation: Operation | undefined
  readonly onChange: (rate: string) => void
  readonly onRates: (operation: Operation) => void
}) {
  const { t } = useTranslation('production')
  const own = ownRates(operation).length
  return (
    <span className={styles.bar}>
      <Input
        style={{ width: 72 }}
        value={draft.rate}
        inputMode="decimal"
        aria-label={t('routing.rate')}
        status={draft.rate.trim() !== '' && parseRate(draft.rate) === null ? 'error' : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      {operation && (
        <Button size="small" type="link" style={{ padding: 0 }} onClick={() => onRates(operation)}>
          {own > 0 ? t('rates.openSizes', { count: own }) : t('rates.open')}
        </Button>
      )}
    </span>
  )
}
