import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** An empty screen: says why it is empty and what to do first. */
export function EmptyState(props: {
  readonly title: string
  readonly text?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{props.title}</p>
      {props.text !== undefined && <p className={styles.text}>{props.text}</p>}
      {props.action}
    </div>
  )
}
