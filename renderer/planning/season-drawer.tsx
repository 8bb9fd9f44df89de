import { useQuery } from '@tanstack/react-query'
import { App, Button, Drawer, Input, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeasonTargets } from '../../shared/planning/contract.ts'
import { gridTexts, readGrid } from '../../shared/production/grid-pieces.ts'
import { api, client } from '../app/client.ts'
import { StylePick } from '../catalog/style-pick.tsx'
import { PiecesGrid } from '../production/batches/pieces-grid.tsx'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { DraftNote } from '../ui/form/draft-note.tsx'
import { useEditorDraft } from '../ui/form/editor-draft.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useUnsavedChanges } from '../ui/unsaved-changes.ts'
import { useAskPast } from '../ui/use-ask-past.ts'
import { useCommand } from '../ui/use-command.ts'
import { useFresh } from '../ui/use-fresh.ts'

const mostPieces = 1_000_000

/** What a season is to find in stock: all targets with what they still miss, and one style's to be changed. */
export function SeasonDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('planning')
  const [styleId, setStyleId] = useState<number | null>(null)
  const targets = useFresh({
    ...api.planning.season.get.queryOptions({ input: { styleId: styleId ?? 0 } }),
    enabled: styleId !== null,
  })
  return (
    <Drawer open size={960} title={t('season.title')} onClose={onClose}>
      <div className={floor.page}>
        <p className={floor.muted}>{t('season.help')}</p>
        <StylePick except={0} label={t('season.style')} onPick={setStyleId} />
        <ErrorNote error={targets.error} />
        {styleId !== null && targets.data && (
          <Targets key={styleId} styleId={styleId} targets={targets.data} onDone={() => setStyleId(null)} />
        )}
        <TargetList onPick={setStyleId} />
      </div>
    </Drawer>
  )
}

function TargetList({ onPick }: { readonly onPick: (styleId: number) => void }) {
  const { t } = useTranslation('planning')
  const list = useQuery(api.planning.season.list.queryOptions())
  if (!list.data) return <ErrorNote error={list.error} />
  if (list.data.length === 0) return <p>{t('season.none')}</p>
  return (
    <>
      <b>{t('season.targets')}</b>
      <Table
        size="small"
        rowKey={(row) => `${row.styleId} ${row.readyBy}`}
        dataSource={list.data}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('capacity.style'),
            render: (_, row) => (
              <LinkButton onClick={() => onPick(row.styleId)}>
                {row.styleNumber} {row.styleName}
              </LinkButton>
            ),
          },
          { title: t('season.readyBy'), dataIndex: 'readyBy' },
          { title: t('season.quantity'), align: 'right', dataIndex: 'quantity' },
          {
            title: t('season.missing'),
            align: 'right',
            render: (_, row) =>
              row.over ? (
                <StatusTag tone="off">{t('season.over')}</StatusTag>
              ) : row.missing === 0 ? (
                <StatusTag tone="done">{t('season.enough')}</StatusTag>
              ) : (
                <b>{row.missing}</b>
              ),
          },
        ]}
      />
    </>
  )
}

function Targets(props: {
  readonly styleId: number
  readonly targets: SeasonTargets
  readonly onDone: () => void
}) {
  const { t } = useTranslation('planning')
  const { message } = App.useApp()
  const askPast = useAskPast()
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: props.styleId } }))
  const [begun] = useState(() => ({
    styleId: props.styleId,
    readyBy: props.targets.readyBy ?? '',
    texts: gridTexts(props.targets.lines),
  }))
  const [readyBy, setReadyBy] = useState(begun.readyBy)
  const [texts, setTexts] = useState(begun.texts)
  const save = useCommand(client.planning.season.save, {
    onSuccess: () => {
      void message.success(t('season.saved'))
      props.onDone()
    },
  })
  const isDirty = readyBy !== begun.readyBy || JSON.stringify(texts) !== JSON.stringify(begun.texts)
  useUnsavedChanges(isDirty && !save.isPending, t('season.unsaved'))
  const kept = useEditorDraft({
    begun,
    typed: { styleId: props.styleId, readyBy, texts },
    isDirty,
    onTake: (typed) => {
      setReadyBy(typed.readyBy)
      setTexts(typed.texts)
    },
  })
  if (!style.data) return <ErrorNote error={style.error} />
  const skus = style.data.skus.filter((sku) => !sku.archived && !sku.isSet && !sku.isSeconds)
  const { lines, total, wrong } = readGrid(
    texts,
    skus.map(({ id }) => id),
    mostPieces,
  )
  const submit = async () => {
    if (lines.length > 0 && !(await askPast(readyBy))) return
    await save.run({ styleId: props.styleId, readyBy: readyBy || null, lines: [...lines] })
  }
  return (
    <>
      <DraftNote {...kept} />
      <ErrorNote error={save.error} />
      <b>
        {style.data.styleNumber} {style.data.name}
      </b>
      <PiecesGrid
        colours={style.data.colours.map(({ name }) => name)}
        sizes={style.data.sizes.map(({ name }) => name)}
        skus={skus}
        texts={texts}
        most={mostPieces}
        onChange={setTexts}
      />
      <div className={floor.bar}>
        <span>{t('season.readyBy')}</span>
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t('season.readyBy')}
          value={readyBy}
          onChange={(event) => setReadyBy(event.target.value)}
        />
        <Button
          type="primary"
          disabled={wrong.length > 0 || (lines.length > 0 && readyBy === '')}
          loading={save.isPending}
          onClick={() => void submit()}
        >
          {t('season.save', { count: total })}
        </Button>
      </div>
    </>
  )
}
