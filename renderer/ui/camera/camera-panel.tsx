import { BulbOutlined, CloseOutlined, SwapOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './camera.module.css'
import { type Frame, readFrames } from './read-frames.ts'
import { SeenCodes } from './seen-codes.ts'

/** Without a code for so long it is forgotten, and costs the battery. */
const closesAfter = 3 * 60_000
/** How long the frame of a code that was read stays, in milliseconds. */
const frameFor = 700

type Fault = 'denied' | 'none' | 'failed'

/** What the camera sees, with a frame around each code that it reads. */
export function CameraPanel(props: {
  readonly onCode: (code: string) => void
  readonly onClose: () => void
  readonly qrOnly: boolean
  /** Of a kiosk: people hold their badges before its screen, all day. */
  readonly isKiosk: boolean
}) {
  const { t } = useTranslation('scanner')
  const video = useRef<HTMLVideoElement>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [hit, setHit] = useState<Frame | null>(null)
  const [light, setLight] = useState<MediaStreamTrack | null>(null)
  const [isLit, setLit] = useState(false)
  const [facing, setFacing] = useState<'user' | 'environment'>(props.isKiosk ? 'user' : 'environment')
  const [hasOther, setHasOther] = useState(false)
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    const end = new AbortController()
    const seen = new SeenCodes()
    let unused: ReturnType<typeof setTimeout> | undefined
    let shown: ReturnType<typeof setTimeout> | undefined
    const use = () => {
      clearTimeout(unused)
      if (latest.current.isKiosk) return
      unused = setTimeout(() => latest.current.onClose(), closesAfter)
    }
    const take = (frame: Frame) => {
      if (!frame.found) return
      setHit(frame)
      clearTimeout(shown)
      shown = setTimeout(() => setHit(null), frameFor)
      if (!seen.isNew(frame.found.text, performance.now())) return
      use()
      latest.current.onCode(frame.found.text)
    }
    const open = async () => {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 720 } },
      })
      const stop = () => {
        for (const track of stream.getTracks()) track.stop()
      }
      end.signal.addEventListener('abort', stop)
      const screen = video.current
      if (end.signal.aborted || !screen) return stop()
      const devices = await navigator.mediaDevices.enumerateDevices()
      setHasOther(devices.filter(({ kind }) => kind === 'videoinput').length > 1)
      const [track] = stream.getVideoTracks()
      // TypeScript's library does not know the light.
      if (track && 'torch' in (track.getCapabilities?.() ?? {})) setLight(track)
      screen.srcObject = stream
      await screen.play()
      if (end.signal.aborted) return
      end.signal.addEventListener('abort', readFrames(screen, latest.current.qrOnly, take))
      use()
    }
    open().catch((error: unknown) => {
      if (!end.signal.aborted) setFault(faultOf(error))
    })
    return () => {
      end.abort()
      clearTimeout(unused)
      clearTimeout(shown)
      setLight(null)
      setLit(false)
      setFault(null)
    }
  }, [facing])
  const switchLight = () => {
    const on = !isLit
    setLit(on)
    // Not in TypeScript's library either.
    const lit = { advanced: [{ torch: on }] } as unknown as MediaTrackConstraints
    void light?.applyConstraints(lit).catch(() => setLit(false))
  }
  const corners = hit?.found?.corners.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <section className={styles.panel} aria-label={t('camera.title')}>
      {fault ? (
        <p className={styles.fault} role="alert">
          {t(`camera.${fault}`)}
        </p>
      ) : (
        <div
          className={[styles.view, hit && styles.hit, facing === 'user' && styles.mirror]
            .filter(Boolean)
            .join(' ')}
        >
          <video ref={video} playsInline muted />
          {hit && (
            <svg viewBox={`0 0 ${hit.width} ${hit.height}`} aria-hidden="true">
              <polygon points={corners} />
            </svg>
          )}
        </div>
      )}
      <div className={styles.buttons}>
        {light && (
          <Button icon={<BulbOutlined />} aria-pressed={isLit} onClick={switchLight}>
            {t(isLit ? 'camera.dark' : 'camera.light')}
          </Button>
        )}
        {hasOther && (
          <Button
            icon={<SwapOutlined />}
            onClick={() => setFacing(facing === 'user' ? 'environment' : 'user')}
          >
            {t('camera.other')}
          </Button>
        )}
        <Button icon={<CloseOutlined />} onClick={props.onClose}>
          {t('camera.close')}
        </Button>
      </div>
    </section>
  )
}

function faultOf(error: unknown): Fault {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return 'failed'
}
