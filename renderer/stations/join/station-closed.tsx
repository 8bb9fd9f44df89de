import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClosedReason } from '../../../shared/stations/proof.ts'
import start from '../../app/start-screen.module.css'
import { pageVersion } from '../link/enter.ts'
import styles from './join.module.css'
import { JoinDialog } from './join-dialog.tsx'
import { LeaveButton } from './leave-button.tsx'

/** Why a joined PC cannot work now, and what can be done about it here. */
const reasons = ['unknown', 'other-host', 'version', 'clock', 'no-answer'] as const
type Reason = (typeof reasons)[number]

/** What a joined PC is told of a door's reason; whatever else it is, is tried again. */
export function shownReason(reason: ClosedReason): Reason {
  return reasons.find((known) => known === reason) ?? 'no-answer'
}

const joinsAnew: ReadonlySet<Reason> = new Set(['unknown', 'other-host'])
const movable: ReadonlySet<Reason> = new Set(['other-host', 'no-answer'])

export function StationClosed({
  reason,
  version,
  onRetry,
}: {
  readonly reason: Reason
  /** Of the program at the owner's PC. */
  readonly version: string | undefined
  readonly onRetry: () => void
}) {
  const { t } = useTranslation('join')
  const [dialog, setDialog] = useState<'join' | 'move' | null>(null)
  return (
    <main className={start.start}>
      <Alert
        type={reason === 'no-answer' ? 'warning' : 'error'}
        showIcon
        title={t(`closed.${reason}.title`)}
        description={t(`closed.${reason}.text`, { version, own: pageVersion })}
      />
      <div className={styles.buttons}>
        {joinsAnew.has(reason) && (
          <Button type="primary" onClick={() => setDialog('join')}>
            {t('rejoin')}
          </Button>
        )}
        <Button type={joinsAnew.has(reason) ? 'default' : 'primary'} onClick={onRetry}>
          {t('retry')}
        </Button>
        {movable.has(reason) && <Button onClick={() => setDialog('move')}>{t('newAddress')}</Button>}
        <LeaveButton />
      </div>
      {dialog && <JoinDialog move={dialog === 'move'} onClose={() => setDialog(null)} />}
    </main>
  )
}
