import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import styles from './page-header.module.css'

/** A screen's name, what it is about in one line, and its actions at the right. `back`: the path it came from. */
export function PageHeader(props: {
  /** Photo of what the screen is about. */
  readonly picture?: ReactNode
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly back?: string
}) {
  const { t } = useTranslation('ui')
  const navigate = useNavigate()
  const { back } = props
  return (
    <header className={styles.header}>
      {back !== undefined && (
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          aria-label={t('back')}
          onClick={() => void navigate(back)}
        />
      )}
      {props.picture}
      <h1 className={styles.title}>{props.title}</h1>
      {props.note !== undefined && <span className={styles.note}>{props.note}</span>}
      <div className={styles.actions}>{props.actions}</div>
    </header>
  )
}
