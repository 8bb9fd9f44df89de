import { chromiumPath } from '../support/chromium.ts'
import { runtime } from '../support/desktop.ts'
import { buildDesktopUnderTest, buildWithRealPage } from '../support/desktop-build.ts'

/** Once before all files: builds the program, inflates Chromium, and says which runtime it is. */
export async function setup(): Promise<void> {
  // A mutant (mutate.ts) is built already.
  if (!process.env.DESKTOP_FOLDER) await buildDesktopUnderTest()
  await buildWithRealPage()
  if (runtime === 'stand-in') await chromiumPath()
  console.log(
    runtime === 'electron'
      ? 'desktop tests run on real Electron (node_modules/electron/dist)'
      : 'desktop tests run on the stand-in (test/support/standin): Electron’s runtime is not installed',
  )
}
