import { Button, Spin } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toDecimal } from '../../../shared/money.ts'
import type { KioskView, Payslip } from '../../../shared/payroll/payslip-contract.ts'
import { client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { Photo } from '../../catalog/photo.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import { say } from '../../ui/speak.ts'
import styles from './kiosk.module.css'
import { OwnSlip } from './own-slip.tsx'

/** A screen that nobody touches for so long shows nobody's wages. */
const closesAfter = 60_000

interface Shown {
  readonly badge: string
  readonly view: KioskView
  /** Read line by line; null: the overview. */
  readonly slip: Payslip | null
}

/** What a worker asks by her badge: what she did today, what is not paid yet, and what was. Nothing of it is kept in the page. */
export function KioskScreen() {
  const { t } = useTranslation('payroll')
  const { language } = useSession()
  const box = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(false)
  const close = useCallback(() => {
    window.speechSynthesis?.cancel()
    setShown(null)
    setError(null)
  }, [])
  useClosing(shown !== null, close)

  const open = async (badge: string): Promise<ScanOutcome> => {
    try {
      const view = await client.payroll.kiosk.read({ badge })
      setError(null)
      setShown({ badge, view, slip: null })
      return 'done'
    } catch (problem) {
      setShown(null)
      setError(problem)
      return 'wrong'
    }
  }
  const openSlip = async (id: number) => {
    if (!shown) return
    setReading(true)
    try {
      setShown({ ...shown, slip: await client.payroll.kiosk.payslip({ badge: shown.badge, id }) })
    } catch (problem) {
      setError(problem)
    } finally {
      setReading(false)
    }
  }
  const yuan = (fen: number) => toDecimal(fen)
  const read = () => {
    if (!shown) return
    const { view, slip } = shown
    const { name } = view.soFar
    say(
      slip === null || slip.id === null
        ? t('kiosk.readSoFar', { name, net: yuan(view.soFar.net) })
        : t('kiosk.readSlip', {
            name,
            from: slip.from,
            to: slip.to,
            gross: yuan(slip.gross),
            taken: yuan(slip.gross - slip.net),
            net: yuan(slip.net),
          }),
      language,
    )
  }
  return (
    <div ref={box} className={styles.kiosk}>
      <div className={styles.bar}>
        <ScanInput placeholder={t('kiosk.scan')} onScan={open} onEscape={close} qrOnly />
        <Button size="large" onClick={() => void box.current?.requestFullscreen()}>
          {t('kiosk.full')}
        </Button>
      </div>
      <ErrorNote error={error} />
      {shown === null ? (
        error === null && <p className={styles.empty}>{t('kiosk.empty')}</p>
      ) : (
        <>
          <div className={styles.head}>
            <Photo
              hash={shown.view.soFar.photoHash === '' ? null : shown.view.soFar.photoHash}
              side={120}
              alt=""
              subject="person"
            />
            <b className={styles.name}>{shown.view.soFar.name}</b>
            <Button size="large" onClick={read}>
              {t('kiosk.read')}
            </Button>
            <Button size="large" type="primary" onClick={close}>
              {t('kiosk.close')}
            </Button>
          </div>
          {isReading && <Spin />}
          {shown.slip ? (
            <OwnSlip
              slip={shown.slip}
              badge={shown.badge}
              onBack={() => setShown({ ...shown, slip: null })}
            />
          ) : (
            <Overview
              view={shown.view}
              onOpen={(id) => {
                if (id === null) setShown({ ...shown, slip: shown.view.soFar })
                else void openSlip(id)
              }}
            />
          )}
          <p className={styles.small}>{t('kiosk.leaves')}</p>
        </>
      )}
    </div>
  )
}

/** Closes what is shown when nobody touched the screen for a while. */
function useClosing(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return
    let timer = setTimeout(close, closesAfter)
    const touch = () => {
      clearTimeout(timer)
      timer = setTimeout(close, closesAfter)
    }
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, touch)
    return () => {
      clearTimeout(timer)
      for (const kind of kinds) window.removeEventListener(kind, touch)
    }
  }, [isOpen, close])
}

function Overview(props: { readonly view: KioskView; readonly onOpen: (id: number | null) => void }) {
  const { t } = useTranslation('payroll')
  const { view } = props
  return (
    <div className={styles.columns}>
      <section className={styles.card}>
        <h2>{t('kiosk.today')}</h2>
        {view.today.length === 0 && <p>{t('kiosk.todayNone')}</p>}
        <ul className={styles.lines}>
          {view.today.map((work) => (
            <li key={`${work.operationName} ${work.styleName} ${work.rate}`}>
              <span className={styles.grow}>
                <b>{work.operationName}</b> {work.styleName}
              </span>
              <span className={styles.figure}>{t('kiosk.pieces', { count: work.pieces })}</span>
              <span className={styles.figure}>
                {work.amount === null ? (
                  t('kiosk.noRate')
                ) : (
                  <Money minor={Math.round(work.amount / 10_000)} />
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.card}>
        <h2>{t('kiosk.soFar')}</h2>
        <p className={styles.net}>
          <Money minor={view.soFar.net} />
        </p>
        <Button size="large" onClick={() => props.onOpen(null)}>
          {t('kiosk.open')}
        </Button>
        <h2>{t('kiosk.past')}</h2>
        {view.past.length === 0 && <p>{t('kiosk.pastNone')}</p>}
        <ul className={styles.lines}>
          {view.past.map((slip) => (
            <li key={slip.id}>
              <button type="button" className={styles.slip} onClick={() => props.onOpen(slip.id)}>
                <span className={styles.grow}>{t('span', { from: slip.from, to: slip.to })}</span>
                <b className={styles.figure}>
                  <Money minor={slip.net} />
                </b>
                <span className={styles.state}>
                  {slip.paid >= slip.net
                    ? t('kiosk.paidAll')
                    : t('kiosk.owed', { owed: toDecimal(slip.net - slip.paid) })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
