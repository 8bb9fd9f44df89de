import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { householdKinds, monitoredKinds } from '../../../shared/workers/households/types.ts'
import styles from '../../production/production.module.css'
import { today } from '../../ui/today.ts'
import { newKey, type TypedType } from './draft.ts'
import { changed, DayInput, RemoveRow } from './row-inputs.tsx'

/** What the county calls a household, and from when to when: what was before stays. */
export function TypeRows(props: {
  readonly types: readonly TypedType[]
  readonly onChange: (types: readonly TypedType[]) => void
}) {
  const { t } = useTranslation('households')
  const { types, onChange } = props
  const add = () =>
    onChange([
      ...types,
      { key: newKey(), kind: 'registered', from: today(), to: '', riskClearedOn: '', note: '' },
    ])
  return (
    <>
      <b>{t('types')}</b>
      <div className={styles.muted}>{t('typesHelp')}</div>
      {types.map((type) => {
        const set = (patch: Partial<TypedType>) => onChange(changed(types, type.key, patch))
        const isWrong = type.from === '' || (type.to !== '' && type.from > type.to)
        return (
          <div key={type.key} className={styles.bar}>
            <Select
              style={{ width: 175 }}
              aria-label={t('type')}
              value={type.kind}
              options={householdKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
              onChange={(kind) => set({ kind })}
            />
            <span>{t('span.from')}</span>
            <DayInput
              label={t('span.typeFrom')}
              value={type.from}
              isWrong={isWrong}
              onChange={(from) => set({ from })}
            />
            <span>{t('span.to')}</span>
            <DayInput
              label={t('span.typeTo')}
              value={type.to}
              isWrong={isWrong}
              onChange={(to) => set({ to })}
            />
            {monitoredKinds.includes(type.kind) && (
              <>
                <span>{t('risk.clearedOn')}</span>
                <DayInput
                  label={t('risk.clearedOn')}
                  value={type.riskClearedOn}
                  onChange={(riskClearedOn) => set({ riskClearedOn })}
                />
              </>
            )}
            <Input
              style={{ width: 80 }}
              maxLength={200}
              aria-label={t('note')}
              placeholder={t('note')}
              value={type.note}
              onChange={(event) => set({ note: event.target.value })}
            />
            <RemoveRow
              what={t(`kinds.${type.kind}`)}
              onRemove={() => onChange(types.filter(({ key }) => key !== type.key))}
            />
          </div>
        )
      })}
      <div>
        <Button onClick={add}>{t('addType')}</Button>
      </div>
    </>
  )
}
