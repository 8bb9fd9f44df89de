import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { joinScans } from './scan-bus.ts'
import type { ScanOutcome } from './scan-input.tsx'
import { soundDone, soundRight, soundWrong } from './sounds.ts'
import { useStrayScans } from './stray-scans.ts'

/**
 * Scans for a screen or dialog that has no scan field of its own: a scanner's keys are taken out of whatever field they
 * fell into, and a serial scanner's codes come here too. One waits for the other. Gives what takes a code, for a camera.
 */
export function useScans(
  area: RefObject<HTMLElement | null>,
  onScan: (code: string) => Promise<ScanOutcome>,
): (code: string) => void {
  const latest = useRef(onScan)
  latest.current = onScan
  const line = useRef(Promise.resolve())
  const element = useCallback(() => area.current, [area])
  const take = useCallback((code: string) => {
    line.current = line.current.then(async () => {
      const outcome = await latest.current(code).catch((): ScanOutcome => 'wrong')
      const sound = { right: soundRight, done: soundDone, wrong: soundWrong }[outcome]
      sound()
    })
  }, [])
  useEffect(() => joinScans({ element, take }), [element, take])
  useStrayScans(take, false, element)
  return take
}
