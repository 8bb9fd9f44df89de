import { App, Button, Input, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { Missing } from '../../inventory/materials/missing.tsx'
import { MaterialSelect } from '../../inventory/parts/material-select.tsx'
import styles from '../../production/production.module.css'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { SaveNote } from '../../ui/save-note.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'
import { type BomDraft, draftOf, isWastage, lineOf } from './bom-draft.ts'
import { BomVersions } from './bom-versions.tsx'
import { CopyBom } from './copy-bom.tsx'
import { SizeUsages, UsageField } from './usage-fields.tsx'

/** The lines of a BOM: part, material, usage, other usage by size, colours and wastage. */
export function BomEditor(props: {
  readonly styleId: number
  readonly colours: readonly string[]
  readonly sizes: readonly string[]
  readonly lines: readonly BomLineRow[]
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const may = useMay()
  const [begun] = useState<readonly BomDraft[]>(() => props.lines.map(draftOf))
  const [drafts, setDrafts] = useState(begun)
  // Read again behind what is typed, the lines would be those that somebody else saved meanwhile.
  const [before] = useState(() => [...props.lines])
  const save = useCommand(client.catalog.bom.save, {
    onSuccess: () => {
      void message.success(t('bom.saved'))
      props.onSaved()
    },
  })
  const isDirty = JSON.stringify(drafts) !== JSON.stringify(begun)
  useUnsavedChanges(!save.isPending && isDirty, t('bom.unsaved'))
  const kept = useEditorDraft({ begun, typed: drafts, isDirty, onTake: setDrafts })
  const next = () => Math.max(-1, ...drafts.map(({ key }) => key)) + 1
  const change = (key: number, patch: Partial<BomDraft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...patch } : draft)))
  const read = drafts.map(lineOf)
  const lines = read.flatMap((line) => (typeof line === 'string' ? [] : [line]))
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('bom.help')}</p>
      <DraftNote {...kept} />
      <SaveNote
        error={save.error}
        onLoad={props.onSaved}
        onForce={() => void save.run({ styleId: props.styleId, lines })}
      />
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        dataSource={[...drafts]}
        locale={{ emptyText: t('bom.none') }}
        scroll={{ x: true }}
        expandable={{
          // Sizes stand below their line, several a row: beside it they would leave room for one line a screen.
          expandedRowKeys: drafts.map(({ key }) => key),
          showExpandColumn: false,
          expandedRowRender: (draft) => (
            <SizeUsages
              sizes={props.sizes}
              draft={draft}
              onChange={(usages) => change(draft.key, { usages })}
            />
          ),
        }}
        columns={[
          {
            title: t('bom.part'),
            width: 110,
            render: (_, draft) => (
              <Input
                aria-label={t('bom.part')}
                maxLength={40}
                value={draft.part}
                onChange={(event) => change(draft.key, { part: event.target.value })}
              />
            ),
          },
          {
            title: t('bom.material'),
            width: 200,
            render: (_, draft) => (
              <MaterialSelect
                label={t('bom.material')}
                value={draft.material}
                onChange={({ id, name, unit, width, gramsPerArea }) =>
                  change(draft.key, { material: { id, name, unit, width, gramsPerArea } })
                }
              />
            ),
          },
          {
            title: t('bom.usage'),
            width: 220,
            render: (_, draft) => <UsageField draft={draft} onChange={(patch) => change(draft.key, patch)} />,
          },
          {
            title: t('bom.colours'),
            width: 160,
            render: (_, draft) => (
              <Select
                mode="multiple"
                style={{ width: '100%', minWidth: 130 }}
                aria-label={t('bom.colours')}
                placeholder={t('bom.allColours')}
                value={[...draft.colours]}
                options={props.colours.map((colour) => ({ value: colour, label: colour }))}
                onChange={(colours: string[]) => change(draft.key, { colours })}
              />
            ),
          },
          {
            title: t('bom.wastage'),
            width: 80,
            render: (_, draft) => (
              <>
                <Input
                  style={{ width: 64 }}
                  className="number"
                  inputMode="decimal"
                  aria-label={t('bom.wastage')}
                  status={isWastage(draft.wastage) ? '' : 'error'}
                  value={draft.wastage}
                  onChange={(event) => change(draft.key, { wastage: event.target.value })}
                />
                {!isWastage(draft.wastage) && (
                  <div className={styles.wrong} role="alert">
                    {t('bom.wrongWastage')}
                  </div>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 70,
            render: (_, draft) => (
              <Button size="small" onClick={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}>
                {t('remove')}
              </Button>
            ),
          },
        ]}
      />
      {may('catalog.bom.save') && (
        <div className={styles.bar}>
          <Button
            onClick={() =>
              setDrafts([
                ...drafts,
                {
                  key: next(),
                  part: '',
                  material: null,
                  typed: 'unit',
                  colours: [],
                  usage: '',
                  usages: {},
                  wastage: '',
                },
              ])
            }
          >
            {t('bom.add')}
          </Button>
          <CopyBom
            except={props.styleId}
            onCopied={(copied) => {
              const first = next()
              setDrafts([
                ...drafts,
                // Another style's colours and sizes need not be ours.
                ...copied.map((line, index) => {
                  const draft = draftOf(line, first + index)
                  return {
                    ...draft,
                    colours: draft.colours.filter((colour) => props.colours.includes(colour)),
                    usages: Object.fromEntries(
                      Object.entries(draft.usages).filter(([size]) => props.sizes.includes(size)),
                    ),
                  }
                }),
              ])
            }}
          />
          <BomVersions
            styleId={props.styleId}
            onTake={(taken) => setDrafts(taken.map((line, index) => draftOf(line, next() + index)))}
          />
          <Button
            type="primary"
            disabled={lines.length !== drafts.length}
            loading={save.isPending}
            onClick={() => void save.run({ styleId: props.styleId, lines, before })}
          >
            {t('save')}
          </Button>
          <Missing
            what={read.map(
              (line, index) =>
                typeof line === 'string' && t('bom.wrongLine', { row: index + 1, what: t(`bom.${line}`) }),
            )}
          />
        </div>
      )}
    </div>
  )
}
