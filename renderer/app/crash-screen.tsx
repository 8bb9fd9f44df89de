import { Button } from 'antd'
import { useLayoutEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyDetails } from '../ui/copy-details.tsx'
import { keepDrafts } from '../ui/form/draft-store.ts'
import styles from './start-screen.module.css'

/** A bug in a screen: says that data is safe, and gives what a developer needs, without personal data. */
export function CrashScreen({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('app')
  const id = useMemo(() => Math.random().toString(36).slice(2, 10), [])
  // Before the failed screen's forms are taken down.
  useLayoutEffect(keepDrafts, [])
  const details = [
    `id ${id}`,
    // Without what follows "#": a screen's address holds what was searched for.
    location.hash.split('?')[0],
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 8).join('\n') : '',
  ].join('\n')
  return (
    <main className={styles.start}>
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text', { id })}</p>
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="primary" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
        <CopyDetails text={details} />
      </div>
    </main>
  )
}
