import { Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseMoney, toDecimal } from '../../../shared/money.ts'
import { type IncomeLines, usualLines } from '../../../shared/workers/households/lines.ts'
import { api, client } from '../../app/client.ts'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { today } from '../../ui/today.ts'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useFresh } from '../../ui/use-fresh.ts'
import { newKey } from './draft.ts'
import { changed, DayInput, RemoveRow, YuanInput } from './row-inputs.tsx'

/** The lines that incomes are held against, dated; to be checked by the owner. */
export function LinesDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('households')
  const lines = useFresh(api.workers.households.lines.get.queryOptions())
  const [isDirty, setDirty] = useState(false)
  const mayLeave = useUnsavedChanges(isDirty, t('lines.title'))
  const close = async () => {
    if (await mayLeave()) onClose()
  }
  return (
    <Drawer open size={720} title={t('lines.title')} onClose={() => void close()}>
      <div className={styles.page}>
        <p className={styles.muted}>{t('lines.help')}</p>
        <ErrorNote error={lines.error} />
        {lines.data && <Lines lines={lines.data} onDirty={setDirty} onDone={onClose} />}
      </div>
    </Drawer>
  )
}

interface TypedLines {
  readonly rows: readonly {
    readonly key: number
    readonly from: string
    readonly yearly: string
    readonly name: string
  }[]
  readonly isChecked: boolean
}

function Lines(props: {
  readonly lines: IncomeLines
  readonly onDirty: (isDirty: boolean) => void
  readonly onDone: () => void
}) {
  const { t } = useTranslation('households')
  const [begun] = useState<TypedLines>(() => ({
    rows: props.lines.lines.map(({ from, yearly, name }) => ({
      key: newKey(),
      from,
      yearly: toDecimal(yearly),
      name,
    })),
    isChecked: props.lines.checked,
  }))
  const [rows, setRows] = useState(begun.rows)
  const [isChecked, setChecked] = useState(begun.isChecked)
  const kept = useEditorDraft({
    begun,
    typed: { rows, isChecked },
    isDirty: rows !== begun.rows || isChecked !== begun.isChecked,
    onTake: (typed) => {
      setRows(typed.rows)
      setChecked(typed.isChecked)
      props.onDirty(typed !== begun)
    },
  })
  const save = useCommand(client.workers.households.lines.save, { onSuccess: props.onDone })
  const change = (next: typeof rows) => {
    setRows(next)
    props.onDirty(true)
  }
  /** The program's own lines say what they are until somebody names them. */
  const usualName = (from: string, yearly: string) => {
    const usual = usualLines.lines.find((one) => one.from === from && one.yearly === parseMoney(yearly))
    return usual ? t(`lines.usual.${usual.from.slice(0, 4)}`) : t('lines.name')
  }
  const days = rows.map(({ from }) => from)
  const isWhole =
    rows.every(({ from, yearly }) => from !== '' && (parseMoney(yearly) ?? 0) > 0) &&
    new Set(days).size === rows.length
  const submit = () => {
    props.onDirty(false)
    void save.run({
      lines: {
        lines: rows
          .map(({ from, yearly, name }) => ({ from, yearly: parseMoney(yearly) ?? 0, name }))
          .toSorted((a, b) => (a.from < b.from ? -1 : 1)),
        checked: isChecked,
      },
    })
  }
  return (
    <>
      <DraftNote {...kept} />
      <ErrorNote error={save.error} />
      {rows.map((row) => (
        <div key={row.key} className={styles.bar}>
          <span>{t('span.from')}</span>
          <DayInput
            label={t('lines.from')}
            value={row.from}
            isWrong={row.from === '' || days.filter((day) => day === row.from).length > 1}
            onChange={(from) => change(changed(rows, row.key, { from }))}
          />
          <YuanInput
            label={t('lines.yearly')}
            value={row.yearly}
            onChange={(yearly) => change(changed(rows, row.key, { yearly }))}
          />
          <Input
            style={{ flex: 1, minWidth: 180 }}
            maxLength={60}
            aria-label={t('lines.name')}
            placeholder={usualName(row.from, row.yearly)}
            value={row.name}
            onChange={(event) => change(changed(rows, row.key, { name: event.target.value }))}
          />
          <RemoveRow what={row.from} onRemove={() => change(rows.filter(({ key }) => key !== row.key))} />
        </div>
      ))}
      <div>
        <Button onClick={() => change([...rows, { key: newKey(), from: today(), yearly: '', name: '' }])}>
          {t('lines.add')}
        </Button>
      </div>
      <Checkbox
        checked={isChecked}
        onChange={(event) => {
          setChecked(event.target.checked)
          props.onDirty(true)
        }}
      >
        {t('lines.checked')}
      </Checkbox>
      <div className={styles.bar}>
        <Button type="primary" disabled={!isWhole} loading={save.isPending} onClick={submit}>
          {t('save')}
        </Button>
      </div>
    </>
  )
}
