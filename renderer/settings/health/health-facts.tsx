import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Health } from '../../../shared/settings/health-contract.ts'
import { api, client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { bytesText } from '../../ui/bytes-text.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import styles from './health.module.css'

/** Below this the next copies may find no room. */
const scarce = 5e9

/** Three columns of facts: the program, the data, what is around it. */
export function HealthFacts({ health }: { readonly health: Health }) {
  const { t } = useTranslation('health')
  const { door, station } = useSession()
  const { runtime, system, sizes, copies } = health
  const size = (of: { readonly files: number; readonly bytes: number }) =>
    of.files === 0 ? t('none') : t('size', { size: bytesText(of.bytes), files: of.files })
  return (
    <div className={styles.columns}>
      <Facts title={t('program.title')}>
        <Fact name={t('program.version')}>{health.version}</Fact>
        <Fact name={t('program.runs')}>{t(`settings:data.doorIs.${door}`)}</Fact>
        <Fact name="Node">{runtime.node}</Fact>
        <Fact name="Electron">
          {runtime.electron === null
            ? t('program.noElectron')
            : `${runtime.electron} · Chromium ${runtime.chromium}`}
        </Fact>
        <Fact name="SQLite">{runtime.sqlite}</Fact>
        <Fact name={t('program.schema')}>{health.schema}</Fact>
        <Fact name={t('program.system')}>{system.name}</Fact>
        <Fact name={t('program.pc')}>
          {t('program.pcText', { processors: system.processors, memory: bytesText(system.memoryBytes) })}
        </Fact>
        <Fact name={t('program.zone')}>{system.zone}</Fact>
        <Fact name={t('settings:data.station')}>{station}</Fact>
      </Facts>
      <Facts title={t('data.title')}>
        <Fact name={t('data.database')}>{bytesText(sizes.database.bytes)}</Fact>
        <Fact name={t('data.photos')}>{size(sizes.photos)}</Fact>
        <Fact name={t('data.backups')}>{size(sizes.backups)}</Fact>
        <Fact name={t('data.aside')}>{size(sizes.aside)}</Fact>
        <Fact name={t('data.logs')}>{size(sizes.logs)}</Fact>
        <Fact name={t('data.free')}>
          {t('data.freeText', { free: bytesText(health.freeBytes), disk: bytesText(health.diskBytes) })}{' '}
          {health.freeBytes < scarce && <StatusTag tone="warn">{t('data.scarce')}</StatusTag>}
        </Fact>
        <Fact name={t('data.folder')}>{health.folder}</Fact>
      </Facts>
      <Facts title={t('safety.title')}>
        <Fact name={t('safety.inside')}>
          {copies.inside === null ? (
            <StatusTag tone="warn">{t('none')}</StatusTag>
          ) : (
            <InstantText at={copies.inside} />
          )}
        </Fact>
        <Fact name={t('safety.outside')}>
          {copies.outside === null ? (
            <StatusTag tone="warn">{t('safety.outsideUnknown')}</StatusTag>
          ) : (
            <InstantText at={copies.outside} />
          )}
        </Fact>
        <Fact name={t('safety.check')}>
          <CheckFact />
        </Fact>
        <Fact name={t('safety.printers')}>
          <Printers />
        </Fact>
      </Facts>
    </div>
  )
}

/** What the last check found, and a button for another. */
function CheckFact() {
  const { t } = useTranslation('care')
  const { data: status } = useQuery(api.settings.backup.status.queryOptions())
  const check = useMutation({ mutationFn: () => client.settings.backup.check() })
  if (!status) return null
  const { check: found, running } = status
  return (
    <>
      {running === 'check' && <StatusTag tone="go">{t('checking')}</StatusTag>}
      {running !== 'check' && found.state === 'good' && <StatusTag tone="done">{t('good')}</StatusTag>}
      {running !== 'check' && found.state === 'bad' && <StatusTag tone="act">{t('bad')}</StatusTag>}
      {running !== 'check' && found.state === 'waiting' && <StatusTag tone="off">{t('waiting')}</StatusTag>}{' '}
      {found.at !== null && <InstantText at={found.at} />}{' '}
      <Button size="small" loading={check.isPending} onClick={() => check.mutate()}>
        {t('checkNow')}
      </Button>
      {found.state === 'bad' && <pre className={styles.found}>{found.problems.slice(0, 5).join('\n')}</pre>}
      <ErrorNote error={check.error} />
    </>
  )
}

/** The system's printers, which only the desktop program can name. */
function Printers() {
  const { t } = useTranslation('health')
  const printers = useQuery({
    queryKey: ['desktop', 'printers'],
    queryFn: async () => [...((await window.yifang?.printers()) ?? [])],
    enabled: window.yifang !== undefined,
  })
  if (window.yifang === undefined) return t('safety.printersBrowser')
  if (printers.error) return <ErrorNote error={printers.error} />
  if (!printers.data) return null
  if (printers.data.length === 0) return <StatusTag tone="warn">{t('safety.printersNone')}</StatusTag>
  return printers.data.map(({ name, displayName }) => <div key={name}>{displayName}</div>)
}

function Facts({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.facts}>{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
