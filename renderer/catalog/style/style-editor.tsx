import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useEffect, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { StyleDetail } from '../../../shared/catalog/contract.ts'
import { draftOf, gridProblems, inputOf, type StyleDraft } from '../../../shared/catalog/grid-draft.ts'
import type { AllocationLoss } from '../../../shared/inventory/allocation-loss.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { LossesNote } from '../../inventory/parts/losses.tsx'
import { usePrinting } from '../../shipping/printing.ts'
import { JobMark } from '../../stations/printing/job-mark.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import { LabelsDialog } from './labels-dialog.tsx'
import { PhotosField } from './photos-field.tsx'
import { SetDialog } from './set-dialog.tsx'
import { SetParts } from './set-parts.tsx'
import { SkuGrid } from './sku-grid.tsx'
import styles from './style.module.css'

/** Everything about one style on one page, saved as one. Ctrl+S saves. */
export function StyleEditor({
  style,
  start,
}: {
  readonly style: StyleDetail | null
  readonly start: StyleDraft
}) {
  const { t } = useTranslation('catalog')
  const id = useId()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const may = useMay()
  const isReadOnly = !may('catalog.styles.save')
  const [draft, setDraft] = useState(start)
  // What the draft began from. What somebody else saves meanwhile is taken over only where nothing is typed here.
  const [base, setBase] = useState(start)
  const [losses, setLosses] = useState<readonly AllocationLoss[]>([])
  const [dialog, setDialog] = useState<'labels' | 'set' | null>(null)
  const printing = usePrinting()
  const isDirty = useMemo(() => !isSame(draft, base), [draft, base])
  const problems = useMemo(() => gridProblems(draft), [draft])
  const [isAsked, setAsked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const queryClient = useQueryClient()
  const save = useCommand(client.catalog.styles.save)
  const archive = useCommand(client.catalog.styles.archive)
  useUnsavedChanges(isDirty && !isSaving, t('style.unsaved'))
  const kept = useEditorDraft({ begun: base, typed: draft, isDirty, onTake: setDraft })

  const begin = (fresh: StyleDraft) => {
    setBase(fresh)
    setDraft(fresh)
  }
  const isChangedElsewhere = !isSame(start, base)
  if (isChangedElsewhere && !isDirty && !isSaving) begin(start)

  const submit = async () => {
    setAsked(true)
    if (problems.length > 0 || isReadOnly || isSaving || !isDirty) return
    setSaving(true)
    const saved = await save.run(inputOf(draft))
    if (saved) await finish(saved)
    setSaving(false)
  }
  const finish = async (saved: NonNullable<typeof save.answer>) => {
    setAsked(false)
    // New colours and SKUs have ids now: what is typed next must name them.
    const options = api.catalog.styles.get.queryOptions({ input: { id: saved.id } })
    begin(draftOf(await queryClient.fetchQuery({ ...options, staleTime: 0 })))
    void message.success(
      [
        t('style.saved'),
        saved.archivedSkus > 0 && t('style.skusArchived', { count: saved.archivedSkus }),
        saved.matched.lines > 0 &&
          t('style.linesMatched', { count: saved.matched.lines, orders: saved.matched.orders }),
      ]
        .filter(Boolean)
        .join(' '),
      5,
    )
    setLosses(saved.matched.losses)
    if (draft.id === null) void navigate(`/catalog/styles/${saved.id}`, { replace: true })
  }
  useSaveKey(() => void submit())

  return (
    <>
      <PageHeader
        back="/catalog"
        title={style ? `${style.styleNumber} ${style.name}` : t('style.newTitle')}
        note={style?.archived ? <StatusTag tone="off">{t('archived')}</StatusTag> : undefined}
        actions={
          <>
            <JobMark job={printing.job} />
            {style && (
              <Button
                disabled={isDirty}
                title={isDirty ? t('style.saveFirst') : undefined}
                onClick={() => setDialog('labels')}
              >
                {t('labels.open')}
              </Button>
            )}
            {style && may('catalog.bom.get') && (
              <Button
                disabled={isDirty}
                title={isDirty ? t('style.saveFirst') : undefined}
                onClick={() => void navigate(`/catalog/styles/${style.id}/bom`)}
              >
                {t('materials:bom.open')}
              </Button>
            )}
            {style && may('catalog.sizeChart.get') && (
              <Button
                disabled={isDirty}
                title={isDirty ? t('style.saveFirst') : undefined}
                onClick={() => void navigate(`/catalog/styles/${style.id}/sizes`)}
              >
                {t('quality:chart.open')}
              </Button>
            )}
            {style && may('production.routing.get') && (
              <Button
                disabled={isDirty}
                title={isDirty ? t('style.saveFirst') : undefined}
                onClick={() => void navigate(`/floor/routing/${style.id}`)}
              >
                {t('style.routing')}
              </Button>
            )}
            {style && !isReadOnly && (
              <>
                <Button
                  disabled={isDirty}
                  title={isDirty ? t('style.saveFirst') : undefined}
                  onClick={() => setDialog('set')}
                >
                  {t('sets.open')}
                </Button>
                <Button
                  loading={archive.isPending}
                  disabled={isDirty}
                  onClick={() => void archive.run({ ids: [style.id], archived: !style.archived })}
                >
                  {t(style.archived ? 'style.unarchive' : 'style.archive')}
                </Button>
              </>
            )}
            {!isReadOnly && (
              <Button
                type="primary"
                loading={isSaving}
                disabled={!isDirty}
                onClick={() => void submit()}
                title="Ctrl+S"
              >
                {t('style.save')}
              </Button>
            )}
          </>
        }
      />
      <DraftNote {...kept} />
      <ErrorNote error={save.error ?? archive.error} onClose={save.error ? save.reset : archive.reset} />
      {isChangedElsewhere && isDirty && !isSaving && (
        <Alert
          type="warning"
          showIcon
          title={t('style.changedElsewhere')}
          action={<Button onClick={() => begin(start)}>{t('style.takeTheirs')}</Button>}
        />
      )}
      <LossesNote losses={losses} onClose={() => setLosses([])} />
      {isAsked && problems.length > 0 && (
        <ul className={styles.problems} role="alert">
          {problems.slice(0, 8).map((problem) => (
            <li key={`${problem.code} ${problem.name}`}>
              {t(`style.problem.${problem.code}`, { name: problem.name || t('style.unnamed') })}
            </li>
          ))}
        </ul>
      )}
      <fieldset className={styles.top} disabled={isReadOnly}>
        <div className={styles.facts}>
          <label className={styles.fact} htmlFor={`${id}-number`}>
            {t('style.number')}
            <Input
              id={`${id}-number`}
              autoFocus={draft.id === null}
              value={draft.styleNumber}
              maxLength={40}
              status={isAsked && draft.styleNumber.trim() === '' ? 'error' : ''}
              placeholder={t('style.numberExample')}
              onChange={(event) => setDraft({ ...draft, styleNumber: event.target.value })}
            />
          </label>
          <label className={styles.fact} htmlFor={`${id}-name`}>
            {t('style.name')}
            <Input
              id={`${id}-name`}
              value={draft.name}
              maxLength={60}
              placeholder={t('style.nameExample')}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          </label>
          <label className={styles.fact} htmlFor={`${id}-note`}>
            {t('style.note')}
            <Input.TextArea
              id={`${id}-note`}
              value={draft.note}
              maxLength={1000}
              autoSize={{ minRows: 1, maxRows: 5 }}
              onChange={(event) => setDraft({ ...draft, note: event.target.value })}
            />
          </label>
        </div>
        <PhotosField draft={draft} onChange={setDraft} isReadOnly={isReadOnly} />
      </fieldset>
      <SkuGrid draft={draft} onChange={setDraft} style={style} isReadOnly={isReadOnly} />
      {style && <SetParts style={style} />}
      {style && dialog === 'labels' && (
        <LabelsDialog style={style} printing={printing} onClose={() => setDialog(null)} />
      )}
      {style && dialog === 'set' && (
        <SetDialog style={style} onClose={() => setDialog(null)} onLosses={setLosses} />
      )}
    </>
  )
}

function isSame(a: StyleDraft, b: StyleDraft): boolean {
  return JSON.stringify(inputOf(a)) === JSON.stringify(inputOf(b))
}

/** Ctrl+S, also while typing in a field. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      save()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}
