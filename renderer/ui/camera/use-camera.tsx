import { CameraOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { useIsTouch } from '../../app/touch.ts'
import { isStationPage } from '../../stations/link/where.ts'
import { useStationChoice } from '../use-station-choice.ts'

const CameraPanel = lazy(async () => ({ default: (await import('./camera-panel.tsx')).CameraPanel }))

/**
 * The device's camera as a scanner, for a field that takes scans: its button, and the picture while it is open. Both null where
 * there is none to be had: at a PC with a mouse, in the desktop program, in a page that is not secure.
 */
export function useCamera(
  onCode: (code: string) => void,
  qrOnly = false,
): {
  readonly button: ReactNode
  readonly panel: ReactNode
} {
  const { t } = useTranslation('scanner')
  const isTouch = useIsTouch()
  const isKiosk = useSession().kiosk !== null
  const [isNow, setNow] = useState(false)
  // Opened once at a kiosk it stays so, over the night, too.
  const [isAlways, setAlways] = useStationChoice('camera')
  const isOpen = isKiosk ? isAlways : isNow
  const setOpen = isKiosk ? setAlways : setNow
  const isThere = navigator.mediaDevices !== undefined && !window.yifang && (isTouch || isStationPage)
  if (!isThere) return { button: null, panel: null }
  return {
    button: (
      <Button
        type={isOpen ? 'primary' : 'default'}
        icon={<CameraOutlined />}
        title={t('camera.open')}
        aria-label={t('camera.open')}
        aria-pressed={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
    ),
    panel: isOpen && (
      <Suspense fallback={null}>
        <CameraPanel onCode={onCode} onClose={() => setOpen(false)} qrOnly={qrOnly} isKiosk={isKiosk} />
      </Suspense>
    ),
  }
}
