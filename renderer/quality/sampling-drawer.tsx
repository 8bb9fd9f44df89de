import { App, Button, Drawer, Input, Select, Spin, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QualitySettings } from '../../shared/quality/contract.ts'
import { defectClasses } from '../../shared/quality/sampling.ts'
import { aqls, codeLetters, sampleSizes } from '../../shared/quality/sampling-tables.ts'
import { api, client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useFresh } from '../ui/use-fresh.ts'
import { PlanFields } from './plan-fields.tsx'
import { useDefectNames } from './use-defect-names.ts'

/** What the workshop looks for, how strictly, and its table of tightened plans. */
export function SamplingDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('quality')
  const query = useFresh(api.quality.settings.get.queryOptions())
  return (
    <Drawer open size={760} title={t('sampling.open')} onClose={onClose}>
      <ErrorNote error={query.error} />
      {query.data ? <SamplingForm settings={query.data} onDone={onClose} /> : <Spin delay={150} />}
    </Drawer>
  )
}

function SamplingForm(props: { readonly settings: QualitySettings; readonly onDone: () => void }) {
  const { t } = useTranslation('quality')
  const { message } = App.useApp()
  const { shownBy, storedBy } = useDefectNames()
  const [settings, setSettings] = useState(props.settings)
  const [texts, setTexts] = useState(() =>
    settings.defects.map((defect, key) => ({ key, name: shownBy(defect.name), class: defect.class })),
  )
  const save = useCommand(client.quality.settings.save, {
    onSuccess: () => {
      void message.success(t('saved'))
      props.onDone()
    },
  })
  const [bad, setBad] = useState<ReadonlySet<string>>(new Set())
  const setCell = (aql: (typeof aqls)[number], place: number, text: string) => {
    const cell = text === '↓' ? 'down' : text === '↑' ? 'up' : /^\d{1,2}$/.test(text) ? Number(text) : null
    const key = `${aql} ${place}`
    setBad(cell === null ? new Set([...bad, key]) : new Set([...bad].filter((one) => one !== key)))
    if (cell === null) return
    setSettings({
      ...settings,
      tightened: {
        ...settings.tightened,
        [aql]: settings.tightened[aql].map((old, index) => (index === place ? cell : old)),
      },
    })
  }
  const defects = texts.flatMap(({ name, class: of }) =>
    name.trim() === '' ? [] : [{ name: storedBy(name.trim()), class: of }],
  )
  return (
    <div className={styles.page}>
      <ErrorNote error={save.error} />
      <PlanFields rules={settings} onChange={(patch) => setSettings({ ...settings, ...patch })} />
      <p className={styles.muted}>{t('sampling.help')}</p>
      <b>{t('sampling.defects')}</b>
      {texts.map((row) => (
        <div key={row.key} className={styles.bar}>
          <Input
            style={{ width: 240 }}
            aria-label={t('defect')}
            maxLength={40}
            value={row.name}
            onChange={(event) =>
              setTexts(texts.map((one) => (one.key === row.key ? { ...one, name: event.target.value } : one)))
            }
          />
          <Select
            style={{ width: 110 }}
            aria-label={t('sampling.class')}
            value={row.class}
            options={defectClasses.map((one) => ({ value: one, label: t(`classes.${one}`) }))}
            onChange={(of) =>
              setTexts(texts.map((one) => (one.key === row.key ? { ...one, class: of } : one)))
            }
          />
          <Button size="small" onClick={() => setTexts(texts.filter(({ key }) => key !== row.key))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <div>
        <Button
          onClick={() =>
            setTexts([
              ...texts,
              { key: Math.max(-1, ...texts.map(({ key }) => key)) + 1, name: '', class: 'major' },
            ])
          }
        >
          {t('sampling.add')}
        </Button>
      </div>
      <b>{t('sampling.tightened')}</b>
      <p className={styles.wrong}>{t('sampling.check')}</p>
      <Table
        size="small"
        rowKey="letter"
        pagination={false}
        dataSource={codeLetters.map((letter, place) => ({ letter, place }))}
        columns={[
          { title: t('sampling.letter'), dataIndex: 'letter' },
          { title: t('sampling.sample'), align: 'right', render: (_, { place }) => sampleSizes[place] },
          ...aqls.map((aql) => ({
            title: `AQL ${aql}`,
            key: aql,
            render: (_: unknown, { letter, place }: { readonly letter: string; readonly place: number }) => {
              const cell = props.settings.tightened[aql][place]!
              return (
                <Input
                  className="number"
                  style={{ width: 56 }}
                  aria-label={`${letter} ${aql}`}
                  status={bad.has(`${aql} ${place}`) ? 'error' : ''}
                  defaultValue={cell === 'down' ? '↓' : cell === 'up' ? '↑' : String(cell)}
                  onChange={(event) => setCell(aql, place, event.target.value.trim())}
                />
              )
            },
          })),
        ]}
      />
      <div className={styles.bar}>
        <Button
          type="primary"
          disabled={bad.size > 0}
          loading={save.isPending}
          onClick={() => void save.run({ settings: { ...settings, defects } })}
        >
          {t('save')}
        </Button>
        <Button onClick={props.onDone}>{t('cancel')}</Button>
      </div>
    </div>
  )
}
