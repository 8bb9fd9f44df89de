import { useEffect } from 'react'
import { useIsTouch } from '../app/touch.ts'

/**
 * For a field that takes scans and words: at a tablet its on-screen keyboard stays away when the screen gives it the focus, and comes when it
 * is touched.
 */
export function useQuietKeyboard(input: () => HTMLInputElement | null): void {
  const isTouch = useIsTouch()
  useEffect(() => {
    const field = input()
    if (!isTouch || !field) return
    const quiet = () => {
      field.inputMode = 'none'
    }
    const loud = () => {
      field.inputMode = 'search'
    }
    const area = field.closest('.ant-select') ?? field
    quiet()
    area.addEventListener('pointerdown', loud)
    field.addEventListener('blur', quiet)
    return () => {
      area.removeEventListener('pointerdown', loud)
      field.removeEventListener('blur', quiet)
    }
  }, [isTouch, input])
}
