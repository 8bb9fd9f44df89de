/** The dialogs and drawers that are on the screen; antd leaves closed ones in the page, unseen. */
export function openDialogs(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].filter((dialog) =>
    dialog.checkVisibility(),
  )
}
