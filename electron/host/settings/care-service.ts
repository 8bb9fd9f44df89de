import type { MadeBackup } from '../../../db/backup/make-backup.ts'
import type { SealingKey } from '../../../db/backup/seal.ts'
import type { RuleResult } from '../../../db/check/rule.ts'
import type { DataKey } from '../../../db/workers/sealing.ts'
import type { Backup, BackupReason, CareStatus } from '../../../shared/settings/backup-contract.ts'
import type { CareKind, CareTasks } from './care-tasks.ts'

/** Looks after the store: checks it, copies it, thins out old copies, forgets buyers whose time has come. */
export interface Care {
  status(): Promise<CareStatus>
  backups(): Promise<Backup[]>
  backup(reason: BackupReason, options?: BackupOptions): Promise<MadeBackup>
  /** A copy before an import, unless there is one of the last hour. Resolves once the copy is taken. */
  beforeImport(): Promise<void>
  check(): Promise<readonly RuleResult[]>
  task<K extends CareKind>(
    kind: K,
    input: CareTasks[K]['input'],
    onCopied?: () => void,
  ): Promise<CareTasks[K]['answer']>
  /** Called once the first screen had its time. Goes on by itself every hour. */
  begin(): void
  end(): Promise<void>
}

export interface BackupOptions {
  readonly target?: string
  readonly photos?: boolean
  readonly dataKey?: DataKey | null
  readonly seal?: SealingKey | null
  readonly madeBy?: string
  readonly onCopied?: () => void
}
