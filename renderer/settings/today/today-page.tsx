import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { NewFilesBar } from '../../orders/watch/new-files-bar.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { useNow } from '../../ui/use-now.ts'
import { AnswerList } from './answer-list.tsx'
import { CareWarning } from './care-warning.tsx'
import { FirstSteps } from './first-steps.tsx'
import { isBeginning } from './first-steps-state.ts'
import styles from './today.module.css'
import { TodayNumbers } from './today-numbers.tsx'
import { UncleanNote } from './unclean-note.tsx'

/** The day in one look: what must leave, what can be worked on, what waits for an answer. Every number is a link. */
export function TodayPage() {
  const { t, i18n } = useTranslation('today')
  const may = useMay()
  const navigate = useNavigate()
  // Due times pass while nothing in the store changes: asked again every minute.
  const { data: today, error } = useQuery(api.settings.today.queryOptions({ refetchInterval: 60_000 }))
  const now = useNow()
  const day = new Intl.DateTimeFormat(i18n.language, {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: 'Asia/Shanghai',
  }).format(now)
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('title')}
        note={day}
        actions={
          today?.hasShops && may('orders.imports.stage') ? (
            <Button type="primary" onClick={() => void navigate(paths.importOrders)}>
              {t('importFiles')}
            </Button>
          ) : undefined
        }
      />
      <CareWarning />
      <UncleanNote />
      <NewFilesBar />
      <ErrorNote error={error} />
      {today ? (
        <>
          {isBeginning(today) && may('settings.shops.save') && <FirstSteps today={today} />}
          {!today.hasOrders && !may('settings.shops.save') && <QuietDay />}
          {today.hasOrders && <TodayNumbers today={today} />}
          {today.hasOrders && <AnswerList today={today} />}
        </>
      ) : (
        !error && <Skeleton active />
      )}
    </div>
  )
}

/** For who waits for the first orders and cannot bring them in. */
function QuietDay() {
  const { t } = useTranslation('today')
  const may = useMay()
  const navigate = useNavigate()
  return (
    <EmptyState
      title={t('quiet.title')}
      text={t('quiet.text')}
      action={
        <span style={{ display: 'inline-flex', gap: 8 }}>
          {may('inventory.receipts.create') && (
            <Button type="primary" onClick={() => void navigate(paths.receiveStock)}>
              {t('quiet.receive')}
            </Button>
          )}
          {may('inventory.counts.start') && (
            <Button onClick={() => void navigate(paths.counts)}>{t('quiet.count')}</Button>
          )}
        </span>
      }
    />
  )
}
