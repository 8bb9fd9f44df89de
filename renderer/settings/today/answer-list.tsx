import { CheckCircleOutlined, RightOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Today } from '../../../shared/settings/contract.ts'
import { useMay } from '../../app/session.tsx'
import { answersOf } from './answers.ts'
import { JobNotes, useJobNotes } from './job-notes.tsx'
import styles from './today.module.css'

/** What stands still until somebody decides; nothing here is a good day. */
export function AnswerList({ today }: { readonly today: Today }) {
  const { t } = useTranslation('today')
  const may = useMay()
  const open = answersOf(today, may)
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
