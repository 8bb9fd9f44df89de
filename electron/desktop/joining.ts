import { app, type BrowserWindow, ipcMain } from 'electron'
import { z } from 'zod'
import { desktopChannels, type JoinStep } from '../../shared/desktop-bridge.ts'
import { dropJoinedNote } from '../station/joined-note.ts'
import { createJoining } from '../station/joining.ts'
import { isTrusted } from './app-origin.ts'
import { systemVault } from './system-vault.ts'

const stepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('find'), address: z.string().max(200) }),
  z.strictObject({ step: z.literal('ask') }),
  z.strictObject({ step: z.literal('state') }),
  z.strictObject({ step: z.literal('move') }),
  z.strictObject({ step: z.literal('leave') }),
  z.strictObject({ step: z.literal('time') }),
]) satisfies z.ZodType<JoinStep>

const systems: Partial<Readonly<Record<NodeJS.Platform, string>>> = {
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
}

/**
 * Answers the page's steps of joining another PC's workshop. Where this PC belongs has changed: the program starts again.
 * `now`: the time at the workshop that it has joined.
 */
export function answerJoining(
  dataDir: string,
  mainWindow: () => BrowserWindow | null,
  now: () => number | null = () => null,
): void {
  const device = `Yifang · ${systems[process.platform] ?? '?'}`
  const joining = createJoining({ dataDir, vault: systemVault, device })
  ipcMain.handle(desktopChannels.join, async (event, input: unknown) => {
    if (!isTrusted(event, mainWindow()?.webContents.id ?? null)) throw new Error('not our page')
    const step = stepSchema.parse(input)
    switch (step.step) {
      case 'find':
        return joining.find(step.address)
      case 'ask':
        return joining.ask()
      case 'state': {
        const state = await joining.state()
        if (state === 'paired') startAgain()
        return state
      }
      case 'move': {
        const problem = await joining.moveTo()
        if (problem === null) startAgain()
        return problem
      }
      case 'leave':
        await dropJoinedNote(dataDir)
        startAgain()
        return null
      case 'time':
        return now()
      default:
        return step satisfies never
    }
  })
}

/** Once the page has its answer. */
function startAgain(): void {
  setTimeout(() => {
    app.relaunch()
    app.quit()
  }, 500)
}
