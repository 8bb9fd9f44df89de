import { WarningOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Money } from '../../ui/money.tsx'
import styles from '../inventory.module.css'

/** A number of pieces; zero steps back, what needs the user steps forward with a sign. */
export function Pieces({ value, alarm = false }: { readonly value: number; readonly alarm?: boolean }) {
  if (value === 0) return <span className={styles.zero}>0</span>
  if (alarm || value < 0)
    return (
      <span className={styles.alarm}>
        <WarningOutlined /> {value}
      </span>
    )
  return <span className="number">{value}</span>
}

/** Fen as money; nothing for who may not see it. */
export function Fen({ value }: { readonly value: number | null }) {
  return value === null ? null : <Money minor={value} />
}

/** One figure with its name above it. */
export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span className={styles.fact}>
      <span className={styles.muted}>{name}</span>
      <b>{children}</b>
    </span>
  )
}

/** A form field: its name, the input, and what is wrong with it. */
export function Field(props: {
  readonly name: string
  readonly error?: string | undefined
  readonly children: ReactNode
  readonly width?: number
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={styles.field} style={{ width: props.width }}>
      <span>{props.name}</span>
      {props.children}
      {props.error !== undefined && (
        <span className={styles.fieldError} role="alert">
          {props.error}
        </span>
      )}
    </label>
  )
}
