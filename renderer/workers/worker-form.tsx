import { Button, Input, InputNumber, Select, Tabs } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Worker,
  type WorkerAway,
  type WorkerKind,
  type WorkerSkill,
  workerKinds,
} from '../../shared/workers/contract.ts'
import type { NumberKind, WorkerDetails, WorkerPerson } from '../../shared/workers/details-contract.ts'
import { client } from '../app/client.ts'
import { shownError } from '../app/shown-error.ts'
import { Photo } from '../catalog/photo.tsx'
import { TakePhoto } from '../catalog/take-photo.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { AwayDays } from './away-days.tsx'
import { DataKeyNote } from './data-key-note.tsx'
import { noDetails, PayFields, PersonFields } from './details-fields.tsx'
import { NumberField, numberFault } from './number-field.tsx'
import { SkillsField } from './skills-field.tsx'
import styles from './workers.module.css'

const none = { state: 'none', text: '' } as const

/** A worker: how she is called and paid, who she is, her contract and her money, what she can do and when she is away. */
export function WorkerForm({
  worker,
  person,
  onDone,
  onFind,
}: {
  readonly worker: Worker | null
  readonly person: WorkerPerson | null
  readonly onDone: () => void
  /** Goes to somebody who was here before. */
  readonly onFind: (name: string) => void
}) {
  const { t } = useTranslation('workers')
  const [name, setName] = useState(worker?.name ?? '')
  const [kind, setKind] = useState<WorkerKind>(worker?.kind ?? 'piece')
  const [note, setNote] = useState(worker?.note ?? '')
  const [photoHash, setPhotoHash] = useState(worker?.photoHash ?? '')
  const [minutes, setMinutes] = useState<number | null>(worker?.dailyMinutes ?? null)
  const [skills, setSkills] = useState<readonly WorkerSkill[]>(worker?.skills ?? [])
  // Attendance may cut them meanwhile: what was not touched here is not written.
  const [away, setAway] = useState<readonly WorkerAway[] | null>(null)
  const [details, setDetails] = useState<WorkerDetails>(() => detailsOf(person))
  const [numbers, setNumbers] = useState<Partial<Record<NumberKind, string | null | undefined>>>({})
  const [error, setError] = useState<unknown>(null)
  const save = useCommand(client.workers.save, { onSuccess: onDone })
  const submit = (again: boolean) =>
    void save.run({
      id: worker?.id ?? null,
      name: name.trim(),
      kind,
      note,
      archived: worker?.archived ?? false,
      photoHash,
      dailyMinutes: minutes,
      skills: [...skills],
      ...(away && { away: [...away] }),
      details,
      idNumber: sent(numbers['id-number']),
      bankAccount: sent(numbers['bank-account']),
      ...(again && { again }),
    })
  const number = (of: NumberKind, known: WorkerPerson['idNumber'] | undefined) => (
    <NumberField
      kind={of}
      label={t(of === 'id-number' ? 'field.idNumber' : 'field.bankAccount')}
      workerId={worker?.id ?? null}
      known={known ?? none}
      value={numbers[of]}
      onChange={(value) => setNumbers({ ...numbers, [of]: value })}
    />
  )
  const isWrong = (['id-number', 'bank-account'] as const).some(
    (of) => typeof numbers[of] === 'string' && numberFault(of, numbers[of]) !== null,
  )
  const change = (patch: Partial<WorkerDetails>) => setDetails({ ...details, ...patch })
  const wasHere = save.error ? shownError(save.error) : null
  return (
    <form
      className={styles.page}
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '' && !isWrong) submit(false)
      }}
    >
      <div className={styles.quick}>
        <div className={styles.stack}>
          <Photo hash={photoHash === '' ? null : photoHash} side={112} alt={name} subject="person" />
          <TakePhoto
            camera="user"
            label={t('production:worker.photo')}
            onTaken={setPhotoHash}
            onError={setError}
          />
        </div>
        <div className={styles.stack}>
          <div className={styles.field}>
            <span>{t('production:worker.name')}</span>
            <Input
              autoFocus
              size="large"
              aria-label={t('production:worker.name')}
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <div className={styles.field}>
            <span>{t('production:worker.kind')}</span>
            <Select
              aria-label={t('production:worker.kind')}
              value={kind}
              options={workerKinds.map((one) => ({ value: one, label: t(`production:worker.kinds.${one}`) }))}
              onChange={setKind}
            />
          </div>
        </div>
      </div>
      <Tabs
        items={[
          {
            key: 'person',
            label: t('tab.person'),
            children: (
              <div className={styles.stack}>
                <DataKeyNote isQuiet />
                <PersonFields details={details} onChange={change}>
                  {number('id-number', person?.idNumber)}
                </PersonFields>
              </div>
            ),
          },
          {
            key: 'pay',
            label: t('tab.pay'),
            children: (
              <PayFields details={details} onChange={change}>
                {number('bank-account', person?.bankAccount)}
              </PayFields>
            ),
          },
          {
            key: 'work',
            label: t('tab.work'),
            children: (
              <div className={styles.stack}>
                <span>{t('production:worker.hours')}</span>
                <InputNumber
                  aria-label={t('production:worker.hours')}
                  min={0}
                  max={24}
                  step={0.5}
                  placeholder={t('production:worker.usualHours')}
                  style={{ width: 200 }}
                  value={minutes === null ? null : minutes / 60}
                  onChange={(value) => setMinutes(value === null ? null : Math.round(value * 60))}
                />
                <SkillsField skills={skills} onChange={setSkills} />
                <AwayDays away={away ?? worker?.away ?? []} onChange={setAway} />
              </div>
            ),
          },
        ]}
      />
      <div className={styles.field}>
        <span>{t('production:note')}</span>
        <Input
          aria-label={t('production:note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <ErrorNote error={error ?? save.error} />
      {wasHere?.code === 'worker-was-here' && (
        <div className={styles.bar}>
          <Button onClick={() => onFind(String(wasHere.data.worker))}>{t('wasHere.find')}</Button>
          <Button onClick={() => submit(true)}>{t('wasHere.again')}</Button>
        </div>
      )}
      <div className={styles.bar}>
        <Button
          type="primary"
          htmlType="submit"
          disabled={name.trim() === '' || isWrong}
          loading={save.isPending}
        >
          {t('ui:save')}
        </Button>
        <Button onClick={onDone}>{t('ui:cancel')}</Button>
      </div>
    </form>
  )
}

/** An emptied field is a number that was not typed after all. */
function sent(value: string | null | undefined): string | null | undefined {
  return typeof value === 'string' && value.trim() === '' ? undefined : value
}

function detailsOf(person: WorkerPerson | null): WorkerDetails {
  if (person === null) return noDetails
  const {
    id: _id,
    idNumber: _number,
    bankAccount: _account,
    leftOn: _on,
    leftReason: _why,
    ...details
  } = person
  return details
}
