import { useQuery } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Worker,
  type WorkerAway,
  type WorkerKind,
  type WorkerSkill,
  workerKinds,
} from '../../shared/workers/contract.ts'
import { api, client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { TakePhoto } from '../catalog/take-photo.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { AwayDays } from './away-days.tsx'

/** A worker: name, how she is paid, her day, her picture, what she can do, and when she is away. */
export function WorkerForm({
  worker,
  onDone,
}: {
  readonly worker: Worker | null
  readonly onDone: () => void
}) {
  const { t } = useTranslation('production')
  const known = useQuery(api.workers.skills.queryOptions())
  const [name, setName] = useState(worker?.name ?? '')
  const [kind, setKind] = useState<WorkerKind>(worker?.kind ?? 'piece')
  const [note, setNote] = useState(worker?.note ?? '')
  const [archived, setArchived] = useState(worker?.archived ?? false)
  const [photoHash, setPhotoHash] = useState(worker?.photoHash ?? '')
  const [minutes, setMinutes] = useState<number | null>(worker?.dailyMinutes ?? null)
  const [skills, setSkills] = useState<readonly WorkerSkill[]>(worker?.skills ?? [])
  const [away, setAway] = useState<readonly WorkerAway[]>(worker?.away ?? [])
  const [error, setError] = useState<unknown>(null)
  const save = useCommand(client.workers.save, { onSuccess: onDone })
  const submit = () =>
    void save.run({
      id: worker?.id ?? null,
      name: name.trim(),
      kind,
      note,
      archived,
      photoHash,
      dailyMinutes: minutes,
      skills: [...skills],
      away: [...away],
    })
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') submit()
      }}
    >
      <ErrorNote error={error ?? save.error ?? known.error} />
      <div className={styles.bar}>
        <Photo hash={photoHash === '' ? null : photoHash} side={96} alt={name} subject="person" />
        <TakePhoto camera="user" label={t('worker.photo')} onTaken={setPhotoHash} onError={setError} />
      </div>
      <span>{t('worker.name')}</span>
      <Input
        autoFocus
        aria-label={t('worker.name')}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <span>{t('worker.kind')}</span>
      <Select
        aria-label={t('worker.kind')}
        value={kind}
        options={workerKinds.map((one) => ({ value: one, label: t(`worker.kinds.${one}`) }))}
        onChange={setKind}
      />
      <span>{t('worker.hours')}</span>
      <InputNumber
        aria-label={t('worker.hours')}
        min={0}
        max={24}
        step={0.5}
        placeholder={t('worker.usualHours')}
        style={{ width: 200 }}
        value={minutes === null ? null : minutes / 60}
        onChange={(value) => setMinutes(value === null ? null : Math.round(value * 60))}
      />
      <span>{t('worker.skills')}</span>
      <Select
        mode="tags"
        aria-label={t('worker.skills')}
        placeholder={t('worker.anySkill')}
        value={skills.map(({ skill }) => skill)}
        options={(known.data ?? []).map((skill) => ({ value: skill, label: skill }))}
        onChange={(names: string[]) =>
          setSkills(names.map((skill) => skills.find((one) => one.skill === skill) ?? { skill, level: 2 }))
        }
      />
      {skills.map(({ skill, level }) => (
        <div key={skill} className={styles.bar}>
          <span style={{ width: 140 }}>{skill}</span>
          <Select
            size="small"
            style={{ width: 120 }}
            aria-label={`${t('worker.level')} ${skill}`}
            value={level}
            options={[1, 2, 3].map((one) => ({ value: one, label: t(`worker.levels.${one}`) }))}
            onChange={(next) =>
              setSkills(skills.map((one) => (one.skill === skill ? { skill, level: next } : one)))
            }
          />
        </div>
      ))}
      <AwayDays away={away} onChange={setAway} />
      <span>{t('note')}</span>
      <Input
        aria-label={t('note')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      {worker && (
        <span className={styles.bar}>
          <Switch checked={archived} aria-label={t('worker.left')} onChange={setArchived} />
          {t('worker.left')}
        </span>
      )}
      <div className={styles.bar}>
        <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={save.isPending}>
          {t('save')}
        </Button>
        <Button onClick={onDone}>{t('materials:cancel')}</Button>
      </div>
    </form>
  )
}
