import { z } from 'zod'
import { sizePointSchema } from '../catalog/size-chart.ts'

/**
 * A `.yifang-job` file: an order sent out, or what became of it so far. JSON, signed with the Ed25519 key of the
 * workshop that wrote it. The signature is of the canonical text of everything else (see `canonicalText`), so that
 * spaces and the order of names do not matter and a single changed letter does.
 *
 * A reader checks the signature over all that a file holds and then leaves out what it does not know: something optional
 * may be added without a new version, and an earlier program still takes the file (photo and size chart came so). A new
 * version is for what an earlier program would get wrong by leaving it out.
 */
export const jobFileVersion = 1
const pieces = z.int().min(0).max(1_000_000)
const somePieces = pieces.min(1)
const text = z.string().max(300)

/** Letters of a picture in a file: some 60 kB of JPEG. */
export const longestPhoto = 80_000

/** A small picture of the style, in base64. */
export const jobPhotoSchema = z.object({
  mediaType: z.enum(['image/jpeg', 'image/png']),
  data: z.base64().min(1).max(longestPhoto),
})
export type JobPhoto = z.infer<typeof jobPhotoSchema>

export const jobOrderSchema = z.object({
  orderNumber: text,
  styleNumber: text,
  styleName: text,
  dueDate: z.iso.date().nullable(),
  performanceDate: z.iso.date().nullable(),
  /** All of it is made there, cutting too. */
  whole: z.boolean(),
  /** 1/1,000,000 yuan a good piece. */
  price: z.int().min(0).max(10_000_000_000),
  operations: z
    .array(
      z.object({
        name: z.string().trim().min(1).max(40),
        standardSeconds: z.int().min(1).max(86_400).nullable(),
      }),
    )
    .min(1)
    .max(60),
  lines: z
    .array(z.object({ colour: text, size: text, pieces: somePieces }))
    .min(1)
    .max(500),
  /** Cut bundles that go along; empty where it is cut there. */
  bundles: z
    .array(z.object({ number: z.int(), colour: text, size: text, dyeLot: text, pieces: somePieces }))
    .max(5000),
  /** Amounts in 1/1000 of the unit. */
  materials: z.array(z.object({ name: text, unit: text, amount: z.int() })).max(200),
  note: z.string().max(1000),
  /** The style's first. Left out by earlier programs, as is the chart. */
  photo: jobPhotoSchema.optional(),
  /** What the pieces are measured against, in millimetres. */
  sizeChart: z.array(sizePointSchema).max(60).optional(),
})
export type JobOrder = z.infer<typeof jobOrderSchema>

export const jobProgressSchema = z.object({
  orderNumber: text,
  lines: z
    .array(z.object({ colour: text, size: text, pieces, begun: pieces, good: pieces, delivered: pieces }))
    .max(500),
  note: z.string().max(1000),
})
export type JobProgress = z.infer<typeof jobProgressSchema>

const head = {
  format: z.literal('yifang-job'),
  version: z.literal(jobFileVersion),
  jobId: z.uuid(),
  /** Grows with every file of a job by the same sender. */
  sequence: z.int().min(1),
  sentAt: z.int(),
  from: z.object({
    siteId: z.uuid(),
    name: z.string().min(1).max(100),
    phone: z.string().max(40),
    /** SPKI, PEM. */
    publicKey: z.string().max(500),
  }),
}
export const jobFileSchema = z.discriminatedUnion('kind', [
  z.object({ ...head, kind: z.literal('order'), body: jobOrderSchema }),
  z.object({ ...head, kind: z.literal('progress'), body: jobProgressSchema }),
])
export type JobFile = z.infer<typeof jobFileSchema>

/** JSON with the names of every object sorted and no spaces: the same content gives the same text everywhere. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([name, content]) => `${JSON.stringify(name)}:${canonicalText(content)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** A key's SHA-256 (hex) as two people compare it over the telephone: five groups of four. */
export function shownFingerprint(sha256: string): string {
  return sha256
    .slice(0, 20)
    .toUpperCase()
    .replace(/.{4}(?=.)/g, '$& ')
}
