import type { ClipboardEvent, KeyboardEvent } from 'react'

/** More than one value was copied: the grid takes it, not the one cell. */
export function isBlock(event: ClipboardEvent): boolean {
  return /[\t\n]/.test(event.clipboardData.getData('text/plain').replace(/\r?\n$/, ''))
}

/** Up, down and Enter always move; left and right where the cursor has reached the cell's end, or all is selected. */
export function moveFocus(
  event: KeyboardEvent<HTMLInputElement>,
  row: number,
  column: number,
  focus: (row: number, column: number) => void,
): void {
  if (event.nativeEvent.isComposing) return
  const input = event.currentTarget
  const isBox = input.type === 'checkbox'
  const start = isBox ? 0 : (input.selectionStart ?? 0)
  const end = isBox ? 0 : (input.selectionEnd ?? 0)
  const isAll = isBox || (start === 0 && end === input.value.length)
  const steps: Readonly<Record<string, readonly [number, number] | undefined>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    Enter: event.shiftKey ? [-1, 0] : [1, 0],
    ArrowLeft: isAll || (start === 0 && end === 0) ? [0, -1] : undefined,
    ArrowRight: isAll || start === input.value.length ? [0, 1] : undefined,
  }
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  focus(row + step[0], column + step[1])
}
