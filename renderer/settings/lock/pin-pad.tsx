import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../shared/settings/contract.ts'
import { client } from '../../app/client.ts'
import { takeSession } from '../../app/session.tsx'
import { shownError } from '../../app/shown-error.ts'
import { errorText } from '../../ui/error-text.ts'
import styles from './lock-screen.module.css'
import { useCountdown } from './use-countdown.ts'

const maxLength = 12
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', '0', 'enter'] as const

interface PinPadProps {
  readonly person: Session['people'][number]
  readonly onBack?: () => void
}

/** The PIN of one person: digit keys or fingers, Enter confirms, Esc goes back to the names. */
export function PinPad({ person, onBack }: PinPadProps) {
  const { t } = useTranslation('lock')
  const [pin, setPin] = useState('')
  const [wait, startWait] = useCountdown()
  const unlock = useMutation({
    mutationFn: (typed: string) => client.settings.session.unlock({ userId: person.id, pin: typed }),
    onSuccess: takeSession,
    onError: (error) => {
      setPin('')
      const { waitSeconds } = shownError(error).data
      if (typeof waitSeconds === 'number' && waitSeconds > 0) startWait(waitSeconds)
    },
  })
  const isBlocked = wait > 0 || unlock.isPending
  const press = (key: string) => {
    if (key === 'Escape') onBack?.()
    if (isBlocked) return
    if (/^\d$/.test(key) && pin.length < maxLength) {
      setPin(pin + key)
      unlock.reset()
    } else if (key === 'back') setPin(pin.slice(0, -1))
    else if (key === 'enter' && pin !== '') unlock.mutate(pin)
  }
  useKeys(press)
  const error = unlock.error ? shownError(unlock.error) : null
  const hadToWait = Number(error?.data.waitSeconds ?? 0) > 0
  const message =
    wait > 0 ? t('wait', { count: wait }) : !error ? '' : hadToWait ? t('tryAgain') : errorText(t, error)
  return (
    <section className={styles.pad} aria-label={t('pinOf', { name: person.name })}>
      <p className={styles.ask}>{t('pinOf', { name: person.name })}</p>
      <p
        className={styles.dots}
        role="status"
        aria-label={t('typed', { count: pin.length })}
        data-typed={pin.length}
      >
        {'●'.repeat(pin.length) || '—'}
      </p>
      <p className={styles.message} role="alert">
        {message}
      </p>
      <div className={styles.keys}>
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            className={key === 'enter' ? `${styles.key} ${styles.enter}` : styles.key}
            disabled={isBlocked || (key === 'enter' && pin === '')}
            onClick={(event) => {
              // The next Enter on the keyboard must confirm, not press this button again.
              event.currentTarget.blur()
              press(key)
            }}
          >
            {key === 'back' ? t('erase') : key === 'enter' ? t('unlock') : key}
          </button>
        ))}
      </div>
      {onBack && (
        <button type="button" className={styles.other} onClick={onBack}>
          {t('other')}
        </button>
      )}
    </section>
  )
}

const named: Readonly<Record<string, string>> = { Enter: 'enter', Backspace: 'back' }

function useKeys(press: (key: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const isButton =
        event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')
      if (!isButton) press(named[event.key] ?? event.key)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
}
