import { CheckCircleOutlined, RightOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Today } from '../../../shared/settings/contract.ts'
import type { ProcedurePath } from '../../../shared/settings/roles.ts'
import { ordersPath, paths, unshipped } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { JobNotes, useJobNotes } from './job-notes.tsx'
import styles from './today.module.css'

interface Answer {
  readonly name: string
  readonly count: number
  readonly words?: Readonly<Record<string, number>>
  readonly to: string
  /** Who may not do this has no such task. */
  readonly needs?: ProcedurePath
}

/** What stands still until somebody decides; nothing here is a good day. */
export function AnswerList({ today }: { readonly today: Today }) {
  const { t } = useTranslation('today')
  const may = useMay()
  const answers: readonly Answer[] = [
    { name: 'performanceSoon', count: today.performanceSoon, to: ordersPath({ flag: 'performance' }) },
    {
      name: 'unmatched',
      count: today.unmatchedListings,
      words: { orders: today.unmatchedOrders },
      to: paths.matching,
      needs: 'catalog.listings.match',
    },
    { name: 'short', count: today.shortOrders, words: { pieces: today.shortPieces }, to: paths.shortage },
    {
      name: 'addressDiffers',
      count: today.addressDiffers,
      to: ordersPath({ flag: 'address-differs', stage: unshipped }),
      needs: 'orders.resolveAddress',
    },
    {
      name: 'afterSale',
      count: today.afterSale,
      to: ordersPath({ flag: 'after-sale', stage: unshipped }),
      needs: 'shipping.afterSale.release',
    },
    {
      name: 'onHold',
      count: today.onHold,
      to: ordersPath({ flag: 'hold', stage: unshipped }),
      needs: 'orders.release',
    },
    {
      name: 'stagedImports',
      count: today.stagedImports,
      to: paths.waitingImports,
      needs: 'orders.imports.commit',
    },
  ]
  const open = answers.filter(({ count, needs }) => count > 0 && (needs === undefined || may(needs)))
  const notes = useJobNotes(today.jobNotes)
  return (
    <section aria-label={t('answers')}>
      <h2 className={styles.heading}>{t('answers')}</h2>
      {open.length + notes.length === 0 ? (
        <p className={styles.allDone}>
          <CheckCircleOutlined /> {t('allAnswered')}
        </p>
      ) : (
        <ul className={styles.answers}>
          {open.map((answer) => (
            <li key={answer.name}>
              <Link to={answer.to} className={styles.answer} data-answer={answer.name}>
                <WarningOutlined className={styles.mark} />
                <strong>{t(`answer.${answer.name}`, { count: answer.count, ...answer.words })}</strong>
                <span className={styles.why}>{t(`why.${answer.name}`)}</span>
                <RightOutlined className={styles.go} />
              </Link>
            </li>
          ))}
          <JobNotes notes={notes} />
        </ul>
      )}
    </section>
  )
}
