import { useEffect } from 'react'

/**
 * A dialog that opens begins in its first field, or in the one marked `data-first`. antd puts the focus on the dialog or on its closing cross, where `autoFocus`
 * has lost it already and the first space or Enter would close what was to be filled in. Not where fingers type: there
 * a keyboard would jump up over the half of the screen.
 */
export function useDialogFocus(): void {
  useEffect(() => {
    const entered = new Set<Element>()
    let byTab = false
    const onKey = (event: KeyboardEvent) => {
      byTab = event.key === 'Tab'
    }
    const onPointer = () => {
      byTab = false
    }
    const onFocus = (event: FocusEvent) => {
      const target = event.target as Element
      const isDrawer = target.matches('.ant-drawer')
      const dialog = isDrawer ? target.querySelector('[role="dialog"]') : target.closest('[role="dialog"]')
      if (!dialog) {
        if (target.closest('#content')) entered.clear()
        return
      }
      const isNowhere = isDrawer || target === dialog || target.matches('.ant-modal-close, .ant-drawer-close')
      if (!isNowhere || byTab || entered.has(dialog) || !matchMedia('(pointer: fine)').matches) return
      requestAnimationFrame(() => {
        // Somebody, or the dialog itself, was faster.
        if (document.activeElement !== target) return
        const field = firstField(dialog)
        if (!field) return
        entered.add(dialog)
        field.focus({ preventScroll: true })
        field.select()
      })
    }
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('pointerdown', onPointer, true)
    window.addEventListener('focusin', onFocus)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('pointerdown', onPointer, true)
      window.removeEventListener('focusin', onFocus)
    }
  }, [])
}

/** The field to begin with, where it is in sight: one that is typed into, or a choice that is not made yet. */
function firstField(dialog: Element): HTMLInputElement | undefined {
  // A question with two buttons has its own beginning.
  if (dialog.matches('.ant-modal-confirm')) return
  const fields = [...dialog.querySelectorAll<HTMLInputElement>('input, textarea')].filter(
    (field) =>
      !['checkbox', 'radio', 'file', 'date', 'month'].includes(field.type) &&
      !field.disabled &&
      !field.readOnly &&
      !field.closest('.ant-picker') &&
      field.checkVisibility() &&
      field.getBoundingClientRect().top < innerHeight,
  )
  return (
    fields.find((field) => field.matches('[data-first]')) ??
    fields.find((field) => {
      const choice = field.closest('.ant-select')
      return !choice || choice.querySelector('.ant-select-placeholder') !== null
    })
  )
}
