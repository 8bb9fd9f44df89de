import { LoginOutlined, LogoutOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatInstant } from '../../../shared/dates.ts'
import type { ScannedBadge } from '../../../shared/payroll/time/contract.ts'
import { clockTime, parseClockTime } from '../../../shared/payroll/time/shift.ts'
import { client } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { useSession } from '../../app/session.tsx'
import { shownError } from '../../app/shown-error.ts'
import { Photo } from '../../catalog/photo.tsx'
import floor from '../../production/production.module.css'
import { ErrorNote } from '../../ui/error-note.tsx'
import { errorText } from '../../ui/error-text.ts'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { speak } from '../../ui/speak.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { hoursText } from './hours-text.ts'
import styles from './time.module.css'

const keptScans = 10
const outcomes: Readonly<Record<ScannedBadge['outcome'], ScanOutcome>> = {
  in: 'right',
  out: 'done',
  // Nothing is wrong: it had been written.
  again: 'right',
}
const time = (at: number) => formatInstant(at).slice(11)

/** The station at the door: a badge says who comes and who leaves; a scanner is all it needs. */
export function StationScreen() {
  const { t } = useTranslation('time')
  const navigate = useNavigate()
  const { language, kiosk } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const [last, setLast] = useState<ScannedBadge | null>(null)
  const [recent, setRecent] = useState<readonly ScannedBadge[]>([])
  const scan = useCommand(client.payroll.time.scan)
  const onScan = async (text: string): Promise<ScanOutcome> => {
    const answer = await scan.run({ text })
    setLast(answer)
    if (!answer) return 'wrong'
    if (answer.outcome !== 'again') setRecent((before) => [answer, ...before].slice(0, keptScans))
    speak(
      t('station.say', { worker: answer.worker.name, what: t(`station.said.${answer.outcome}`) }),
      language,
    )
    return outcomes[answer.outcome]
  }
  return (
    <div ref={box} className={styles.station}>
      <div className={floor.page}>
        <div className={floor.bar}>
          <Clock />
          <span style={{ flex: 1 }} />
          <Button size="large" onClick={() => void box.current?.requestFullscreen()}>
            {t('station.full')}
          </Button>
          {kiosk === null && (
            <Button size="large" onClick={() => void navigate(paths.attendance)}>
              {t('station.back')}
            </Button>
          )}
        </div>
        <ScanInput placeholder={t('station.scan')} onScan={onScan} onEscape={() => setLast(null)} />
        {scan.error !== null && <Refused error={scan.error} />}
        {last ? (
          <Card badge={last} />
        ) : (
          scan.error === null && (
            <div className={styles.card}>
              <div>
                <div className={styles.way}>{t('station.empty.title')}</div>
                <div className={styles.said}>{t('station.empty.text')}</div>
              </div>
            </div>
          )
        )}
        {last?.missed && (
          <Missed key={`${last.worker.id} ${last.missed.workDate}`} badge={last} missed={last.missed} />
        )}
        {last?.clockBehind != null && (
          <StatusTag tone="act">{t('station.clock', { time: formatInstant(last.clockBehind) })}</StatusTag>
        )}
      </div>
      <section aria-label={t('station.recent')}>
        <p className={floor.large}>{t('station.recent')}</p>
        <ul className={styles.recent}>
          {recent.map((badge) => (
            <li key={`${badge.worker.id} ${badge.at}`}>
              <b>{badge.worker.name}</b>
              <span>
                {t(`ways.${badge.outcome}`)} {time(badge.at)}
              </span>
            </li>
          ))}
        </ul>
        {recent.length === 0 && <p className={floor.muted}>{t('station.noneYet')}</p>}
      </section>
    </div>
  )
}

/** Why a badge was not taken: as large as what is said to one that was. */
function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('time')
  return (
    <div className={`${styles.card} ${styles.refused}`} role="alert">
      <div>
        <div className={styles.way}>
          <WarningOutlined /> {t('station.refused')}
        </div>
        <div className={styles.said}>{errorText(t, shownError(error))}</div>
      </div>
    </div>
  )
}

function Card({ badge }: { readonly badge: ScannedBadge }) {
  const { t } = useTranslation('time')
  const { outcome, worker } = badge
  const icon = { in: <LoginOutlined />, out: <LogoutOutlined />, again: <WarningOutlined /> }[outcome]
  return (
    <div className={`${styles.card} ${styles[outcome]}`} role="status">
      <Photo hash={worker.photoHash === '' ? null : worker.photoHash} side={200} alt="" subject="person" />
      <div>
        <div className={styles.big}>{worker.name}</div>
        <div className={styles.way}>
          {icon} {t(`station.outcome.${outcome}`, { time: time(badge.at) })}
        </div>
        <div className={styles.said}>
          {outcome === 'again' && t(`station.again.${badge.way}`)}
          {outcome === 'out' && t('station.worked', { hours: hoursText(badge.minutes) })}
          {badge.wasAway && t(`station.wasAway.${badge.wasAway}`)}
        </div>
      </div>
    </div>
  )
}

/** She did not scan out on an earlier day: when did she leave? Left unanswered it stays open for the office. */
function Missed(props: {
  readonly badge: ScannedBadge
  readonly missed: NonNullable<ScannedBadge['missed']>
}) {
  const { t } = useTranslation('time')
  const { badge, missed } = props
  const [text, setText] = useState('')
  const add = useCommand(client.payroll.time.addPunch)
  const minute = parseClockTime(text)
  const answer = (at: number) =>
    void add.run({
      workerId: badge.worker.id,
      workDate: missed.workDate,
      way: 'out',
      minute: at < missed.from ? at + 1440 : at,
    })
  if (add.answer)
    return (
      <div>
        <StatusTag tone="done">{t('station.answered', { date: missed.workDate })}</StatusTag>
      </div>
    )
  return (
    <div className={floor.bundle}>
      <div className={floor.page}>
        <span className={floor.large}>
          <StatusTag tone="act">{t('station.missedTag')}</StatusTag>{' '}
          {t('station.missed', {
            name: badge.worker.name,
            date: missed.workDate,
            from: clockTime(missed.from),
          })}
        </span>
        <ErrorNote error={add.error} />
        <div className={floor.bar}>
          {missed.ends > missed.from && (
            <Button type="primary" size="large" loading={add.isPending} onClick={() => answer(missed.ends)}>
              {t('station.atEnd', { time: clockTime(missed.ends) })}
            </Button>
          )}
          <Input
            size="large"
            style={{ width: 120 }}
            aria-label={t('station.otherTime')}
            placeholder={t('station.otherTime')}
            status={text !== '' && minute === null ? 'error' : ''}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={() => minute !== null && answer(minute)}
          />
          <Button
            size="large"
            disabled={minute === null}
            loading={add.isPending}
            onClick={() => minute !== null && answer(minute)}
          >
            {t('save')}
          </Button>
          <span className={floor.muted}>{t('station.later')}</span>
        </div>
      </div>
    </div>
  )
}

function Clock() {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return <span className={styles.clock}>{formatInstant(now, undefined, true).slice(5)}</span>
}
