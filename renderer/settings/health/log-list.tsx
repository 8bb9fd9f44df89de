import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../../shared/dates.ts'
import type { LogLine } from '../../../shared/settings/health-contract.ts'
import { isNamedEvent } from '../../../shared/settings/log-events.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from './health.module.css'

/** The end of the log, newest first: in words, and as it stands in the file for whoever helps from afar. */
export function LogList() {
  const { t } = useTranslation('health')
  const [onlyErrors, setOnlyErrors] = useState(false)
  const log = useQuery(api.settings.health.log.queryOptions({ input: { onlyErrors } }))
  return (
    <section aria-label={t('log.title')}>
      <div className={styles.head}>
        <h3 className={styles.heading}>{t('log.title')}</h3>
        <Checkbox checked={onlyErrors} onChange={({ target }) => setOnlyErrors(target.checked)}>
          {t('log.onlyErrors')}
        </Checkbox>
      </div>
      <ErrorNote error={log.error} />
      {log.data?.length === 0 && <p className={styles.text}>{t(onlyErrors ? 'log.noErrors' : 'log.none')}</p>}
      {log.data && log.data.length > 0 && (
        <ol className={styles.log}>
          {log.data.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one moment may be the same
            <li key={index} className={line.isError ? styles.error : undefined}>
              <Line line={line} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function Line({ line }: { readonly line: LogLine }) {
  const { t } = useTranslation('health')
  const at = Date.parse(line.at)
  // A line of another version may tell of what this one has no words for.
  const words = isNamedEvent(line.event) ? t(`log.events.${line.event}`) : line.event
  return (
    <>
      <span className="number">{Number.isNaN(at) ? '—' : formatInstant(at, undefined, true)}</span>
      <div>
        {line.isError ? <StatusTag tone="act">{words}</StatusTag> : <strong>{words}</strong>}
        {words !== line.event && <span className={styles.event}>{line.event}</span>}
        {line.text !== '' && <pre className={styles.line}>{line.text}</pre>}
      </div>
    </>
  )
}
