import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  QuestionCircleOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { businessDate } from '../../../shared/dates.ts'
import type { Today } from '../../../shared/settings/contract.ts'
import { ordersPath, shippedOnPath, unshipped } from '../../app/paths.ts'
import { useNow } from '../../ui/use-now.ts'
import styles from './today.module.css'

/** Counts stop here: see db/settings/today.ts. */
const countCap = 10_000

interface Figure {
  readonly name: string
  readonly value: number
  readonly to: string
  readonly icon: ReactNode
  readonly tone?: 'act' | 'done'
}

/** What must leave by when, and how far the day's work is. */
export function TodayNumbers({ today }: { readonly today: Today }) {
  const { t } = useTranslation('today')
  const now = useNow()
  const due: readonly Figure[] = [
    {
      name: 'overdue',
      value: today.overdue,
      to: ordersPath({ due: 'overdue', stage: unshipped }),
      icon: <ExclamationCircleFilled />,
      tone: 'act',
    },
    {
      name: 'dueToday',
      value: today.dueToday,
      to: ordersPath({ due: 'today', stage: unshipped }),
      icon: <ClockCircleOutlined />,
      tone: 'act',
    },
    {
      name: 'dueTomorrow',
      value: today.dueTomorrow,
      to: ordersPath({ due: 'tomorrow', stage: unshipped }),
      icon: <ClockCircleOutlined />,
    },
    {
      name: 'noDate',
      value: today.noDate,
      to: ordersPath({ due: 'none', stage: unshipped }),
      icon: <QuestionCircleOutlined />,
    },
  ]
  const work: readonly Figure[] = [
    { name: 'ready', value: today.ready, to: ordersPath({ flag: 'ready' }), icon: <ClockCircleOutlined /> },
    {
      name: 'packed',
      value: today.packed,
      to: ordersPath({ stage: ['packed'] }),
      icon: <CheckCircleOutlined />,
      tone: 'done',
    },
    {
      name: 'shippedToday',
      value: today.shippedToday,
      to: shippedOnPath(businessDate(now)),
      icon: <CheckCircleOutlined />,
      tone: 'done',
    },
  ]
  return (
    <>
      <section aria-label={t('due')}>
        <h2 className={styles.heading}>{t('due')}</h2>
        <Figures figures={due} />
      </section>
      <section aria-label={t('work')}>
        <h2 className={styles.heading}>{t('work')}</h2>
        <Figures figures={work} />
      </section>
    </>
  )
}

function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const { t } = useTranslation('today')
  return (
    <div className={styles.figures}>
      {figures.map((figure) => (
        <Link
          key={figure.name}
          to={figure.to}
          data-figure={figure.name}
          className={`${styles.figure} ${figure.value > 0 && figure.tone ? styles[figure.tone] : ''}`}
        >
          <span className={styles.value}>
            {figure.value.toLocaleString('en')}
            {figure.value >= countCap && '+'}
          </span>
          <span className={styles.name}>
            {figure.icon} {t(`figure.${figure.name}`)}
          </span>
        </Link>
      ))}
    </div>
  )
}
