import { listManifests, readManifest } from '../../../db/shipping/manifests.ts'
import { listParcels } from '../../../db/shipping/parcel-rows.ts'
import { listReturns } from '../../../db/shipping/return-view.ts'
import { readWave } from '../../../db/shipping/wave-view.ts'
import { listWaves } from '../../../db/shipping/waves.ts'
import { businessDate, formatInstant } from '../../../shared/dates.ts'
import {
  noWaybillReasons,
  type ParcelFilter,
  type ParcelRow,
} from '../../../shared/shipping/pack-contract.ts'
import type { ReturnFilter } from '../../../shared/shipping/returns-contract.ts'
import type { GuardedContext } from '../services.ts'
import { xlsxFile } from '../workbook.ts'
import { type ExportWords, exportWords } from './export-words.ts'

type Cell = string | number | null
type Exported = Promise<{ fileName: string; file: File }>

const mostRows = 100_000
const pageRows = 200

/** All pages of a list; other calls are answered between them. */
async function allOf<R>(
  page: (at: { readonly offset: number; readonly limit: number }) => Promise<{ readonly rows: readonly R[] }>,
): Promise<R[]> {
  const rows: R[] = []
  for (let offset = 0; offset < mostRows; offset += pageRows) {
    const found = await page({ offset, limit: pageRows })
    rows.push(...found.rows)
    if (found.rows.length < pageRows) break
    await new Promise((turn) => setImmediate(turn))
  }
  return rows
}

const wordsOf = (context: GuardedContext): ExportWords => exportWords[context.connection.language ?? 'zh-CN']
const at = (instant: number | null) => (instant === null ? '' : formatInstant(instant))

async function named(
  context: GuardedContext,
  name: string,
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): Exported {
  const fileName = `${name}-${businessDate(context.host.clock())}.xlsx`
  return { fileName, file: await xlsxFile(fileName, header, rows) }
}

function parcelCells(words: ExportWords, parcel: ParcelRow): Cell[] {
  const reason = noWaybillReasons.find((known) => known === parcel.noWaybillReason)
  return [
    parcel.id,
    words.parcelState[parcel.state],
    parcel.carrierName ?? '',
    parcel.trackingNumber,
    reason === undefined ? '' : words.noWaybill[reason],
    parcel.orderNumbers.join(' '),
    parcel.shopNames.join(', '),
    parcel.pieces,
    parcel.weightGrams,
    at(parcel.packedAt),
    parcel.packedBy ?? '',
    at(parcel.shippedAt),
    parcel.manifestId,
  ]
}

/** The filtered parcel list as XLSX, in the caller's language. It names no buyer. */
export async function exportParcels(context: GuardedContext, filter: ParcelFilter): Exported {
  const words = wordsOf(context)
  const rows = await allOf((page) => listParcels(context.host.store.reader, { ...filter, ...page }))
  return named(
    context,
    words.files.parcels,
    words.parcels,
    rows.map((row) => parcelCells(words, row)),
  )
}

/** All waves as XLSX; with an id the goods of that wave, place by place, for who picks with a paper of her own. */
export async function exportWaves(context: GuardedContext, id: number | null): Exported {
  const words = wordsOf(context)
  const { reader } = context.host.store
  if (id !== null) {
    const wave = await readWave(reader, id)
    return named(
      context,
      `${words.files.wave}-${id}`,
      words.pickRows,
      wave.pickRows.map(({ sku, ...row }) => [
        row.location,
        sku.styleNumber,
        sku.styleName,
        sku.colour,
        sku.size,
        sku.sellerCode,
        row.quantity,
        row.orders.map((order) => `#${order.mark}×${order.quantity}`).join(' '),
      ]),
    )
  }
  const rows = await allOf((page) => listWaves(reader, page))
  return named(
    context,
    words.files.waves,
    words.waves,
    rows.map((row) => [
      row.id,
      words.waveState[row.state],
      at(row.createdAt),
      row.orders,
      row.pieces,
      row.done,
    ]),
  )
}

/** All hand-overs as XLSX; with an id the parcels of that one, as the courier's own office asks for them. */
export async function exportManifests(context: GuardedContext, id: number | null): Exported {
  const words = wordsOf(context)
  const { reader } = context.host.store
  if (id !== null) {
    const manifest = await readManifest(reader, id)
    return named(
      context,
      `${words.files.manifest}-${id}`,
      words.parcels,
      manifest.rows.map((row) => parcelCells(words, row)),
    )
  }
  const rows = await allOf((page) => listManifests(reader, page))
  return named(
    context,
    words.files.manifests,
    words.manifests,
    rows.map((row) => [
      row.id,
      row.businessDate,
      at(row.handedAt),
      row.carrierName ?? words.noCarrier,
      row.courierName,
      row.parcels,
      row.pieces,
      row.voided ? words.voided : '',
    ]),
  )
}

/** The filtered list of returns as XLSX. */
export async function exportReturns(context: GuardedContext, filter: ReturnFilter): Exported {
  const words = wordsOf(context)
  const rows = await allOf((page) => listReturns(context.host.store.reader, { ...filter, ...page }))
  return named(
    context,
    words.files.returns,
    words.returns,
    rows.map((row) => [
      row.id,
      words.returnState[row.state],
      at(row.receivedAt),
      row.shopName,
      row.orderNumber || words.unknownOrder,
      row.trackingNumber,
      row.reason,
      row.pieces,
      row.unchecked,
    ]),
  )
}
