import { useCallback, useEffect, useState } from 'react'

/** Seconds left of a wait, counted down on the screen, and a way to start one. */
export function useCountdown(): readonly [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  const start = useCallback((seconds: number) => {
    setLeft(seconds)
    setUntil(Date.now() + seconds * 1000)
  }, [])
  useEffect(() => {
    if (until === 0) return
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setLeft(seconds)
      if (seconds === 0) setUntil(0)
    }, 250)
    return () => clearInterval(timer)
  }, [until])
  return [left, start]
}
