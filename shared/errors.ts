import { z } from 'zod'

/**
 * Every error a user can meet, with its data. The texts are in renderer/i18n/<locale>/errors.json under the
 * same code, with the data's names as placeholders; each says what happened, what was kept, what to do.
 * Data never holds a buyer's name, phone or address, nor a worker's.
 */
export const errorData = {
  // people
  'not-allowed': z.object({ procedure: z.string() }),
  locked: z.object({}),
  'pin-wrong': z.object({ waitSeconds: z.number() }),
  'pin-wait': z.object({ waitSeconds: z.number() }),
  'last-owner': z.object({}),
  // input
  'input-invalid': z.object({
    fields: z.array(z.object({ path: z.string(), message: z.string() })),
  }),
  'not-found': z.object({ what: z.string(), id: z.union([z.number(), z.string()]) }),
  'already-exists': z.object({ what: z.string(), name: z.string() }),
  'still-used': z.object({ what: z.string(), by: z.string(), count: z.number() }),
  // Somebody saved between reading and saving; `at` as people write it.
  'changed-meanwhile': z.object({ who: z.string(), at: z.string() }),
  'command-differs': z.object({ commandId: z.string() }),
  // store
  'disk-full': z.object({}),
  'store-busy': z.object({}),
  // Dates as people read them, in the workshop's zone.
  'clock-doubtful': z.object({ now: z.string(), last: z.string() }),
  'store-newer': z.object({ version: z.string() }),
  'store-damaged': z.object({ renamedTo: z.string() }),
  'store-unsound': z.object({ problem: z.string() }),
  // Megabytes.
  'repair-space': z.object({ needed: z.number(), free: z.number() }),
  'salvage-impossible': z.object({}),
  'folder-unwritable': z.object({ path: z.string() }),
  'folder-in-use': z.object({ path: z.string() }),
  // Why: `not-absolute`, `same`, `program`, `network`, `not-empty`.
  'move-refused': z.object({ path: z.string(), reason: z.string() }),
  // In megabytes.
  'move-no-room': z.object({ path: z.string(), needed: z.number(), free: z.number() }),
  'copy-differs': z.object({ path: z.string() }),
  // A row of a file in GBK, from 1, without its header.
  'not-in-gbk': z.object({ row: z.number() }),
  'data-moved': z.object({ path: z.string() }),
  // stations
  'pairing-code-wrong': z.object({ triesLeft: z.number() }),
  'pairing-gone': z.object({}),
  // Said by a device while the host does not answer.
  'not-carried': z.object({}),
  'ticket-not-carried': z.object({ code: z.string() }),
  'device-full': z.object({}),
  // Both values as people write them.
  'count-changed': z.object({ sku: z.string(), who: z.string(), theirs: z.string(), mine: z.string() }),
  // Of a record that a device kept: when, as it believes, and now.
  'kept-ahead': z.object({ at: z.string(), now: z.string() }),
  'printer-not-shared': z.object({}),
  // Millions of characters.
  'print-job-large': z.object({ most: z.number() }),
  'print-queue-full': z.object({}),
  'print-job-begun': z.object({}),
  // The network card that stations come through: its address.
  'card-gone': z.object({ address: z.string() }),
  'backup-damaged': z.object({ file: z.string() }),
  'backup-not-kept': z.object({}),
  'backup-newer': z.object({ file: z.string(), version: z.string() }),
  'backup-passphrase-needed': z.object({ file: z.string() }),
  'backup-passphrase-wrong': z.object({ file: z.string() }),
  'backup-other-site': z.object({ file: z.string(), workshop: z.string() }),
  // Megabytes, before anything was written.
  'no-room': z.object({ needed: z.number(), free: z.number() }),
  // Choosing where copies go besides this PC.
  'place-unusable': z.object({ reason: z.enum(['missing', 'unwritable', 'inside', 'same-disk']) }),
  'place-gone': z.object({ place: z.string() }),
  'file-too-large': z.object({ place: z.string() }),
  'file-held': z.object({ file: z.string() }),
  // updates
  'update-refused': z.object({ file: z.string(), reason: z.string() }),
  'update-waits': z.object({ jobs: z.number(), stations: z.string(), parcels: z.number() }),
  'update-unfinished': z.object({ from: z.string(), to: z.string() }),
  'install-elsewhere': z.object({}),
  'setup-missing': z.object({ version: z.string() }),
  // Status 0: no answer, or none that may be followed.
  'server-failed': z.object({ status: z.number() }),
  // order files
  'file-unreadable': z.object({
    file: z.string(),
    reason: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  'import-unknown': z.object({ importId: z.string() }),
  'import-not-staged': z.object({ importId: z.string() }),
  'import-in-use': z.object({
    file: z.string(),
    orders: z.number(),
    reason: z.string(),
    /** Up to three order numbers, joined. */
    numbers: z.string(),
  }),
  'file-other-platform': z.object({
    file: z.string(),
    platform: z.string(),
    shop: z.string(),
    shopPlatform: z.string(),
  }),
  // orders
  'order-shipped': z.object({ orderNumber: z.string() }),
  'order-cancelled': z.object({ orderNumber: z.string() }),
  'order-not-manual': z.object({ orderNumber: z.string() }),
  'order-no-lines': z.object({}),
  'order-not-reopenable': z.object({ orderNumber: z.string() }),
  'line-locked': z.object({ line: z.string(), state: z.string() }),
  'amount-too-large': z.object({ left: z.string() }),
  'order-has-payments': z.object({}),
  'line-shipped': z.object({ orderNumber: z.string(), shipped: z.number() }),
  // catalog
  'set-in-set': z.object({ sku: z.string() }),
  'sku-busy': z.object({ sku: z.string(), reason: z.string(), count: z.number() }),
  'photo-unreadable': z.object({ file: z.string() }),
  // stock
  // A material counts in thousandths of its unit; lists of pieces would take them for pieces.
  'material-in-pieces': z.object({ material: z.string() }),
  'set-has-no-stock': z.object({ sku: z.string() }),
  'stock-below-zero': z.object({ sku: z.string(), onHand: z.number(), wanted: z.number() }),
  'receipt-used': z.object({ receiptId: z.number() }),
  'supply-owned': z.object({ batch: z.string() }),
  // shipping
  'code-unknown': z.object({ code: z.string() }),
  'code-old-epoch': z.object({ code: z.string() }),
  'code-foreign': z.object({ code: z.string() }),
  // Somebody else packs it.
  'parcel-in-hand': z.object({ parcelId: z.number(), who: z.string() }),
  'parcel-refused': z.object({ orderNumber: z.string(), reason: z.string() }),
  'scan-wrong': z.object({ sku: z.string() }),
  'scan-surplus': z.object({ sku: z.string(), needed: z.number() }),
  'scan-set': z.object({ sku: z.string() }),
  'scan-not-in-stock': z.object({ sku: z.string(), available: z.number() }),
  'scan-nobody-waits': z.object({ sku: z.string() }),
  'scan-other-order': z.object({ orderNumber: z.string() }),
  'scan-which-order': z.object({
    code: z.string(),
    orders: z.array(z.object({ orderId: z.number(), shopName: z.string() })),
  }),
  'parcel-incomplete': z.object({ missing: z.number() }),
  'parcel-empty': z.object({}),
  'hand-over-refused': z.object({
    count: z.number(),
    orders: z.string(),
    refused: z.array(z.object({ parcelId: z.number(), orderNumber: z.string(), reason: z.string() })),
  }),
  'wave-over': z.object({ state: z.string() }),
  'tracking-nothing-new': z.object({}),
  'tracking-no-file': z.object({ platform: z.string() }),
  'return-too-many': z.object({ sku: z.string(), left: z.number() }),
  'return-checked': z.object({ pieces: z.number() }),
  'goods-returned': z.object({ orderNumber: z.string() }),
  'after-sale-none': z.object({ orderNumber: z.string() }),
  'return-not-left': z.object({ orderNumber: z.string() }),
  'waybill-missing': z.object({}),
  'waybill-differs': z.object({ known: z.string(), trackingNumber: z.string() }),
  'waybill-used': z.object({ trackingNumber: z.string() }),
  'manifest-stale-orders': z.object({ shops: z.string() }),
  'parcel-state': z.object({ state: z.string() }),
  // the workshop floor
  'routing-missing': z.object({ style: z.string() }),
  'routing-circle': z.object({ operation: z.string() }),
  'batch-over': z.object({ batch: z.string() }),
  // A run lies in one calendar month, not ahead, and ends no earlier than its workers were paid.
  'payroll-month': z.object({ from: z.string(), to: z.string() }),
  'payroll-ahead': z.object({ to: z.string() }),
  'payroll-behind': z.object({ to: z.string(), paidTo: z.string() }),
  // Yuan.
  'payroll-changed': z.object({ before: z.string(), now: z.string() }),
  'payroll-empty': z.object({}),
  // A kiosk opens wages by the QR code of a badge only.
  'badge-needed': z.object({}),
  // An income certificate covers one to twelve months.
  'member-elsewhere': z.object({ household: z.string() }),
  'income-months': z.object({ most: z.number() }),
  'debt-less': z.object({ left: z.string(), wanted: z.string() }),
  'wage-over': z.object({ left: z.string(), wanted: z.string() }),
  'batch-cut': z.object({ batch: z.string() }),
  'material-unit': z.object({ material: z.string() }),
  // BOM lines of it are typed as lengths: its width and weight say how heavy they are.
  'material-length': z.object({ material: z.string() }),
  // Amounts as people write them; the unit is a code with a text of its own.
  'material-below-zero': z.object({
    material: z.string(),
    unit: z.string(),
    onHand: z.string(),
    wanted: z.string(),
  }),
  'arrival-changed': z.object({
    material: z.string(),
    unit: z.string(),
    expected: z.string(),
    received: z.string(),
  }),
  'arrival-over': z.object({ material: z.string(), unit: z.string(), left: z.string(), wanted: z.string() }),
  'paid-over': z.object({ paid: z.string(), owed: z.string() }),
  'order-line-changed': z.object({ material: z.string() }),
  // Amounts as people write them, with their unit left out.
  'material-over': z.object({ material: z.string(), there: z.string(), wanted: z.string() }),
  'need-over': z.object({ material: z.string(), unit: z.string(), over: z.string() }),
  'lot-over': z.object({ material: z.string(), unit: z.string(), lot: z.string(), over: z.string() }),
  'pieces-left': z.object({ batch: z.string(), pieces: z.number() }),
  'materials-there': z.object({
    batch: z.string(),
    list: z.array(z.object({ name: z.string(), amount: z.string(), unit: z.string() })),
  }),
  'sku-not-in-batch': z.object({ sku: z.string() }),
  'bundle-over': z.object({ bundle: z.number() }),
  'undo-received': z.object({ bundle: z.number() }),
  'undo-parted': z.object({ bundle: z.number() }),
  'bundle-unfinished': z.object({ bundle: z.number(), operation: z.string() }),
  'bundle-worked': z.object({ bundle: z.number() }),
  'split-wrong': z.object({ held: z.number(), parts: z.number() }),
  'merge-differs': z.object({ bundle: z.number() }),
  'other-batch': z.object({ bundle: z.number() }),
  'handed-out': z.object({ bundle: z.number(), operation: z.string() }),
  'too-many-pieces': z.object({
    bundle: z.number(),
    operation: z.string(),
    remaining: z.number(),
    wanted: z.number(),
  }),
  'reason-missing': z.object({}),
  'recorded-just-now': z.object({ bundle: z.number(), operation: z.string() }),
  'pieces-beyond': z.object({ operation: z.string(), beyond: z.number() }),
  'sheet-recorded': z.object({ pieces: z.number() }),
  'entry-changed': z.object({ bundle: z.number(), good: z.number() }),
  'inspection-elsewhere': z.object({ bundle: z.number() }),
  'hand-out-many': z.object({ bundle: z.number(), left: z.number(), wanted: z.number() }),
  'hand-changed': z.object({ expected: z.number(), left: z.number() }),
  'hand-out-over': z.object({ left: z.number(), wanted: z.number() }),
  'bundle-out': z.object({ bundle: z.number(), partner: z.string(), pieces: z.number() }),
  'out-changed': z.object({ bundle: z.number(), expected: z.number(), out: z.number() }),
  'over-unconfirmed': z.object({ bundle: z.number(), out: z.number(), wanted: z.number() }),
  'entry-apart': z.object({ bundle: z.number(), good: z.number(), here: z.number() }),
  'operation-done': z.object({ bundle: z.number(), operation: z.string() }),
  'nothing-left': z.object({ batch: z.string() }),
  'uncut-fewer': z.object({ sku: z.string(), left: z.number(), wanted: z.number() }),
  'order-closed': z.object({ order: z.string() }),
  'not-ours': z.object({ batch: z.string() }),
  'job-unreadable': z.object({ file: z.string() }),
  'job-newer': z.object({ file: z.string() }),
  'job-altered': z.object({ file: z.string() }),
  'job-known': z.object({ number: z.string() }),
  'job-foreign': z.object({}),
  'job-own': z.object({}),
  'job-key-new': z.object({ name: z.string() }),
  'job-key-changed': z.object({ name: z.string() }),
  'job-partner-new': z.object({ name: z.string(), partner: z.string() }),
  'job-sender-differs': z.object({ name: z.string(), partner: z.string() }),
  'job-delivered': z.object({ batch: z.string() }),
  'batch-received': z.object({ batch: z.string() }),
  'step-prices-wrong': z.object({}),
  'rework-open': z.object({ bundle: z.number(), pieces: z.number() }),
  'step-unrecorded': z.object({ operation: z.string() }),
  'bundle-needed': z.object({}),
  'pieces-over': z.object({ bundle: z.number(), held: z.number(), wanted: z.number() }),
  'inspection-over': z.object({}),
  'plans-wrong': z.object({}),
  'batch-cut-more': z.object({ batch: z.string(), cut: z.number(), wanted: z.number() }),
  'batch-rejected': z.object({ batch: z.string(), date: z.string() }),
  'date-behind': z.object({ date: z.string(), earliest: z.string() }),
  'step-done': z.object({ bundle: z.number(), operation: z.string() }),
  'entry-undone': z.object({ bundle: z.number() }),
  'badge-again': z.object({ worker: z.string(), operation: z.string(), left: z.number() }),
  'badge-done': z.object({ worker: z.string(), operation: z.string() }),
  'ticket-split': z.object({ bundle: z.number(), batch: z.string(), now: z.array(z.number()) }),
  'ticket-done': z.object({ bundle: z.number(), batch: z.string() }),
  'ticket-voided': z.object({ bundle: z.number(), batch: z.string() }),
  'date-ahead': z.object({ date: z.string(), today: z.string() }),
  // Instants as people write them: somebody scanned later than it is now.
  'clock-back': z.object({ last: z.string(), now: z.string() }),
  // ID and bank numbers
  'data-key-none': z.object({}),
  'data-key-locked': z.object({}),
  'recovery-code-wrong': z.object({}),
  'code-shown-once': z.object({}),
  'number-unreadable': z.object({}),
  // Never the number itself.
  'id-number-wrong': z.object({ reason: z.string() }),
  'bank-account-wrong': z.object({ reason: z.string() }),
  'worker-known': z.object({ worker: z.string() }),
  'worker-was-here': z.object({ worker: z.string(), leftOn: z.string() }),
  'worked-later': z.object({ worker: z.string(), date: z.string(), leftOn: z.string() }),
  // work in the background
  'job-running': z.object({ kind: z.string() }),
  cancelled: z.object({}),
  // a bug, logged under this id
  internal: z.object({ id: z.string() }),
} as const satisfies Record<string, z.ZodType>

export type ErrorCode = keyof typeof errorData
export type ErrorData<C extends ErrorCode> = z.infer<(typeof errorData)[C]>

/** An expected error: the caller did or met something that she can be told about in her own words. */
export class YifangError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C
  readonly data: ErrorData<C>
  constructor(code: C, data: ErrorData<C>) {
    super(code)
    this.name = 'YifangError'
    this.code = code
    this.data = data
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && code in errorData
}
