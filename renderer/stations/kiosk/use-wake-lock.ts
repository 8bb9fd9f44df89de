import { useEffect } from 'react'

/** Keeps the device's screen on while the page is seen; browsers let go of it whenever the page is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null
    let isOver = false
    const take = async () => {
      if (document.hidden || isOver) return
      // Refused by a device that saves its battery: its screen goes dark then, and a touch wakes it.
      const taken = await navigator.wakeLock?.request('screen').catch(() => null)
      if (isOver) void taken?.release()
      else lock = taken ?? null
    }
    void take()
    document.addEventListener('visibilitychange', take)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
}
