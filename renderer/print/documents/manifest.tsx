import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { paginate } from '../fit.ts'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface ManifestParcel {
  readonly tracking: string
  readonly weightGrams: number | null
  readonly pieces: number
}

export interface ManifestProps {
  readonly workshopName: string
  readonly carrierName: string
  readonly manifestNo: string
  readonly handedAt: string
  readonly parcels: readonly ManifestParcel[]
  readonly code?: string | null
}

interface Layout {
  readonly paper: Paper
  readonly labels: PrintTexts['manifest']
}

const rowMm = 7

/** The list one courier signs for in the evening: two columns of parcels a page, the signature on the last. */
export function Manifest(props: ManifestProps & Layout): ReactNode {
  const { parcels, paper, labels } = props
  const height = paper.heightMm - 2 * marginMm(paper)
  const perColumn = Math.floor((height - 32) / rowMm)
  const onLast = Math.floor((height - 32 - 34) / rowMm)
  const numbered = parcels.map((parcel, index) => ({ ...parcel, number: index + 1 }))
  const pages = paginate(numbered, perColumn * 2, onLast * 2)
  return pages.map((rows, page) => {
    const last = page === pages.length - 1
    const half = last ? Math.max(Math.ceil(rows.length / 2), Math.min(onLast, rows.length, 10)) : perColumn
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
      <PrintPage key={page} kind="manifest">
        <div className="row h16">
          <div className="grow">
            <div className="line b s18">{`${props.carrierName} ${labels.title}`}</div>
            <div className="line s10">{`${props.workshopName}　${props.manifestNo}　${props.handedAt}`}</div>
          </div>
          {props.code ? (
            <div className="stack">
              <Barcode text={props.code} maxWidthMm={70} heightMm={9} />
              <span className="s9">{props.code}</span>
            </div>
          ) : null}
        </div>
        <div className="columns gap">
          <ParcelColumn parcels={rows.slice(0, half)} labels={labels} />
          <ParcelColumn parcels={rows.slice(half)} labels={labels} />
        </div>
        {last ? <Signatures props={props} labels={labels} /> : null}
        <div className="row foot s9">
          <span className="grow b">{labels.totals(parcels.length, totalWeight(parcels))}</span>
          <span className="nowrap b">{labels.page(page + 1, pages.length)}</span>
        </div>
      </PrintPage>
    )
  })
}

interface ParcelColumnProps {
  readonly parcels: readonly (ManifestParcel & { readonly number: number })[]
  readonly labels: PrintTexts['manifest']
}

function ParcelColumn({ parcels, labels }: ParcelColumnProps): ReactNode {
  if (parcels.length === 0) return <div className="grow" />
  return (
    <div className="grow">
      <div className="row rule hair b s9">
        <span className="col-number" />
        <span className="grow">{labels.tracking}</span>
        <span className="col-pieces end">{labels.pieces}</span>
        <span className="col-weight end">{labels.weight}</span>
      </div>
      {parcels.map((parcel) => (
        <div key={parcel.number} className="row hair h7">
          <span className="col-number end s9">{parcel.number}</span>
          <span className="grow line b s12">{parcel.tracking}</span>
          <span className="col-pieces end s10">{parcel.pieces}</span>
          <span className="col-weight end s10">{weightText(parcel.weightGrams)}</span>
        </div>
      ))}
    </div>
  )
}

function Signatures({
  props,
  labels,
}: {
  readonly props: ManifestProps
  readonly labels: PrintTexts['manifest']
}) {
  return (
    <div className="frame gap signatures">
      <div className="b s16">{labels.totals(props.parcels.length, totalWeight(props.parcels))}</div>
      <div className="row h14 s11">
        <span className="grow blank">{labels.counted}</span>
        <span className="grow blank">{labels.takenAt}</span>
      </div>
      <div className="row h10 s11">
        <span className="grow blank">{labels.handedBy}</span>
        <span className="grow blank">{labels.takenBy}</span>
      </div>
    </div>
  )
}

/** "1.25 kg"; empty where nobody weighed it. */
function weightText(grams: number | null): string {
  return grams === null ? '' : `${(grams / 1000).toFixed(2)} kg`
}

/** Empty unless every parcel was weighed: a sum of some would be read as the sum of all. */
function totalWeight(parcels: readonly ManifestParcel[]): string {
  if (parcels.some(({ weightGrams }) => weightGrams === null)) return ''
  return weightText(parcels.reduce((sum, { weightGrams }) => sum + (weightGrams ?? 0), 0))
}
