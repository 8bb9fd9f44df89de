import { Button } from 'antd'
import type { ReactNode } from 'react'

/** A name that opens something on this screen: looks like a link, is a button for keyboard and screen reader. */
export function LinkButton({
  children,
  onClick,
}: {
  readonly children: ReactNode
  readonly onClick: () => void
}) {
  return (
    <Button type="link" style={{ height: 'auto', padding: 0 }} onClick={onClick}>
      {children}
    </Button>
  )
}
