import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useIsTouch } from '../app/touch.ts'

/** A name that opens something on this screen: looks like a link, is a button for keyboard and screen reader. */
export function LinkButton({
  children,
  onClick,
}: {
  readonly children: ReactNode
  readonly onClick: () => void
}) {
  const isTouch = useIsTouch()
  return (
    <Button
      type="link"
      style={{ height: 'auto', minHeight: isTouch ? 44 : undefined, padding: 0 }}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
