import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Base of every procedure. Errors are not declared one by one: any of shared/errors.ts may come. */
export const procedure = oc

/** Input of a write: the caller makes the id (UUIDv7), so that a call repeated after a lost answer is one. */
export function commandInput<S extends z.ZodRawShape>(shape: S) {
  return z.object({ commandId: z.uuidv7(), ...shape })
}

export const idSchema = z.int().positive()
/** Minor units of the row's currency. */
export const moneySchema = z.int().min(-1e12).max(1e12)
export const instantSchema = z.int()
export const businessDateSchema = z.iso.date()

/** Server-side paging: offset, because users jump to a page; every list order ends in the row id. */
export const pageInput = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(500).default(50),
} as const

/** A page of rows. `total` is exact up to `totalCap` rows; beyond, `more` says that there are others. */
export function pageOf<R extends z.ZodType>(row: R) {
  return z.object({ rows: z.array(row), total: z.int(), more: z.boolean() })
}
export const totalCap = 10_000

/** A list as a file made by the host. */
export const exportedFileSchema = z.object({ fileName: z.string(), file: z.file() })
