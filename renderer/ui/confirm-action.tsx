import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { type Confirmation, useConfirm } from './use-confirm.tsx'

/** A button for a step that cannot be taken back: names what will happen, then does it once. Plain itself: only the question is red. */
export function ConfirmAction(
  props: Confirmation & {
    readonly children: ReactNode
    readonly onConfirm: () => Promise<unknown> | undefined
    readonly disabled?: boolean
    readonly size?: 'small' | 'middle' | 'large'
    readonly icon?: ReactNode
  },
) {
  const ask = useConfirm()
  const [isRunning, setRunning] = useState(false)
  const start = async () => {
    if (!(await ask({ title: props.title, text: props.text, confirm: props.confirm }))) return
    setRunning(true)
    try {
      await props.onConfirm()
    } finally {
      setRunning(false)
    }
  }
  return (
    <Button
      disabled={props.disabled}
      loading={isRunning}
      size={props.size}
      icon={props.icon}
      onClick={() => void start()}
    >
      {props.children}
    </Button>
  )
}
