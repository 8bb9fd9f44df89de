import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { formatCentimetres, parseCentimetres, type SizePoint } from '../../../shared/catalog/size-chart.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import styles from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { DraftNote } from '../../ui/form/draft-note.tsx'
import { useEditorDraft } from '../../ui/form/editor-draft.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { SaveNote } from '../../ui/save-note.tsx'
import { useUnsavedChanges } from '../../ui/unsaved-changes.ts'
import { useCommand } from '../../ui/use-command.ts'

/** Offered for a first chart. */
const usualPoints = ['length', 'chest', 'shoulder', 'sleeve', 'waist', 'trousers'] as const

interface PointDraft {
  readonly key: number
  readonly name: string
  readonly minus: string
  readonly plus: string
  readonly sizes: Readonly<Record<string, string>>
}

/** What each size of a style measures, and how far off is still right. */
export function SizeChartScreen() {
  const { t } = useTranslation('quality')
  const styleId = Number(useParams().id)
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: styleId } }))
  // What is typed stays, whatever is read again behind it: only a save begins anew.
  const [round, setRound] = useState(0)
  const options = api.catalog.sizeChart.get.queryOptions({ input: { styleId } })
  const chart = useQuery({ ...options, queryKey: [...options.queryKey, round] as const, gcTime: 0 })
  const error = chart.error ?? style.error
  if (!chart.data || !style.data) return error ? <ErrorNote error={error} /> : <Spin delay={150} />
  return (
    <>
      <PageHeader
        back={`/catalog/styles/${styleId}`}
        title={t('chart.title', { style: `${style.data.styleNumber} ${style.data.name}` })}
      />
      <ChartEditor
        key={`${styleId} ${round}`}
        styleId={styleId}
        sizes={style.data.sizes.map(({ name }) => name)}
        points={chart.data}
        onSaved={() => setRound(round + 1)}
      />
    </>
  )
}

function draftOf(point: SizePoint, key: number): PointDraft {
  return {
    key,
    name: point.name,
    minus: formatCentimetres(point.minus),
    plus: formatCentimetres(point.plus),
    sizes: Object.fromEntries(
      Object.entries(point.sizes).map(([size, value]) => [size, formatCentimetres(value)]),
    ),
  }
}

/** The point as it is saved; null while something of it is missing or no number. */
function pointOf(draft: PointDraft): SizePoint | null {
  const [minus, plus] = [parseCentimetres(draft.minus || '0'), parseCentimetres(draft.plus || '0')]
  if (draft.name.trim() === '' || minus === null || plus === null) return null
  const sizes: Record<string, number> = {}
  for (const [size, text] of Object.entries(draft.sizes)) {
    if (text.trim() === '') continue
    const value = parseCentimetres(text)
    if (value === null) return null
    sizes[size] = value
  }
  return { name: draft.name.trim(), minus, plus, sizes }
}

function ChartEditor(props: {
  readonly styleId: number
  readonly sizes: readonly string[]
  readonly points: readonly SizePoint[]
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('quality')
  const { message } = App.useApp()
  const may = useMay()
  const [begun] = useState<readonly PointDraft[]>(() => props.points.map(draftOf))
  const [drafts, setDrafts] = useState(begun)
  // Read again behind what is typed, the points would be those that somebody else saved meanwhile.
  const [before] = useState(() => [...props.points])
  const save = useCommand(client.catalog.sizeChart.save, {
    onSuccess: () => {
      void message.success(t('saved'))
      props.onSaved()
    },
  })
  const isReadOnly = !may('catalog.sizeChart.save')
  const isDirty = JSON.stringify(drafts) !== JSON.stringify(begun)
  useUnsavedChanges(!save.isPending && isDirty, t('chart.unsaved'))
  const kept = useEditorDraft({ begun, typed: drafts, isDirty, onTake: setDrafts })
  const change = (key: number, patch: Partial<PointDraft>) =>
    setDrafts(drafts.map((draft) => (draft.key === key ? { ...draft, ...patch } : draft)))
  const add = (name = '') =>
    setDrafts([
      ...drafts,
      { key: Math.max(-1, ...drafts.map(({ key }) => key)) + 1, name, minus: '1', plus: '1', sizes: {} },
    ])
  const points = drafts.flatMap((draft) => pointOf(draft) ?? [])
  const centimetres = (label: string, value: string, onChange: (text: string) => void) => (
    <Input
      className="number"
      inputMode="decimal"
      style={{ width: 64 }}
      aria-label={label}
      disabled={isReadOnly}
      status={value.trim() !== '' && parseCentimetres(value) === null ? 'error' : ''}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
  return (
    <div className={styles.page}>
      <p className={styles.muted}>{t('chart.help')}</p>
      <DraftNote {...kept} />
      <SaveNote
        error={save.error}
        onLoad={props.onSaved}
        onForce={() => void save.run({ styleId: props.styleId, points })}
      />
      <Table
        size="small"
        rowKey="key"
        pagination={false}
        dataSource={[...drafts]}
        locale={{ emptyText: t('chart.none') }}
        scroll={{ x: true }}
        columns={[
          {
            title: t('chart.point'),
            fixed: 'left',
            render: (_, draft) => (
              <Input
                style={{ width: 120 }}
                aria-label={t('chart.point')}
                maxLength={40}
                disabled={isReadOnly}
                value={draft.name}
                onChange={(event) => change(draft.key, { name: event.target.value })}
              />
            ),
          },
          {
            title: t('chart.minus'),
            render: (_, draft) =>
              centimetres(t('chart.minus'), draft.minus, (minus) => change(draft.key, { minus })),
          },
          {
            title: t('chart.plus'),
            render: (_, draft) =>
              centimetres(t('chart.plus'), draft.plus, (plus) => change(draft.key, { plus })),
          },
          ...props.sizes.map((size) => ({
            title: size,
            key: size,
            render: (_: unknown, draft: PointDraft) =>
              centimetres(`${draft.name} ${size}`, draft.sizes[size] ?? '', (text) =>
                change(draft.key, { sizes: { ...draft.sizes, [size]: text } }),
              ),
          })),
          {
            title: '',
            fixed: 'right',
            render: (_, draft) =>
              !isReadOnly && (
                <Button size="small" onClick={() => setDrafts(drafts.filter(({ key }) => key !== draft.key))}>
                  {t('remove')}
                </Button>
              ),
          },
        ]}
      />
      {!isReadOnly && (
        <div className={styles.bar}>
          <Button onClick={() => add()}>{t('chart.add')}</Button>
          {usualPoints
            .map((point) => t(`chart.usual.${point}`))
            .filter((name) => !drafts.some((draft) => draft.name.trim() === name))
            .map((name) => (
              <Button key={name} onClick={() => add(name)}>
                + {name}
              </Button>
            ))}
          <Button
            type="primary"
            disabled={points.length !== drafts.length}
            loading={save.isPending}
            onClick={() => void save.run({ styleId: props.styleId, points, before })}
          >
            {t('save')}
          </Button>
        </div>
      )}
    </div>
  )
}
