import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import { api, client } from '../../app/client.ts'
import { bytesText } from '../../ui/bytes-text.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from '../settings-page.module.css'

/** Below this the next backups may not find room. */
const scarce = 5e9

/** When the last copy was made, whether everything adds up, how much room is left. */
export function CareNote() {
  const { t } = useTranslation('care')
  const { data: status, error } = useQuery(api.settings.backup.status.queryOptions())
  const check = useMutation({ mutationFn: () => client.settings.backup.check() })
  if (!status) return <ErrorNote error={error} />
  const { check: found, failure } = status
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('newest')}</dt>
        <dd>
          {status.newest === null ? (
            <StatusTag tone="warn">{t('none')}</StatusTag>
          ) : (
            <InstantText at={status.newest} />
          )}
        </dd>
        <dt>{t('check')}</dt>
        <dd>
          {status.running === 'check' && <StatusTag tone="go">{t('checking')}</StatusTag>}
          {status.running !== 'check' && found.state === 'good' && (
            <StatusTag tone="done">{t('good')}</StatusTag>
          )}
          {status.running !== 'check' && found.state === 'bad' && (
            <StatusTag tone="act">{t('bad')}</StatusTag>
          )}
          {status.running !== 'check' && found.state === 'waiting' && (
            <StatusTag tone="off">{t('waiting')}</StatusTag>
          )}{' '}
          <Button size="small" loading={check.isPending} onClick={() => check.mutate()}>
            {t('checkNow')}
          </Button>
        </dd>
        <dt>{t('room')}</dt>
        <dd>
          {t('roomText', {
            free: bytesText(status.freeBytes),
            store: bytesText(status.storeBytes),
          })}{' '}
          {status.freeBytes < scarce && <StatusTag tone="warn">{t('scarce')}</StatusTag>}
        </dd>
        <dt>{t('folder')}</dt>
        <dd>{status.folder}</dd>
      </dl>
      {status.unclean && <Alert type="info" showIcon title={t(`unclean.${found.state}`)} />}
      {failure && (
        <Alert
          type="warning"
          showIcon
          title={t('failed', {
            at: formatInstant(failure.at),
            reason: t(`reason.${failure.code}`, t('reason.other')),
          })}
        />
      )}
      {found.state === 'bad' && (
        <Alert
          type="error"
          showIcon
          title={t('badTitle')}
          description={
            <pre style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{found.problems.slice(0, 10).join('\n')}</pre>
          }
        />
      )}
      <ErrorNote error={check.error} />
    </>
  )
}
