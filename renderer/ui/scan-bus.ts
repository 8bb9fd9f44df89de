import { openDialogs } from './open-dialogs.ts'

/** A field that takes scans which did not come through the keyboard. */
export interface ScanConsumer {
  readonly element: () => HTMLElement | null
  readonly take: (code: string) => void
}

const consumers: ScanConsumer[] = []

/** Until the returned function is called, scans may come here. */
export function joinScans(consumer: ScanConsumer): () => void {
  consumers.push(consumer)
  return () => {
    consumers.splice(consumers.indexOf(consumer), 1)
  }
}

/**
 * Hands a scan to the field that has the focus, else to the one that came last. As with a scanner in keyboard mode,
 * nothing behind an open dialog gets it. False where nobody took it.
 */
export function publishScan(code: string): boolean {
  const dialogs = openDialogs()
  const able = consumers.filter(
    ({ element }) => dialogs.length === 0 || dialogs.some((dialog) => dialog.contains(element())),
  )
  const focused = able.find(({ element }) => element()?.contains(document.activeElement) ?? false)
  const consumer = focused ?? able.at(-1)
  consumer?.take(code)
  return consumer !== undefined
}
