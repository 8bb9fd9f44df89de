import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseRate } from '../../../shared/production/piece-rates.ts'
import type { Operation } from '../../../shared/production/routing-contract.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { StylePick } from '../../catalog/style-pick.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { SaveNote } from '../../ui/save-note.tsx'
import { today } from '../../ui/today.ts'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'
import { type Draft, draftsOf, ownRates, rateNow, withCopied, withNew } from './drafts.ts'
import { RatesDrawer } from './rates-drawer.tsx'
import { RoutingTable } from './routing-table.tsx'
import { useReprice } from './use-reprice.ts'

/** The steps of a style as they are typed, saved as a whole; changed rates hold from a day. */
export function RoutingEditor({
  styleId,
  operations,
  sizes,
  onSaved,
}: {
  readonly styleId: number
  readonly operations: readonly Operation[]
  readonly sizes: readonly string[]
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('production')
  const may = useMay()
  const { message } = App.useApp()
  const canRate = may('production.routing.setRates')
  const [begun] = useState<readonly Draft[]>(() => draftsOf(operations))
  const [drafts, setDrafts] = useState(begun)
  const [before, setBefore] = useState(() => [...operations])
  const [validFrom, setValidFrom] = useState(today())
  const [rated, setRated] = useState<Operation | null>(null)
  const [copyError, setCopyError] = useState<unknown>(null)
  const save = useCommand(client.production.routing.save)
  const setRates = useCommand(client.production.routing.setRates)
  const reprice = useReprice()
  const skills = useQuery(api.workers.skills.queryOptions())
  const isSaving = save.isPending || setRates.isPending
  const isDirty = JSON.stringify(drafts) !== JSON.stringify(begun)
  useUnsavedChanges(!isSaving && isDirty, t('routing.unsaved'))
  const kept = useEditorDraft({ begun, typed: drafts, isDirty, onTake: setDrafts })
  const copy = async (from: number) => {
    setCopyError(null)
    try {
      const next = withCopied(drafts, await client.production.routing.get({ styleId: from }))
      setDrafts(canRate ? next : next.map((draft) => ({ ...draft, rate: '' })))
      void message.info(t('routing.copied', { count: next.length - drafts.length }))
    } catch (raised) {
      setCopyError(raised)
    }
  }
  const badRate = drafts.some((draft) => draft.rate.trim() !== '' && parseRate(draft.rate) === null)
  const noName = drafts.some((draft) => draft.name.trim() === '')
  const submit = async (isForced = false) => {
    const ids = await save.run({
      styleId,
      ...(!isForced && { before }),
      operations: drafts.map(({ key: _key, rate: _rate, predecessors, ...draft }) => ({
        ...draft,
        predecessors: predecessors.map((key) => drafts.findIndex((other) => other.key === key)),
      })),
    })
    if (!ids) return
    let isWhole = true
    for (const [index, draft] of drafts.entries()) {
      const before = operations.find((operation) => operation.id === draft.id)
      if (!canRate || draft.rate.trim() === '' || draft.rate === rateNow(before)) continue
      // A new day's list takes the sizes' own rates of the list before along.
      const rates = [
        { size: '', rate: parseRate(draft.rate)! },
        ...ownRates(before).map(({ size, rate }) => ({ size, rate })),
      ]
      const operationId = ids[index]!
      await setRates
        .submit({ operationId, validFrom, rates })
        .then(() => reprice.askToReprice(operationId, draft.name, validFrom))
        // Shown above the table, where what was typed stays.
        .catch(() => {
          isWhole = false
        })
    }
    if (!isWhole) {
      // The operations themselves are saved and have ids now.
      setDrafts(drafts.map((draft, index) => ({ ...draft, id: ids[index]! })))
      setBefore(await client.production.routing.get({ styleId }))
      return
    }
    void message.success(t('routing.saved'))
    onSaved()
  }
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('routing.help')}</p>
      <DraftNote {...kept} />
      <SaveNote error={save.error} onLoad={onSaved} onForce={() => void submit(true)} />
      <ErrorNote error={setRates.error ?? reprice.error ?? copyError} />
      <RoutingTable
        drafts={drafts}
        operations={operations}
        skills={skills.data ?? []}
        canRate={canRate}
        onChange={setDrafts}
        onRates={setRated}
      />
      <div className={styles.bar}>
        <Button onClick={() => setDrafts(withNew(drafts))}>{t('routing.add')}</Button>
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
        <Button type="primary" disabled={noName || badRate} loading={isSaving} onClick={() => void submit()}>
          {t('save')}
        </Button>
      </div>
      {rated && (
        <RatesDrawer
          operation={rated}
          sizes={sizes}
          onClose={() => setRated(null)}
          onSaved={() => {
            setRated(null)
            onSaved()
          }}
        />
      )}
    </div>
  )
}
