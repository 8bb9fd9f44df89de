/**
 * For a dialog's `afterOpenChange`: antd puts the focus on the closing cross, where the first space typed would
 * close it. It belongs in the first field.
 */
export function focusFirstField(isOpen: boolean): void {
  if (!isOpen) return
  const fields = document.querySelectorAll<HTMLInputElement>(
    '[role="dialog"] input:not([type="checkbox"]):not([type="radio"])',
  )
  fields[0]?.focus()
}
