import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { relations } from '../../../shared/workers/households/types.ts'
import styles from '../../production/production.module.css'
import { WorkerSelect } from '../worker-select.tsx'
import { newKey, type TypedMember } from './draft.ts'
import { changed, DayInput, RemoveRow } from './row-inputs.tsx'

/** Who belongs to a household: those who work here, and the others by their names, so that shares can be reckoned. */
export function MemberRows(props: {
  /** Taken for the head where she is not yet among them. */
  readonly head: string
  readonly members: readonly TypedMember[]
  readonly onChange: (members: readonly TypedMember[]) => void
}) {
  const { t } = useTranslation('households')
  const { members, onChange } = props
  const hasHead = members.some(({ relation }) => relation === 'head')
  const row = (name: string, workerId: number | null): TypedMember => ({
    key: newKey(),
    workerId,
    name,
    relation: !hasHead && (name === '' || name === props.head.trim()) ? 'head' : 'spouse',
    from: '',
    to: '',
  })
  return (
    <>
      <b>{t('members')}</b>
      <div className={styles.muted}>{t('membersHelp')}</div>
      {members.map((member) => {
        const set = (patch: Partial<TypedMember>) => onChange(changed(members, member.key, patch))
        const isWrong = member.from !== '' && member.to !== '' && member.from > member.to
        return (
          <div key={member.key} className={styles.bar}>
            {member.workerId === null ? (
              <Input
                style={{ width: 130 }}
                maxLength={40}
                aria-label={t('name')}
                placeholder={t('name')}
                value={member.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            ) : (
              <b style={{ width: 130 }}>{member.name}</b>
            )}
            <Select
              style={{ width: 140 }}
              aria-label={`${t('relation')} ${member.name}`}
              value={member.relation}
              options={relations.map((one) => ({ value: one, label: t(`relations.${one}`) }))}
              onChange={(relation) => set({ relation })}
            />
            <span>{t('span.from')}</span>
            <DayInput
              label={`${t('span.memberFrom')} ${member.name}`}
              value={member.from}
              isWrong={isWrong}
              onChange={(from) => set({ from })}
            />
            <span>{t('span.to')}</span>
            <DayInput
              label={`${t('span.memberTo')} ${member.name}`}
              value={member.to}
              isWrong={isWrong}
              onChange={(to) => set({ to })}
            />
            {member.workerId !== null && <span className={styles.muted}>{t('worksHere')}</span>}
            <RemoveRow
              what={member.name}
              onRemove={() => onChange(members.filter(({ key }) => key !== member.key))}
            />
          </div>
        )
      })}
      <div className={styles.bar}>
        <WorkerSelect
          key={members.length}
          label={t('addWorker')}
          width={220}
          value={null}
          who={({ id }) => members.every(({ workerId }) => workerId !== id)}
          onChange={(worker) => worker && onChange([...members, row(worker.name, worker.id)])}
        />
        <Button onClick={() => onChange([...members, row('', null)])}>{t('addOther')}</Button>
      </div>
    </>
  )
}
