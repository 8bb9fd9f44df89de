import { sql } from 'kysely'
import type { StyleInput } from '../../shared/catalog/contract.ts'
import { YifangError } from '../../shared/errors.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import type { CommandScope } from '../command.ts'
import { renameInRecipes } from './rename-in-recipes.ts'
import { writeGrid } from './save-grid.ts'

/**
 * Creates or changes a style as a whole: its facts, photos, colours, sizes and grid of SKUs. A renamed colour
 * or size takes its SKUs along, and what names it in the BOM, the rates, the size chart and the lays. SKUs left out are deleted where nothing was ever done with them, else archived.
 * `newCodes`: SKUs whose seller codes are new, by which waiting lines are to be matched next (`waitingMatches`).
 * `mediaTypes`: of each photo's file.
 *
 * Raises already-exists (`style`, `colour`, `size`, `sku`, `sellerCode`, `barcode`) and not-found.
 */
export async function saveStyle(
  scope: CommandScope,
  input: StyleInput,
  mediaTypes: ReadonlyMap<string, string>,
): Promise<{ id: number; archivedSkus: number; newCodes: readonly number[] }> {
  refuseRepeats(input)
  const id = await saveFacts(scope, input)
  const renamed = {
    colour: await saveNames(scope, 'style_colour', id, input.colours),
    size: await saveNames(scope, 'style_size', id, input.sizes),
  }
  await savePhotos(scope, id, photosRenamed(input, renamed.colour), mediaTypes)
  await renameInRecipes(scope, id, renamed)
  const grid = await writeGrid(scope, id, input.styleNumber, input.skus, renamed)
  return { id, archivedSkus: grid.archived, newCodes: grid.newCodes }
}

function refuseRepeats(input: StyleInput): void {
  const check = (what: string, names: readonly string[]) => {
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) throw new YifangError('already-exists', { what, name })
      seen.add(name)
    }
  }
  check(
    'colour',
    input.colours.map((colour) => colour.name),
  )
  check(
    'size',
    input.sizes.map((size) => size.name),
  )
  const colours = new Set(input.colours.map((colour) => colour.name))
  const sizes = new Set(input.sizes.map((size) => size.name))
  for (const sku of input.skus) {
    if (!colours.has(sku.colour)) throw new YifangError('not-found', { what: 'colour', id: sku.colour })
    if (!sizes.has(sku.size)) throw new YifangError('not-found', { what: 'size', id: sku.size })
  }
  check(
    'sku',
    input.skus.map((sku) => `${sku.colour} ${sku.size}`),
  )
}

async function saveFacts(scope: CommandScope, input: StyleInput): Promise<number> {
  const same = await scope.trx
    .selectFrom('style')
    .select('id')
    .where('style_number', '=', input.styleNumber)
    .executeTakeFirst()
  if (same && same.id !== input.id) {
    throw new YifangError('already-exists', { what: 'style', name: input.styleNumber })
  }
  const facts = {
    style_number: input.styleNumber,
    name: input.name,
    name_initials: pinyinInitials(input.name),
    note: input.note,
  }
  if (input.id === null) return scope.insert('style', facts)
  await scope.update('style', input.id, facts)
  return input.id
}

/** A photo whose colour was given by its old name follows it. */
function photosRenamed(input: StyleInput, colours: ReadonlyMap<string, string>): StyleInput['photos'] {
  const names = new Set(input.colours.map((colour) => colour.name))
  return input.photos.map((photo) =>
    names.has(photo.colour) ? photo : { ...photo, colour: colours.get(photo.colour) ?? photo.colour },
  )
}

async function savePhotos(
  scope: CommandScope,
  styleId: number,
  photos: StyleInput['photos'],
  mediaTypes: ReadonlyMap<string, string>,
): Promise<void> {
  const known = await scope.trx
    .selectFrom('style_photo')
    .select(['id', 'content_hash'])
    .where('style_id', '=', styleId)
    .execute()
  const left = new Map(known.map((row) => [row.content_hash, row.id]))
  for (const [position, photo] of photos.entries()) {
    const rowId = left.get(photo.hash)
    left.delete(photo.hash)
    if (rowId !== undefined) {
      await scope.update('style_photo', rowId, { colour: photo.colour, position })
      continue
    }
    const mediaType = mediaTypes.get(photo.hash)
    if (mediaType === undefined) throw new YifangError('not-found', { what: 'photo', id: photo.hash })
    await scope.insert('style_photo', {
      style_id: styleId,
      content_hash: photo.hash,
      media_type: mediaType,
      colour: photo.colour,
      position,
    })
  }
  // The files stay: another style, an order line or a backup may name them.
  for (const rowId of left.values()) await scope.remove('style_photo', rowId)
}

interface NameInput {
  readonly id: number | null
  readonly name: string
  readonly swatch?: string
}

/** Saves a style's colours or sizes in their order. Gives what was renamed: old name → new name. */
async function saveNames(
  scope: CommandScope,
  table: 'style_colour' | 'style_size',
  styleId: number,
  names: readonly NameInput[],
): Promise<ReadonlyMap<string, string>> {
  const found = await sql<{ id: number; name: string; swatch?: string; position: number }>`
    SELECT * FROM ${sql.table(table)} WHERE style_id = ${styleId}`.execute(scope.trx)
  const known = new Map(found.rows.map((row) => [row.id, row]))
  const kept = new Set(names.map((name) => name.id))
  for (const row of found.rows) if (!kept.has(row.id)) await scope.remove(table, row.id)
  const renamed = new Map<string, string>()
  const changes: { id: number; before: object; after: Record<string, string | number> }[] = []
  for (const [position, name] of names.entries()) {
    const row = name.id === null ? undefined : known.get(name.id)
    if (row === undefined) continue
    if (row.name !== name.name) renamed.set(row.name, name.name)
    const after = { name: name.name, position, ...(name.swatch !== undefined && { swatch: name.swatch }) }
    const before = {
      name: row.name,
      position: row.position,
      ...(name.swatch !== undefined && { swatch: row.swatch }),
    }
    if (JSON.stringify(after) !== JSON.stringify(before)) changes.push({ id: row.id, before, after })
  }
  // Two names may change places: out of each other's way first.
  for (const { id } of changes)
    await sql`UPDATE ${sql.table(table)} SET name = char(1) || id WHERE id = ${id}`.execute(scope.trx)
  for (const { id, before, after } of changes) {
    const sets = Object.entries({ ...after, command_id: scope.commandId }).map(
      ([column, value]) => sql`${sql.ref(column)} = ${value}`,
    )
    await sql`UPDATE ${sql.table(table)} SET ${sql.join(sets)} WHERE id = ${id}`.execute(scope.trx)
    await scope.recordUpdated(table, id, before, after)
  }
  for (const [position, name] of names.entries()) {
    if (name.id !== null && known.has(name.id)) continue
    const row = { style_id: styleId, name: name.name, position }
    if (table === 'style_colour') await scope.insert(table, { ...row, swatch: name.swatch ?? '' })
    else await scope.insert(table, row)
  }
  return renamed
}
