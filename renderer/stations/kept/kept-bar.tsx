import { CloudSyncOutlined, DisconnectOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAway, useReach } from '../../app/events.ts'
import { setDown, useKeptState } from '../queue/kept-state.ts'
import { sendSoon } from '../queue/sender.ts'
import { useCountedIn } from '../queue/use-counted-in.ts'
import { useFloorPack } from '../queue/use-floor-pack.ts'
import { KeptDrawer } from './kept-drawer.tsx'

/** On a paired device: whether the host answers, what is kept here meanwhile, and what could not be done any more. */
export function KeptBar() {
  const { t } = useTranslation('kept')
  useFloorPack()
  const { waiting, refused, ...state } = useKeptState()
  const reach = useReach()
  const away = useAway()
  const isDown = state.isDown || reach === 'lost'
  useEffect(() => {
    if (reach !== 'well') return
    setDown(false)
    sendSoon()
  }, [reach])
  useCountedIn(waiting, isDown)
  const [isOpen, setOpen] = useState(false)
  if (waiting === 0 && refused === 0 && !isDown && !isOpen && away === null) return null
  const open = (
    <Button size="large" onClick={() => setOpen(true)}>
      {t('look')}
    </Button>
  )
  return (
    <>
      {refused > 0 && (
        <Alert type="error" banner showIcon title={t('refused', { count: refused })} action={open} />
      )}
      {away !== null && <Alert type="info" banner showIcon role="status" title={t(`away.${away}`)} />}
      {(waiting > 0 || isDown) && (
        <Alert
          type={isDown ? 'warning' : 'info'}
          banner
          showIcon
          icon={isDown ? <DisconnectOutlined /> : <CloudSyncOutlined />}
          role="status"
          title={isDown ? t('down', { count: waiting }) : t('sending', { count: waiting })}
          action={waiting > 0 && refused === 0 ? open : undefined}
        />
      )}
      <KeptDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}
