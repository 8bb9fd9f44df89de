import type { UpdateManifest } from '../../../../shared/settings/update-contract.ts'

/** A setup that is to be run once the program has ended. */
export interface SetupRun {
  readonly file: string
  readonly args: readonly string[]
  readonly manifest: UpdateManifest
  /** Reads the file once more, byte for byte, in the moment before it is started. Raises RefusedUpdate. */
  verify(): Promise<void>
  /** Somebody kept the program open, or the setup could not be started: nothing was changed. */
  withdraw(): Promise<void>
}

/** What starts setups: the installed desktop. */
export interface Installer {
  /** Ends the program in order, then starts the setup. */
  endAndRun(run: SetupRun): void
}

/**
 * electron-builder's assisted setup: silent, as an update (it waits for the program to end and keeps shortcuts), and starts the program
 * when it is done. Where it goes and for whom it finds in the registry, as it was installed: a setup for all users asks Windows
 * for the administrator by itself.
 */
export const setupArguments = ['--updated', '/S', '--force-run'] as const
