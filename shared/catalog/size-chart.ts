import { z } from 'zod'
import { commandInput, idSchema, procedure } from '../rpc.ts'

const millimetres = z.int().min(0).max(10_000)

/** A measured point of a garment (chest, length): what each size should be, and how far off is still right. */
export const sizePointSchema = z.object({
  name: z.string().trim().min(1).max(40),
  minus: millimetres,
  plus: millimetres,
  /** Millimetres by size; a size that is left out is not measured here. */
  sizes: z.record(z.string(), millimetres),
})
export type SizePoint = z.infer<typeof sizePointSchema>

export const sizeChartContract = {
  get: procedure.input(z.object({ styleId: idSchema })).output(z.array(sizePointSchema)),
  /**
   * Saves a style's chart as a whole. `before`: what was read before it was typed. Raises not-found, already-exists (a
   * point named twice), changed-meanwhile (the chart is no longer what was read).
   */
  save: procedure
    .input(
      commandInput({
        styleId: idSchema,
        points: z.array(sizePointSchema).max(60),
        before: z.array(sizePointSchema).max(60).optional(),
      }),
    )
    .output(z.null()),
}

/** Whether a measure is beyond its tolerance. */
export function isOutOfSize(measure: {
  readonly target: number
  readonly minus: number
  readonly plus: number
  readonly measured: number
}): boolean {
  return measure.measured < measure.target - measure.minus || measure.measured > measure.target + measure.plus
}

/**
 * Whether a measure is more likely mistyped than sewn: 360 for 36. There is no such piece, and it would count as a major
 * defect. A point that the chart leaves open (0) says nothing.
 */
export function isOddMeasure(measured: number, target: number): boolean {
  return target > 0 && (measured > 2 * target || 2 * measured < target)
}

/** Reads centimetres with one decimal ("56", "56.5", "56.5cm") as millimetres. Null where it is none. */
export function parseCentimetres(text: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d)0*)?$/.exec(
    text
      .normalize('NFKC')
      .trim()
      .replace(/\s*(?:cm|厘米|公分)$/i, ''),
  )
  return match ? Number(match[1]) * 10 + Number(match[2] ?? '0') : null
}

/** Millimetres as centimetres: 565 → "56.5". */
export function formatCentimetres(millimetres: number): string {
  return String(millimetres / 10)
}
