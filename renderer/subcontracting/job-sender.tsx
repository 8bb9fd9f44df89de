import { Button, Checkbox, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadJob } from '../../shared/subcontracting/files-contract.ts'
import { client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { InstantText } from '../ui/instant-text.tsx'
import { useCommand } from '../ui/use-command.ts'

/** Nothing is left to ask of who wrote a file. */
export function isSettled(job: ReadJob): boolean {
  return job.trust === 'known' && (job.kind === 'order' || job.bound)
}

/** Who wrote a file: known, met for the first time, or with another key than before, which the owner must confirm. */
export function JobSender(props: {
  readonly job: ReadJob
  readonly file: { readonly name: string; readonly text: string }
  readonly confirmed: boolean
  readonly onConfirm: (confirmed: boolean) => void
  readonly onTrusted: () => void
}) {
  const { t } = useTranslation('subcontracting')
  const [isSame, setSame] = useState<boolean | null>(null)
  const { job } = props
  if (isSettled(job)) return <p className={styles.muted}>{t('file.known')}</p>
  if (job.trust === 'changed') return <NewKey {...props} />
  const isAlike = job.trust === 'new' && job.before.length > 0
  const isProgress = job.kind === 'progress'
  return (
    <div className={styles.feedback}>
      {isProgress && <p>{t('file.isPartner', { name: job.from, partner: job.partner })}</p>}
      {isAlike && (
        <>
          <p>{t('file.alike', { name: job.from })}</p>
          <Radio.Group
            value={isSame}
            options={[
              { value: true, label: t('file.renewed') },
              { value: false, label: t('file.otherWorkshop') },
            ]}
            onChange={(event) => {
              props.onConfirm(false)
              setSame(event.target.value as boolean)
            }}
          />
        </>
      )}
      {isAlike && isSame !== false ? (
        isSame && <NewKey {...props} />
      ) : (
        <>
          <p>
            {job.trust === 'new'
              ? t('file.compare', { name: job.from })
              : t('file.compareKnown', { name: job.from })}
          </p>
          <p className={styles.number} style={{ fontSize: 24 }}>
            {job.fingerprint}
          </p>
          {isProgress && <p>{t('file.onlyThisKey', { partner: job.partner })}</p>}
          <Checkbox checked={props.confirmed} onChange={(event) => props.onConfirm(event.target.checked)}>
            {t(job.trust === 'new' ? 'file.same' : 'file.samePartner')}
          </Checkbox>
        </>
      )}
    </div>
  )
}

/** The old key and the new one, side by side; the owner takes the new one once it was compared. */
function NewKey(props: Parameters<typeof JobSender>[0]) {
  const { t } = useTranslation('subcontracting')
  const may = useMay()
  const { job } = props
  const [replaces, setReplaces] = useState(job.before.length === 1 ? job.before[0]!.fingerprint : null)
  const [isCompared, setCompared] = useState(false)
  const trust = useCommand(client.subcontracting.files.trustKey, { onSuccess: props.onTrusted })
  return (
    <div className={styles.page}>
      <ErrorNote error={trust.error} />
      {job.trust === 'changed' && <p className={styles.wrong}>{t('file.changed', { name: job.from })}</p>}
      <div>
        <div>{t('file.oldKey')}</div>
        <Radio.Group
          value={replaces}
          options={job.before.map((key) => ({
            value: key.fingerprint,
            label: (
              <>
                <b className={styles.large}>{key.fingerprint}</b>{' '}
                <span className={styles.muted}>
                  {key.name} <InstantText at={key.confirmedAt} />
                </span>
              </>
            ),
          }))}
          onChange={(event) => setReplaces(event.target.value as string)}
        />
      </div>
      <div>
        <div>{t('file.newKey')}</div>
        <b className={styles.large}>{job.fingerprint}</b>
      </div>
      {may('subcontracting.files.trustKey') ? (
        <>
          <Checkbox checked={isCompared} onChange={(event) => setCompared(event.target.checked)}>
            {t('file.compared')}
          </Checkbox>
          <div>
            <Button
              danger
              disabled={!isCompared || replaces === null}
              loading={trust.isPending}
              onClick={() => replaces !== null && void trust.run({ ...props.file, replaces })}
            >
              {t('file.trust')}
            </Button>
          </div>
        </>
      ) : (
        <p className={styles.muted}>{t('file.ownerOnly')}</p>
      )}
    </div>
  )
}
