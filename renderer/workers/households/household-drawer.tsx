import { useMutation } from '@tanstack/react-query'
import { Button, Drawer, Input, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Household } from '../../../shared/workers/households/contract.ts'
import { client } from '../../app/client.ts'
import { Field } from '../../inventory/parts/figures.tsx'
import styles from '../../production/production.module.css'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { SaveNote } from '../../ui/save-note.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import { readHousehold, type TypedHousehold, typedHousehold } from './draft.ts'
import { MemberRows } from './member-rows.tsx'
import { SubsidyRows } from './subsidy-rows.tsx'
import { TypeRows } from './type-rows.tsx'

/** A household to be written down or changed: what the county calls it, who belongs to it, its subsidies. */
export function HouseholdDrawer(props: {
  readonly household: Household | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation('households')
  // What another window saves meanwhile is neither taken over nor lost.
  const [household, setHousehold] = useState(props.household)
  const [first, setFirst] = useState(() => typedHousehold(household))
  const [typed, setTyped] = useState<TypedHousehold>(first)
  const save = useCommand(client.workers.households.save, { onSuccess: props.onClose })
  const isDirty = typed !== first
  const mayLeave = useUnsavedChanges(isDirty && !save.isPending, t('unsaved'))
  const kept = useEditorDraft({ begun: first, typed, isDirty, onTake: setTyped })
  const change = (patch: Partial<TypedHousehold>) => setTyped({ ...typed, ...patch })
  const close = async () => {
    if (await mayLeave()) props.onClose()
  }
  const draft = readHousehold(typed)
  const submit = (isForced: boolean) => {
    const before = isForced ? null : household
    if (draft) void save.run({ id: household?.id ?? null, ...draft, ...(before && { before }) })
  }
  // Asked for: what the screen has may still be what it was before the other's change.
  const load = useMutation({
    mutationFn: async () => (await client.workers.households.get({ id: household!.id })).household,
    onSuccess: (saved) => {
      const now = typedHousehold(saved)
      setHousehold(saved)
      setFirst(now)
      setTyped(now)
      save.reset()
    },
  })
  const texts = [
    ['number', 40, 180],
    ['head', 40, 140],
    ['village', 60, 180],
    ['address', 120, 260],
    ['note', 300, 300],
  ] as const
  return (
    <Drawer
      open
      size={960}
      title={t(props.household === null ? 'add' : 'changeTitle')}
      onClose={() => void close()}
    >
      <form
        className={styles.page}
        onSubmit={(event) => {
          event.preventDefault()
          submit(false)
        }}
      >
        <DraftNote {...kept} />
        <SaveNote
          error={load.error ?? save.error}
          onLoad={() => load.mutate()}
          onForce={() => submit(true)}
        />
        <div className={styles.bar} style={{ alignItems: 'flex-start' }}>
          {texts.map(([name, most, width], index) => (
            <Field key={name} name={t(name)} width={width}>
              <Input
                aria-label={t(name)}
                autoFocus={index === 0}
                maxLength={most}
                value={typed[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        <MemberRows head={typed.head} members={typed.members} onChange={(members) => change({ members })} />
        <TypeRows types={typed.types} onChange={(types) => change({ types })} />
        <SubsidyRows
          members={typed.members}
          subsidies={typed.subsidies}
          onChange={(subsidies) => change({ subsidies })}
        />
        {props.household && (
          <span className={styles.bar}>
            <Switch
              checked={typed.archived}
              aria-label={t('archived')}
              onChange={(archived) => change({ archived })}
            />
            {t('archived')}
          </span>
        )}
        <div className={styles.bar}>
          <Button type="primary" htmlType="submit" disabled={draft === null} loading={save.isPending}>
            {t('save')}
          </Button>
          <Button onClick={() => void close()}>{t('materials:cancel')}</Button>
          {draft === null && <span className={styles.muted}>{t('missing')}</span>}
        </div>
      </form>
    </Drawer>
  )
}
