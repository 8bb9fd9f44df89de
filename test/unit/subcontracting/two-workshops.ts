import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { readOwnKey } from '../../../db/subcontracting/keys.ts'
import { writeJobFile } from '../../../electron/host/subcontracting/job-files.ts'
import type { JobOrder } from '../../../shared/subcontracting/job-file.ts'
import type { Books } from '../inventory/books.ts'

/** An order as another workshop asks for it. */
export const plainOrder: JobOrder = {
  orderNumber: 'W260518-1',
  styleNumber: 'HX-01',
  styleName: '护士服',
  dueDate: '2026-05-24',
  performanceDate: null,
  whole: false,
  price: 1_500_000,
  operations: [{ name: '缝', standardSeconds: 300 }],
  lines: [{ colour: '白', size: '110', pieces: 20 }],
  bundles: [{ number: 1, colour: '白', size: '110', dyeLot: 'A1', pieces: 20 }],
  materials: [],
  note: '',
}

/** A workshop that exists only by its key: two of them may have one name. */
export function workshopOf(name: string, siteId: string = randomUUID()) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const own = {
    siteId,
    name,
    phone: '',
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
  return {
    ...own,
    /** The text of an order of it; `patch` changes what it asks for. */
    order: (patch: object = {}, jobId: string = randomUUID()) =>
      writeJobFile({ kind: 'order', jobId, sequence: 1, sentAt: 5, body: { ...plainOrder, ...patch } }, own),
    progress: (jobId: string, sequence: number, sentAt: number, good = 5) =>
      writeJobFile(
        {
          kind: 'progress',
          jobId,
          sequence,
          sentAt,
          body: {
            orderNumber: 'x',
            lines: [{ colour: '白', size: '110', pieces: 20, begun: 20, good, delivered: 0 }],
            note: '',
          },
        },
        own,
      ),
  }
}

export const ownKeyOf = (books: Pick<Books, 'store'>) => readOwnKey(books.store.reader)
