import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../payroll.module.css'

/** A rule: what it does in a sentence, what can be set, and the law or custom it comes from. */
export function Rule({
  name,
  children,
}: {
  readonly name: 'minimum' | 'overtime' | 'rework' | 'tax' | 'damage'
  readonly children: ReactNode
}) {
  const { t } = useTranslation('payroll')
  return (
    <section className={styles.rule} aria-label={t(`rules.${name}.title`)}>
      <h3>{t(`rules.${name}.title`)}</h3>
      <p>{t(`rules.${name}.text`)}</p>
      <div className={styles.page}>{children}</div>
      <p className={styles.source} style={{ margin: '8px 0 0' }}>
        {t('rules.source', { text: t(`rules.${name}.source`) })}
      </p>
    </section>
  )
}
