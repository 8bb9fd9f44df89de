import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'
import { z } from 'zod'

const stateSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(800).max(20_000),
  height: z.int().min(600).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof stateSchema>

const stateFile = () => join(app.getPath('userData'), 'window.json')

/** Where the window was, or null: first start, or it lay on a screen that is not there any more. */
export function readWindowState(): WindowState | null {
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(stateFile(), 'utf8')))
    return screen.getAllDisplays().some(({ workArea }) => overlaps(state, workArea)) ? state : null
  } catch {
    return null
  }
}

export function saveWindowState(window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
  try {
    writeFileSync(stateFile(), JSON.stringify(state))
  } catch {
    // A window that opens in the middle next time is no reason to stop the program from closing.
  }
}

/** Enough of the title bar to take hold of. */
function overlaps(state: Rectangle, area: Rectangle): boolean {
  const width = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x)
  const top = state.y - area.y
  return width >= 100 && top >= -10 && top <= area.height - 40
}
