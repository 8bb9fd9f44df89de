import { useState } from 'react'

/** A yes or no that this station remembers; no until said. Rates to be printed or steps to strip off are its own habit. */
export function useStationChoice(name: string): [boolean, (on: boolean) => void] {
  const key = `yifang.${name}`
  const [on, setOn] = useState(() => localStorage.getItem(key) === '1')
  return [
    on,
    (next) => {
      localStorage.setItem(key, next ? '1' : '0')
      setOn(next)
    },
  ]
}
