import { z } from 'zod'
import { skuLabelSchema } from '../catalog/sku-label.ts'
import {
  businessDateSchema,
  commandInput,
  idSchema,
  instantSchema,
  pageInput,
  pageOf,
  procedure,
} from '../rpc.ts'
import { defectClasses, strictnesses } from './sampling.ts'
import { aqls, codeLetters, inspectionLevels } from './sampling-tables.ts'

const note = z.string().trim().max(300)
const pieces = z.int().min(1).max(100_000)
const photoHash = z.string().regex(/^(?:[0-9a-f]{64})?$/)
const name = z.string().trim().min(1).max(40)

export const inspectionKinds = ['inline', 'final', 'receipt'] as const
export const inspectionStates = ['open', 'accepted', 'rejected', 'voided'] as const
/** What becomes of defective pieces: noted only, back to be mended, seconds into their place, or thrown away. */
export const defectOutcomes = ['noted', 'rework', 'seconds', 'scrap'] as const

const planCell = z.union([z.int().min(0).max(100), z.enum(['down', 'up'])])
const planColumn = z.array(planCell).length(codeLetters.length)

export const qualitySettingsSchema = z.object({
  level: z.enum(inspectionLevels),
  major: z.enum(aqls),
  minor: z.enum(aqls),
  defects: z.array(z.object({ name, class: z.enum(defectClasses) })).max(60),
  tightened: z.object({
    '1.0': planColumn,
    '1.5': planColumn,
    '2.5': planColumn,
    '4.0': planColumn,
    '6.5': planColumn,
  }),
})
export type QualitySettings = z.infer<typeof qualitySettingsSchema>

export const inspectionRowSchema = z.object({
  id: idSchema,
  kind: z.enum(inspectionKinds),
  state: z.enum(inspectionStates),
  businessDate: z.string(),
  batchId: idSchema.nullable(),
  /** Batch number, or supplier of the delivery. */
  subject: z.string(),
  styleId: idSchema.nullable(),
  styleName: z.string(),
  photoHash: z.string().nullable(),
  operationName: z.string(),
  lot: z.int(),
  sample: z.int(),
  inspected: z.int(),
  strictness: z.enum(strictnesses),
  critical: z.int(),
  major: z.int(),
  minor: z.int(),
})
export type InspectionRow = z.infer<typeof inspectionRowSchema>

export const defectSchema = z.object({
  id: idSchema,
  name: z.string(),
  class: z.enum(defectClasses),
  pieces: z.int(),
  bundleId: idSchema.nullable(),
  bundleNumber: z.int().nullable(),
  operationId: idSchema.nullable(),
  operationName: z.string(),
  workerId: idSchema.nullable(),
  workerName: z.string(),
  outcome: z.enum(defectOutcomes),
  /** Rework that was done. */
  mended: z.boolean(),
  photoHash: z.string(),
  note: z.string(),
  at: instantSchema,
  voided: z.boolean(),
})
export type Defect = z.infer<typeof defectSchema>

/** Millimetres. */
export const measureSchema = z.object({
  piece: z.int().min(1).max(1000),
  size: z.string().max(40),
  point: z.string().max(40),
  target: z.int(),
  minus: z.int().min(0),
  plus: z.int().min(0),
  measured: z.int().min(0).max(10_000),
})
export type Measure = z.infer<typeof measureSchema>

export const inspectionSchema = inspectionRowSchema.extend({
  operationId: idSchema.nullable(),
  level: z.enum(inspectionLevels),
  majorAql: z.enum(aqls),
  minorAql: z.enum(aqls),
  acceptMajor: z.int().nullable(),
  acceptMinor: z.int().nullable(),
  note: z.string(),
  verdictNote: z.string(),
  /** Pieces of which a measure is beyond its tolerance: major defects, not entered a second time. */
  outOfSize: z.int(),
  defects: z.array(defectSchema),
  measures: z.array(measureSchema),
  operations: z.array(z.object({ id: idSchema, name: z.string(), recorded: z.boolean() })),
  bundles: z.array(
    z.object({ id: idSchema, bundleNumber: z.int(), code: z.string(), sku: skuLabelSchema, held: z.int() }),
  ),
})
export type Inspection = z.infer<typeof inspectionSchema>

export const reworkSchema = z.object({
  defectId: idSchema,
  inspectionId: idSchema,
  name: z.string(),
  pieces: z.int(),
  batchId: idSchema,
  batchNumber: z.string(),
  bundleId: idSchema,
  bundleNumber: z.int(),
  sku: skuLabelSchema,
  operationId: idSchema,
  operationName: z.string(),
  workerId: idSchema.nullable(),
  workerName: z.string(),
  at: instantSchema,
})
export type Rework = z.infer<typeof reworkSchema>

