import type { Page } from 'playwright-core'

/**
 * What of a screen fingers and tired eyes cannot use: controls under 44 px, text under 18 px, what lies outside the window, a screen
 * that must be pushed sideways.
 */
export function fingerFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>()
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return (
        width > 0 && height > 0 && element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      )
    }
    const called = (element: Element) =>
      `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') || element.getAttribute('placeholder') || element.textContent || '').trim().slice(0, 30)}"`
    // What is pressed is often larger than what is named.
    const pressed =
      '.ant-tabs-tab, .ant-input-affix-wrapper, .ant-checkbox-wrapper, .ant-radio-wrapper, .ant-select, .ant-input-number, .ant-picker, .ant-segmented-item, label'
    for (const element of document.querySelectorAll('button, a[href], input, select, textarea, [role=tab]')) {
      // A switch is drawn at its size and pressed at another: see styles.css.
      if (!isSeen(element) || element.matches(':disabled, [role=switch]')) continue
      const { width, height } = (element.closest(pressed) ?? element).getBoundingClientRect()
      // Less a rounded half pixel.
      if (Math.min(width, height) < 43.5)
        faults.add(`${Math.round(width)}x${Math.round(height)} ${called(element)}`)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement
      if (!element || node.textContent?.trim() === '' || !isSeen(element)) continue
      const size = Number.parseFloat(getComputedStyle(element).fontSize)
      if (size < 17.5) faults.add(`${size}px ${called(element)}`)
      let box: Element | null = element
      while (box && !/auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) box = box.parentElement
      const { right } = element.getBoundingClientRect()
      if ((box === null || box.id === 'content') && right > window.innerWidth + 1)
        faults.add(`outside ${called(element)}`)
    }
    const content = document.getElementById('content')
    if (content && content.scrollWidth > content.clientWidth + 1)
      faults.add('the screen is wider than the window')
    return [...faults]
  })
}

/** Tables that must be moved sideways to be read. */
export function pushedTables(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.ant-table-content, .ant-table-body')]
      .filter((table) => table.scrollWidth > table.clientWidth + 2)
      .map((table) => `a table of ${table.scrollWidth} px in ${table.clientWidth} px`),
  )
}
