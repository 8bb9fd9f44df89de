import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Material, MaterialInput, MaterialPurchase } from '../../shared/inventory/materials-contract.ts'
import { shareOf } from '../../shared/inventory/valuation.ts'
import { pinyinInitials } from '../../shared/pinyin.ts'
import { totalCap } from '../../shared/rpc.ts'
import type { CommandScope } from '../command.ts'
import { likeAnywhere } from '../like.ts'
import type { Database } from '../schema.ts'
import { postMove, postTransfer, readLevel } from './ledger.ts'
import { requireLocation, requireTwoPlaces } from './locations.ts'
import { requireMaterial } from './material-amounts.ts'
import { createReceipt } from './receipts.ts'

interface MaterialRow extends Omit<Material, 'archived'> {
  readonly archived: number
}

/** Materials by name, with what is there and what open batches still want. Money is null where `money` is false. */
export async function listMaterials(
  db: Kysely<Database>,
  input: {
    readonly search: string
    readonly archived: boolean
    readonly offset: number
    readonly limit: number
  },
  money: boolean,
): Promise<{ rows: Material[]; total: number; more: boolean }> {
  const word = likeAnywhere(input.search)
  const where = sql`(m.archived_at IS NOT NULL) = ${input.archived ? 1 : 0}
    AND (m.name LIKE ${word} ESCAPE '\\' OR m.name_initials LIKE ${word} ESCAPE '\\')`
  const { rows } = await sql<MaterialRow>`
    SELECT m.id, m.name, m.unit, m.width, m.grams_per_area AS gramsPerArea, m.supplier_id AS supplierId,
      coalesce(supplier.name, '') AS supplierName, m.price, m.note, m.archived_at IS NOT NULL AS archived,
      coalesce((SELECT sum(quantity) FROM stock_level WHERE item_id = m.id), 0) AS onHand,
      coalesce((SELECT sum(value) FROM stock_level WHERE item_id = m.id), 0) AS value,
      coalesce((SELECT sum(max(0, b.needed - coalesce((
          SELECT sum(CASE u.kind WHEN 'issued' THEN u.quantity ELSE -u.quantity END) FROM material_use u
          WHERE u.batch_id = b.batch_id AND u.material_id = m.id AND u.voided_at IS NULL), 0)))
        FROM batch_material b JOIN batch ON batch.id = b.batch_id AND batch.state = 'open'
        WHERE b.material_id = m.id), 0) AS wanted,
      coalesce((SELECT sum(quantity - received) FROM expected_supply
        WHERE item_id = m.id AND closed_at IS NULL AND quantity > received), 0) AS coming,
      (SELECT max(expected_date) FROM expected_supply
        WHERE item_id = m.id AND closed_at IS NULL AND quantity > received) AS comingBy
    FROM material m LEFT JOIN supplier ON supplier.id = m.supplier_id
    WHERE ${where} ORDER BY m.name_initials, m.id LIMIT ${input.limit} OFFSET ${input.offset}`.execute(db)
  const counted = await sql<{ n: number }>`SELECT count(*) AS n FROM material m WHERE ${where}`.execute(db)
  const total = counted.rows[0]!.n
  return {
    rows: rows.map((row) => ({
      ...row,
      archived: row.archived === 1,
      price: money ? row.price : null,
      value: money ? row.value : null,
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}

/**
 * Adds or changes a material. Raises already-exists, not-found, material-unit where its unit would change under its moves,
 * material-length where BOMs that say it by the metre could no longer be weighed.
 */
export async function saveMaterial(scope: CommandScope, input: MaterialInput): Promise<{ id: number }> {
  const { trx } = scope
  const same = await trx
    .selectFrom('material')
    .select('id')
    .where('name', '=', input.name)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  if (same && same.id !== input.id && !input.archived)
    throw new YifangError('already-exists', { what: 'material', name: input.name })
  const row = {
    name: input.name,
    name_initials: pinyinInitials(input.name),
    unit: input.unit,
    width: input.width,
    grams_per_area: input.gramsPerArea,
    supplier_id: input.supplierId,
    price: input.price,
    note: input.note,
  }
  if (input.id === null) {
    const { id } = await trx
      .insertInto('item')
      .values({ kind: 'material' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await scope.insert('material', { id, ...row, archived_at: null })
    return { id }
  }
  const known = await trx
    .selectFrom('material')
    .select(['unit', 'archived_at'])
    .where('id', '=', input.id)
    .executeTakeFirst()
  if (!known) throw new YifangError('not-found', { what: 'material', id: input.id })
  const moved = await trx
    .selectFrom('stock_move')
    .select('id')
    .where('item_id', '=', input.id)
    .executeTakeFirst()
  if (moved && known.unit !== input.unit) throw new YifangError('material-unit', { material: input.name })
  const isWeighed = input.unit === 'kg' && input.width !== null && input.gramsPerArea !== null
  const byLength = await trx
    .selectFrom('bom_line')
    .select('id')
    .where('material_id', '=', input.id)
    .where('typed', '=', 'length')
    .executeTakeFirst()
  if (byLength && !isWeighed) throw new YifangError('material-length', { material: input.name })
  await scope.update('material', input.id, {
    ...row,
    archived_at: input.archived ? (known.archived_at ?? scope.at) : null,
  })
  return { id: input.id }
}

/**
 * Materials come in from a supplier at what they cost; the price last paid becomes theirs, what is not paid at once is
 * owed. Quantities in 1/1000 of the unit, amounts in fen. Raises not-found, date-ahead, paid-over.
 */
export async function purchaseMaterials(
  scope: CommandScope,
  input: {
    readonly supplierId: number
    readonly locationId: number
    readonly businessDate: string
    readonly note: string
    readonly paidNow: number
    readonly paidOver?: boolean | undefined
    readonly lines: readonly {
      readonly materialId: number
      readonly quantity: number
      readonly amount: number
      readonly dyeLot: string
      /** The line of a purchase order that it answers. */
      readonly supplyId?: number
    }[]
  },
): Promise<{ id: number }> {
  for (const { materialId, quantity, amount } of input.lines) {
    await requireMaterial(scope, materialId)
    if (amount > 0) await scope.update('material', materialId, { price: shareOf(amount, 1000, quantity) })
  }
  const supplier = await scope.trx
    .selectFrom('supplier')
    .select('kind')
    .where('id', '=', input.supplierId)
    .executeTakeFirst()
  if (!supplier) throw new YifangError('not-found', { what: 'supplier', id: input.supplierId })
  const { id } = await createReceipt(scope, {
    source: supplier.kind,
    supplierId: input.supplierId,
    businessDate: input.businessDate,
    note: input.note,
    paidNow: input.paidNow,
    paidOver: input.paidOver,
    lines: input.lines.map(({ materialId, ...line }) => ({
      ...line,
      itemId: materialId,
      locationId: input.locationId,
    })),
  })
  return { id }
}

/** Purchases of materials, newest first; found by supplier, material, dye lot and note. Amounts are null where `money` is false. */
export async function listPurchases(
  db: Kysely<Database>,
  page: { readonly search?: string; readonly offset: number; readonly limit: number },
  money: boolean,
): Promise<{ rows: MaterialPurchase[]; total: number; more: boolean }> {
  const word = likeAnywhere(page.search ?? '')
  const bought = sql`EXISTS (SELECT 1 FROM receipt_line l JOIN material m ON m.id = l.item_id WHERE l.receipt_id = r.id
    AND (${word} = '%%' OR supplier.name LIKE ${word} ESCAPE '\\' OR supplier.name_initials LIKE ${word} ESCAPE '\\'
      OR m.name LIKE ${word} ESCAPE '\\' OR m.name_initials LIKE ${word} ESCAPE '\\' OR l.dye_lot LIKE ${word} ESCAPE '\\'
      OR r.note LIKE ${word} ESCAPE '\\'))`
  const { rows } = await sql<
    Omit<MaterialPurchase, 'lines' | 'voided'> & { readonly lines: string; readonly voided: number }
  >`
    SELECT r.id, r.business_date AS businessDate, supplier.name AS supplierName, r.amount, r.note,
      r.voided_at IS NOT NULL AS voided,
      (SELECT coalesce(sum(amount), 0) FROM supplier_payment WHERE receipt_id = r.id) AS paid,
      (SELECT json_group_array(json_object('materialId', m.id, 'name', m.name, 'unit', m.unit, 'quantity', l.quantity,
          'amount', l.amount, 'dyeLot', l.dye_lot))
        FROM receipt_line l JOIN material m ON m.id = l.item_id WHERE l.receipt_id = r.id) AS lines
    FROM receipt r JOIN supplier ON supplier.id = r.supplier_id WHERE ${bought}
    ORDER BY r.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const counted = await sql<{ n: number }>`
    SELECT count(*) AS n FROM receipt r JOIN supplier ON supplier.id = r.supplier_id WHERE ${bought}`.execute(
    db,
  )
  const total = counted.rows[0]!.n
  return {
    rows: rows.map((row) => ({
      ...row,
      voided: row.voided === 1,
      amount: money ? row.amount : null,
      paid: money ? row.paid : null,
      lines: (JSON.parse(row.lines) as MaterialPurchase['lines']).map((line) => ({
        ...line,
        amount: money ? line.amount : null,
      })),
    })),
    total: Math.min(total, totalCap),
    more: total > totalCap,
  }
}

/** Sets a material's level of a place to what was counted, at the average cost. Gives what was found or is gone. */
export async function countMaterial(
  scope: CommandScope,
  input: {
    readonly materialId: number
    readonly locationId: number
    readonly counted: number
    readonly note: string
  },
): Promise<{ difference: number }> {
  const { materialId, locationId, counted, note } = input
  await requireMaterial(scope, materialId)
  await requireLocation(scope, locationId)
  const level = await readLevel(scope, materialId, locationId)
  const difference = counted - level.quantity
  if (difference !== 0)
    await postMove(scope, {
      itemId: materialId,
      locationId,
      quantity: difference,
      reason: 'count',
      reference: null,
      note,
    })
  return { difference }
}

/** Carries a material, in 1/1000 of its unit, from one place to another. Raises not-found, material-below-zero, input-invalid (same place). */
export async function transferMaterial(
  scope: CommandScope,
  input: {
    readonly materialId: number
    readonly fromLocationId: number
    readonly toLocationId: number
    readonly quantity: number
    readonly note: string
  },
): Promise<null> {
  const { materialId, ...move } = input
  await requireMaterial(scope, materialId)
  await requireTwoPlaces(scope, move)
  await postTransfer(scope, { ...move, itemId: materialId, reference: null })
  return null
}
