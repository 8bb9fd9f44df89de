import type { ReactNode } from 'react'
import styles from './settings-page.module.css'

/** A tab's content: its name, what it is for, then the fields. */
export function SettingsSection(props: {
  readonly title: string
  readonly note: string
  readonly isWide?: boolean
  readonly children: ReactNode
}) {
  return (
    <section className={props.isWide ? undefined : styles.narrow} aria-label={props.title}>
      <h2 className={styles.heading}>{props.title}</h2>
      <p className={styles.note}>{props.note}</p>
      {props.children}
    </section>
  )
}
