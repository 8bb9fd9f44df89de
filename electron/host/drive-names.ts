import { join } from 'node:path'

/** A and B are floppies, which rattle; C is where Windows is. */
export const driveLetters: readonly string[] = [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`)

/** Where systems without letters put sticks, disks and shares, each as a folder in one of these. */
export function mountFolders(): readonly string[] {
  const user = process.env.USER ?? ''
  return [...new Set(['/Volumes', '/mnt', '/media', join('/media', user), join('/run/media', user)])]
}
