import type { KeyObject } from 'node:crypto'
import type { AgainWords } from '../../../../shared/settings/again-list.ts'
import type { FoundUpdate, SinceUpdate, UpdateStatus } from '../../../../shared/settings/update-contract.ts'
import type { Connection } from '../../services.ts'
import type { Installer } from './installer.ts'
import type { Review } from './review.ts'
import type { Fetch } from './server.ts'

export interface UpdateOptions {
  /** Whose signatures count; the program's own unless a test brings another. */
  readonly keys?: readonly KeyObject[]
  /** Folders that are looked at in place of this PC's drives. */
  readonly places?: readonly string[]
  /** Null: no setup can be started from here (the browser, a program that was not installed). */
  readonly installer?: Installer | null
  readonly fetch?: Fetch
}

/** Notices, installs and takes back versions of the program. */
export interface Updates {
  readonly review: Review
  status(caller: Connection): Promise<UpdateStatus>
  /** Looks at every place now; resolves when all have answered. */
  look(): Promise<void>
  bring(file: File): Promise<FoundUpdate>
  /** Copies and checks now, installs when the window is closed; null takes it back. */
  plan(id: string | null): Promise<void>
  /** Version that waits for the window to be closed. */
  planned(): string | null
  /** `caller` null: the window is being closed, whoever else works. */
  install(id: string, caller: Connection | null): Promise<void>
  installPlanned(): Promise<void>
  fetch(): Promise<{ jobId: number }>
  putAway(): Promise<void>
  since(): Promise<SinceUpdate>
  goBack(upTo: number, words: AgainWords, caller: Connection): Promise<void>
  /** While the store cannot be opened: back to the version before, with a setup that somebody brings where none is kept. */
  rescueBack(file: File | null, words: AgainWords): Promise<void>
  /** While the store cannot be opened: stays with this version. */
  rescueOn(): Promise<void>
  /** Where the list of what to enter again lies. */
  listFile(): string | null
  /** A page has come as far as its screen. */
  pageIsThere(): void
  begin(): void
  end(): Promise<void>
}
