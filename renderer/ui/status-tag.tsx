import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  MinusCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import styles from './status-tag.module.css'

/** `act`: needs the user now; `warn`: soon, or look at it; `go`: can be worked on; `done`; `off`: over or waiting elsewhere. */
export type Tone = 'act' | 'warn' | 'go' | 'done' | 'off'

const icons: Readonly<Record<Tone, ReactNode>> = {
  act: <ExclamationCircleFilled />,
  warn: <WarningOutlined />,
  go: <ClockCircleOutlined />,
  done: <CheckCircleOutlined />,
  off: <MinusCircleOutlined />,
}

/** A state with an icon and a word: never a colour alone. */
export function StatusTag(props: {
  readonly tone: Tone
  readonly children: ReactNode
  readonly icon?: ReactNode
  readonly title?: string
}) {
  return (
    <span className={`${styles.tag} ${styles[props.tone]}`} title={props.title}>
      <span aria-hidden>{props.icon ?? icons[props.tone]}</span>
      {props.children}
    </span>
  )
}
