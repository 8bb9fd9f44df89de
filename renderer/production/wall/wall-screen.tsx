import { useQuery } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from './wall.module.css'

const onPage = 9
const turnMs = 10_000

/** What each worker made today, to be read from two metres; more than fit turn by themselves. */
export function WallScreen() {
  const { t } = useTranslation('production')
  const box = useRef<HTMLDivElement>(null)
  const query = useQuery(api.production.tally.queryOptions())
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), turnMs)
    return () => clearInterval(timer)
  }, [])
  const { data } = query
  if (!data) return query.error ? <ErrorNote error={query.error} /> : <Spin delay={150} />
  if (data.workers.length === 0) return <EmptyState title={t('wall.none')} text={t('wall.noneText')} />
  const pages = Math.ceil(data.workers.length / onPage)
  const page = turn % pages
  const shown = data.workers.slice(page * onPage, (page + 1) * onPage)
  return (
    <div ref={box} className={styles.wall}>
      <div className={styles.head}>
        <span>{t('wall.title', { date: data.workDate })}</span>
        {pages > 1 && (
          <span>
            {page + 1} / {pages}
          </span>
        )}
        <Button onClick={() => void box.current?.requestFullscreen()}>{t('wall.full')}</Button>
      </div>
      <ErrorNote error={query.error} />
      <ul className={styles.people}>
        {shown.map((worker) => (
          <li key={worker.workerId}>
            <div className={styles.name}>
              <span>{worker.name}</span>
              <b>{worker.pieces}</b>
            </div>
            <div className={styles.steps}>
              {worker.operations.map(({ name, good }) => (
                <span key={name}>
                  {name} {good}
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}
