import { type Kysely, sql } from 'kysely'
import { YifangError } from '../../shared/errors.ts'
import type { Platform } from '../../shared/orders/platforms.ts'
import { type ToldParcel, trackingPresets, trackingTable } from '../../shared/shipping/tracking-templates.ts'
import type { CommandScope } from '../command.ts'
import type { Database } from '../schema.ts'
import { listTemplates, type TemplateRow } from './tracking-templates.ts'

/** Platforms that give the tracking numbers themselves, and our own direct orders, take no file back. */
export function takesFile(platform: Platform): boolean {
  return platform in trackingPresets
}

interface ShopCounts {
  id: number
  name: string
  platform: Platform
  fresh: number
  waiting: number
  courierless: number
  told: number
}

/** Per shop: parcels whose number its platform has not been told yet. */
export async function readyToTell(db: Kysely<Database>) {
  const found = await sql<ShopCounts>`
    SELECT s.id, s.name, s.platform,
      coalesce(sum(p.state = 'shipped' AND po.tracking_export_id IS NULL), 0) AS fresh,
      count(DISTINCT CASE WHEN p.state = 'packed' THEN p.id END) AS waiting,
      coalesce(sum(p.state = 'shipped' AND po.tracking_export_id IS NULL AND p.carrier_id IS NULL), 0) AS courierless,
      coalesce(sum(p.tracking_number <> '' AND po.tracking_export_id IS NOT NULL), 0) AS told
    FROM shop s LEFT JOIN orders o ON o.shop_id = s.id LEFT JOIN parcel_order po ON po.order_id = o.id
    LEFT JOIN parcel p ON p.id = po.parcel_id AND (p.state = 'packed' OR (p.state = 'shipped' AND p.tracking_number <> ''))
    WHERE s.archived_at IS NULL GROUP BY s.id ORDER BY s.id`.execute(db)
  const templates = await listTemplates(db)
  return found.rows.map((row) => ({
    shopId: row.id,
    shopName: row.name,
    platform: row.platform,
    fresh: row.fresh,
    waiting: row.waiting,
    courierless: row.courierless,
    told: row.told,
    wanted: takesFile(row.platform),
    verified: templates.find((template) => template.platform === row.platform)?.verified ?? false,
  }))
}

/**
 * Makes the tracking file of a shop: its parcels that were handed over, have a number and were not told yet. One that
 * is only packed may still be held back: told too early, the platform would count a parcel that nobody fetched. Raises tracking-nothing-new, tracking-no-file.
 */
export async function createTrackingFile(
  scope: CommandScope,
  input: { readonly shopId: number; readonly fileStamp: string },
): Promise<{ id: number; rows: number }> {
  const shop = await scope.trx
    .selectFrom('shop')
    .selectAll()
    .where('id', '=', input.shopId)
    .executeTakeFirst()
  if (!shop) throw new YifangError('not-found', { what: 'shop', id: input.shopId })
  const template = await templateOf(scope.trx, shop.platform as Platform)
  const rows = await sql<{ id: number }>`
    SELECT po.id FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id JOIN orders o ON o.id = po.order_id
    WHERE o.shop_id = ${input.shopId} AND po.tracking_export_id IS NULL AND p.tracking_number <> ''
      AND p.state = 'shipped' ORDER BY po.id`.execute(scope.trx)
  if (rows.rows.length === 0) throw new YifangError('tracking-nothing-new', {})
  const id = await scope.insert('tracking_export', {
    shop_id: input.shopId,
    file_name: `${shop.name}-发货-${input.fileStamp}.${template.template.fileType}`.replace(
      /[\\/:*?"<>|]/g,
      '_',
    ),
    row_count: rows.rows.length,
    created_at: scope.at,
  })
  for (const row of rows.rows) await scope.update('parcel_order', row.id, { tracking_export_id: id })
  return { id, rows: rows.rows.length }
}

/** The cells of a file that was made, written anew by the template of today. Raises not-found, tracking-no-file. */
export async function readTrackingExport(db: Kysely<Database>, id: number) {
  const file = await db
    .selectFrom('tracking_export')
    .innerJoin('shop', 'shop.id', 'tracking_export.shop_id')
    .select(['tracking_export.file_name', 'shop.platform', 'shop.name'])
    .where('tracking_export.id', '=', id)
    .executeTakeFirst()
  if (!file) throw new YifangError('not-found', { what: 'tracking_export', id })
  const { template } = await templateOf(db, file.platform as Platform)
  const found = await sql<{
    number: string
    code: string | null
    carrier: string | null
    tracking: string
    keys: string
  }>`
    SELECT o.order_number AS number, c.code, c.name AS carrier, p.tracking_number AS tracking,
      (SELECT json_group_array(DISTINCT l.line_key) FROM parcel_line pl JOIN order_line l ON l.id = pl.order_line_id
        WHERE pl.parcel_id = p.id AND l.order_id = o.id) AS keys
    FROM parcel_order po JOIN parcel p ON p.id = po.parcel_id AND p.state IN ('packed', 'shipped')
    JOIN orders o ON o.id = po.order_id LEFT JOIN carrier c ON c.id = p.carrier_id
    WHERE po.tracking_export_id = ${id} ORDER BY po.id`.execute(db)
  const seen = new Set<string>()
  const parcels = found.rows.flatMap((row): ToldParcel[] => {
    // Cartons under one number are told once.
    const key = `${row.number}/${row.tracking}`
    if (seen.has(key)) return []
    seen.add(key)
    return [
      {
        orderNumber: row.number,
        shopName: file.name,
        carrierCode: row.code,
        carrierName: row.carrier ?? '',
        trackingNumber: row.tracking,
        // matching.ts: a line with the platform's own id has the key "id:…".
        platformLineIds: (JSON.parse(row.keys) as string[]).flatMap((line) =>
          line.startsWith('id:') ? [line.slice(3)] : [],
        ),
      },
    ]
  })
  return { fileName: file.file_name, fileType: template.fileType, ...trackingTable(template, parcels) }
}

/** Offers the numbers of a file again: it was never brought to the platform. */
export async function forgetTrackingFile(scope: CommandScope, id: number): Promise<{ rows: number }> {
  const rows = await scope.trx
    .selectFrom('parcel_order')
    .select('id')
    .where('tracking_export_id', '=', id)
    .execute()
  for (const row of rows) await scope.update('parcel_order', row.id, { tracking_export_id: null })
  return { rows: rows.length }
}

/** Files made, newest first; `rows`: how many of its numbers still stand. */
export async function listTrackingFiles(
  db: Kysely<Database>,
  page: { readonly limit: number; readonly offset: number },
) {
  const found = await sql<{
    id: number
    shopName: string
    fileName: string
    rows: number
    createdAt: number
  }>`
    SELECT e.id, s.name AS "shopName", e.file_name AS "fileName", e.created_at AS "createdAt",
      (SELECT count(*) FROM parcel_order WHERE tracking_export_id = e.id) AS rows
    FROM tracking_export e JOIN shop s ON s.id = e.shop_id
    ORDER BY e.id DESC LIMIT ${page.limit} OFFSET ${page.offset}`.execute(db)
  const count = await sql<{ n: number }>`SELECT count(*) AS n FROM tracking_export`.execute(db)
  return { rows: found.rows, total: count.rows[0]?.n ?? 0 }
}

async function templateOf(db: Kysely<Database>, platform: Platform): Promise<TemplateRow> {
  const template = (await listTemplates(db)).find((row) => row.platform === platform)
  if (!template) throw new YifangError('tracking-no-file', { platform })
  return template
}
