import { useEffect, useState } from 'react'

/** Gives the keyboard back to what had it when this dialog opened, such as a row of a table, once it is gone. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // The dialog is taken down after this: only then is nothing else in focus.
      setTimeout(() => {
        if (before instanceof HTMLElement && document.activeElement === document.body) before.focus()
      })
    },
    [before],
  )
}
