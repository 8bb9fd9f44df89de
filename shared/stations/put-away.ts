import { z } from 'zod'
import { idSchema, instantSchema } from '../rpc.ts'
import { isKeptPath } from './kept.ts'

/** What a record says, for people: values of `kept:what.<procedure>`. */
const wordsSchema = z
  .record(z.string().max(30), z.union([z.string().max(200), z.number()]))
  .refine((words) => Object.keys(words).length <= 20)
/** As the host raised it; what is too long for a line is left out by the device. */
const errorDataSchema = z
  .record(z.string().max(40), z.unknown())
  .refine((data) => JSON.stringify(data).length <= 2000)

export const putAwayInput = z.object({
  procedure: z.string().max(80).refine(isKeptPath),
  words: wordsSchema,
  keptBy: idSchema.nullable(),
  keptAt: instantSchema,
  refusedAt: instantSchema,
  error: z.string().max(60),
  errorData: errorDataSchema,
})
export type PutAwayInput = z.infer<typeof putAwayInput>

/** A record that a device had kept, that the host refused, and that somebody there put away: it never was in the books. */
export const putAwaySchema = z.object({
  id: idSchema,
  station: z.string(),
  procedure: z.string(),
  words: wordsSchema,
  /** As the device says; null: it did not know. */
  keptBy: z.string().nullable(),
  keptAt: instantSchema,
  refusedAt: instantSchema,
  error: z.string(),
  errorData: errorDataSchema,
  putAwayBy: z.string(),
  at: instantSchema,
  /** Nobody has looked at it yet. */
  isNew: z.boolean(),
})
export type PutAway = z.infer<typeof putAwaySchema>
