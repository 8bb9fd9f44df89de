import { type ReactNode, startTransition, useEffect, useState } from 'react'

/**
 * What is looked at and not worked with: drawn when the screen around it has been, in small steps between which a scan is taken. A long table
 * is most of what a tablet needs to draw a floor screen.
 */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const [isTime, setTime] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setTime(true)), 0)
    return () => clearTimeout(timer)
  }, [])
  return isTime ? children : null
}
