import { basename } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { listFolder, thinOutBackups } from '../../../db/backup/backup-folder.ts'
import { openFile, quickCheck } from '../../../db/backup/examine.ts'
import { makeBackup } from '../../../db/backup/make-backup.ts'
import { copyToPlace, placeContent } from '../../../db/backup/place.ts'
import { BrokenBackup } from '../../../db/backup/read-archive.ts'
import { prepareReplaced } from '../../../db/backup/replaced.ts'
import { applyRestore, discardRestore, prepareRestore } from '../../../db/backup/restore.ts'
import { sealCopy } from '../../../db/backup/seal-copy.ts'
import { sweepPhotos } from '../../../db/catalog/sweep-photos.ts'
import { checkStore } from '../../../db/check/index.ts'
import { storeFile } from '../../../db/open.ts'
import { YifangError } from '../../../shared/errors.ts'
import { storeError } from '../store-error.ts'
import type { CareKind, CareMessage, CareOrder, CareTasks } from './care-tasks.ts'
import { upkeepWork } from './upkeep-work.ts'

const port = parentPort!
const post = (message: CareMessage) => port.postMessage(message)

const tasks: { readonly [K in CareKind]: (input: CareTasks[K]['input']) => Promise<CareTasks[K]['answer']> } =
  {
    backup: (order) => makeBackup(order, () => post({ kind: 'copied' })),
    thin: ({ dataDir }) => thinOutBackups(dataDir),
    place: (order) => copyToPlace(order, () => post({ kind: 'copied' })),
    sealCopy: async ({ folder, name, key }) => {
      await sealCopy(folder, name, key)
      return null
    },
    content: ({ folder, siteId }) => placeContent(folder, siteId),
    folder: ({ folder, siteId, keys }) => listFolder(folder, siteId, keys),
    photos: async (input) => {
      const { db } = openFile(storeFile(input.dataDir), true)
      try {
        return await sweepPhotos(db, input)
      } finally {
        await db.destroy()
      }
    },
    pages: async ({ dataDir }) => {
      const { raw } = openFile(storeFile(dataDir), true)
      try {
        return quickCheck(raw)
      } finally {
        raw.close()
      }
    },
    check: async ({ dataDir }) => {
      const { db } = openFile(storeFile(dataDir), true)
      try {
        return await checkStore(db)
      } finally {
        await db.destroy()
      }
    },
    prepare: ({ dataDir, file, shownName, opening }) => prepareRestore(dataDir, file, shownName, opening),
    prepareReplaced: ({ dataDir, name }) => prepareReplaced(dataDir, name),
    discard: async (prepared) => {
      await discardRestore(prepared)
      return null
    },
    apply: ({ dataDir, prepared, at, asItIs }) => applyRestore(dataDir, prepared, at, asItIs),
    ...upkeepWork,
  }

/** A scanner that kept a file for all the seconds that `stubborn` waits: said by the file's name, for people know no codes. */
function heldFile(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return error
  const { code, path } = error as { code: string; path: string }
  return code === 'EBUSY' || (code === 'EPERM' && process.platform === 'win32')
    ? new YifangError('file-held', { file: basename(path) })
    : error
}

async function run<K extends CareKind>({ kind, input }: CareOrder<K>): Promise<void> {
  try {
    post({ kind: 'done', answer: await tasks[kind](input) })
  } catch (raised) {
    const error = storeError(
      raised instanceof BrokenBackup ? new YifangError('backup-not-kept', {}) : heldFile(raised),
    )
    const known = error instanceof YifangError ? error : null
    post({
      kind: 'failed',
      code: known?.code ?? null,
      data: known?.data ?? null,
      message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    })
  }
}

await run(workerData as CareOrder)
