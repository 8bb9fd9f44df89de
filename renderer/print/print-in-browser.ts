/**
 * Prints a document of `renderDocument` through the browser's own dialog and resolves when the dialog is closed.
 * The frame is laid out off the screen: in one with `display: none` no font is ever loaded.
 */
export async function printInBrowser(html: string): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  Object.assign(frame.style, {
    position: 'fixed',
    right: '100vw',
    width: '210mm',
    height: '297mm',
    border: '0',
  })
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.srcdoc = html
  document.body.append(frame)
  try {
    await loaded
    const page = frame.contentWindow
    if (page === null) return
    // A missing font must not keep a parcel waiting: the system's own is printed instead.
    await page.document.fonts.ready
    await Promise.allSettled([...page.document.images].map((image) => image.decode()))
    const closed = new Promise((resolve) => page.addEventListener('afterprint', resolve, { once: true }))
    page.focus()
    page.print()
    await closed
  } finally {
    frame.remove()
  }
}