export const paretoSides = ['defect', 'style', 'operation', 'worker', 'source'] as const
export const paretoRowSchema = z.object({
  name: z.string(),
  /** Pieces beyond a tolerance of the size chart: of the ranking by defect, and without a name. */
  outOfSize: z.boolean(),
  critical: z.int(),
  major: z.int(),
  minor: z.int(),
  pieces: z.int(),
  /** Share of all defective pieces up to and with this row, in 1/1000. */
  upTo: z.int(),
})
export type ParetoRow = z.infer<typeof paretoRowSchema>

export const qualityContract = {
  settings: {
    get: procedure.output(qualitySettingsSchema),
    /** Raises plans-wrong where a table of plans leads nowhere. */
    save: procedure.input(commandInput({ settings: qualitySettingsSchema })).output(z.null()),
  },
  /** What the next lot of a style is to be looked at with, by what its last lots were. */
  proposed: procedure
    .input(z.object({ styleId: idSchema.nullable() }))
    .output(z.object({ strictness: z.enum(strictnesses), rejected: z.int(), looked: z.int() })),
  inspections: {
    list: procedure
      .input(
        z.object({
          state: z.enum(inspectionStates).nullable().default(null),
          batchId: idSchema.nullable().default(null),
          search: z.string().max(100).default(''),
          ...pageInput,
        }),
      )
      .output(pageOf(inspectionRowSchema)),
    get: procedure.input(z.object({ id: idSchema })).output(inspectionSchema),
    /** Begins a check of a batch or of a delivery. Raises not-found. */
    begin: procedure
      .input(
        commandInput({
          kind: z.enum(inspectionKinds),
          batchId: idSchema.nullable(),
          receiptId: idSchema.nullable(),
          subcontractOrderId: idSchema.optional(),
          operationId: idSchema.nullable(),
          lot: pieces,
          strictness: z.enum(strictnesses),
          level: z.enum(inspectionLevels),
          major: z.enum(aqls),
          minor: z.enum(aqls),
          note,
        }),
      )
      .output(z.object({ id: idSchema })),
    /**
     * How many pieces were looked at. `before`: what the screen said; those that somebody else looked at since are added.
     * Raises not-found, inspection-over.
     */
    count: procedure
      .input(
        commandInput({
          id: idSchema,
          inspected: z.int().min(0).max(100_000),
          before: z.int().min(0).optional(),
        }),
      )
      .output(z.null()),
    /**
     * Defective pieces and what becomes of them. Raises not-found, inspection-over, bundle-over, bundle-unfinished
     * (seconds and scrap are finished pieces), pieces-over, bundle-needed.
     */
    addDefect: procedure
      .input(
        commandInput({
          id: idSchema,
          name,
          class: z.enum(defectClasses),
          pieces,
          bundleId: idSchema.nullable(),
          operationId: idSchema.nullable(),
          workerId: idSchema.nullable(),
          outcome: z.enum(defectOutcomes),
          photoHash,
          note,
        }),
      )
      .output(z.object({ id: idSchema })),
    /** Takes it back, with what became of the pieces. Raises not-found, inspection-over, stock-below-zero, bundle-over. */
    voidDefect: procedure.input(commandInput({ defectId: idSchema })).output(z.null()),
    /**
     * Measures of one piece, in place of what was measured of it. `isNew`: a piece that nobody measured yet; where somebody else
     * did meanwhile under its number, it is the next one. Raises not-found, inspection-over.
     */
    measure: procedure
      .input(
        commandInput({
          id: idSchema,
          piece: z.int().min(1).max(1000),
          isNew: z.boolean().optional(),
          size: z.string().max(40),
          values: z
            .array(z.object({ point: z.string().max(40), measured: z.int().min(0).max(10_000) }))
            .max(60),
        }),
      )
      .output(z.null()),
    /** Ends it. A verdict other than the plan's needs a reason. Raises not-found, inspection-over, reason-missing. */
    close: procedure
      .input(commandInput({ id: idSchema, verdict: z.enum(['accepted', 'rejected']), note }))
      .output(z.null()),
    /** Goes on with one that was ended. Raises not-found. */
    reopen: procedure.input(commandInput({ id: idSchema })).output(z.null()),
    /** Takes a check back that was begun by mistake. Raises not-found, inspection-over, still-used (it has defects). */
    void: procedure.input(commandInput({ id: idSchema })).output(z.null()),
  },
  reworks: {
    /** Pieces that were sent back to be mended and are not; the oldest first. */
    list: procedure.output(z.array(reworkSchema)),
    /** Mended by somebody: writes her rework. Raises not-found, bundle-over. */
    done: procedure
      .input(commandInput({ defectId: idSchema, workerId: idSchema, workDate: businessDateSchema }))
      .output(z.null()),
  },
  pareto: procedure
    .input(z.object({ side: z.enum(paretoSides), from: businessDateSchema, to: businessDateSchema }))
    .output(
      z.object({
        rows: z.array(paretoRowSchema),
        inspected: z.int(),
        inspections: z.int(),
        rejected: z.int(),
      }),
    ),
}
