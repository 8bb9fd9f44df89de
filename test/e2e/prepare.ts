import { buildPage } from '../../build/compile.ts'
import { chromiumPath } from '../support/chromium.ts'

/** Once before all files: builds the page from the sources of now, and inflates Chromium. */
export async function setup(): Promise<void> {
  await buildPage()
  await chromiumPath()
}
