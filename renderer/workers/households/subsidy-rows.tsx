import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from '../../production/production.module.css'
import { today } from '../../ui/today.ts'
import { newKey, type TypedMember, type TypedSubsidy } from './draft.ts'
import { changed, DayInput, RemoveRow, YuanInput } from './row-inputs.tsx'

/** Subsidies asked for, and what came of it. */
export function SubsidyRows(props: {
  readonly members: readonly TypedMember[]
  readonly subsidies: readonly TypedSubsidy[]
  readonly onChange: (subsidies: readonly TypedSubsidy[]) => void
}) {
  const { t } = useTranslation('households')
  const { members, subsidies, onChange } = props
  const add = () =>
    onChange([
      ...subsidies,
      {
        key: newKey(),
        workerId: null,
        name: '',
        appliedOn: today(),
        amount: '',
        receivedOn: '',
        receivedAmount: '',
        note: '',
      },
    ])
  return (
    <>
      <b>{t('subsidies')}</b>
      {subsidies.map((subsidy) => {
        const set = (patch: Partial<TypedSubsidy>) => onChange(changed(subsidies, subsidy.key, patch))
        return (
          <div key={subsidy.key} className={styles.bar}>
            <Input
              style={{ width: 170 }}
              maxLength={60}
              aria-label={t('subsidy.name')}
              placeholder={t('subsidy.name')}
              value={subsidy.name}
              onChange={(event) => set({ name: event.target.value })}
            />
            <Select
              style={{ width: 130 }}
              aria-label={t('subsidy.for')}
              value={subsidy.workerId ?? 0}
              options={[
                { value: 0, label: t('subsidy.all') },
                ...members.flatMap(({ workerId, name }) =>
                  workerId === null ? [] : [{ value: workerId, label: name }],
                ),
              ]}
              onChange={(id) => set({ workerId: id === 0 ? null : id })}
            />
            <DayInput
              label={t('subsidy.appliedOn')}
              value={subsidy.appliedOn}
              isWrong={subsidy.appliedOn === ''}
              onChange={(appliedOn) => set({ appliedOn })}
            />
            <YuanInput
              label={t('subsidy.amount')}
              value={subsidy.amount}
              onChange={(amount) => set({ amount })}
            />
            <span>{t('subsidy.received')}</span>
            <DayInput
              label={t('subsidy.receivedOn')}
              value={subsidy.receivedOn}
              onChange={(receivedOn) => set({ receivedOn })}
            />
            <YuanInput
              label={t('subsidy.receivedAmount')}
              value={subsidy.receivedAmount}
              onChange={(receivedAmount) => set({ receivedAmount })}
            />
            <Input
              style={{ width: 140 }}
              maxLength={200}
              aria-label={t('note')}
              placeholder={t('note')}
              value={subsidy.note}
              onChange={(event) => set({ note: event.target.value })}
            />
            <RemoveRow
              what={subsidy.name}
              onRemove={() => onChange(subsidies.filter(({ key }) => key !== subsidy.key))}
            />
          </div>
        )
      })}
      <div>
        <Button onClick={add}>{t('addSubsidy')}</Button>
      </div>
    </>
  )
}
