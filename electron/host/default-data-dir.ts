import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a workshop's data lives unless the user names a folder: the same for every door. */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  switch (platform) {
    // Local, not roaming: a database that Windows copies to a server at sign-out would break.
    case 'win32':
      return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Yifang', 'data')
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Yifang')
    default:
      return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'yifang')
  }
}
