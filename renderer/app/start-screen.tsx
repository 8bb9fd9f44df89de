import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNote } from '../ui/error-note.tsx'
import styles from './start-screen.module.css'

/** Before the host has answered: nothing for a moment, then words, then what to do. */
export function StartScreen({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation('app')
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    // Most starts take less: a word that flashes is worse than none.
    const timer = setTimeout(() => setSlow(true), 700)
    return () => clearTimeout(timer)
  }, [])
  if (error)
    return (
      <main className={styles.start}>
        <ErrorNote error={error} />
        <Button type="primary" onClick={onRetry}>
          {t('start.retry')}
        </Button>
      </main>
    )
  return <main className={styles.start}>{isSlow && <p>{t('start.opening')}</p>}</main>
}
