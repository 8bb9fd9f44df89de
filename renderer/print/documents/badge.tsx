import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { fitText } from '../fit.ts'
import { Photo } from '../items.tsx'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import { QrCode } from '../qr-code.tsx'

export interface BadgeProps {
  readonly name: string
  readonly workshopName: string
  readonly photoUrl: string | null
  /** The worker's code for the bars, and as the QR code says it (`qrText`). */
  readonly code: string
  readonly qr: string
}

/** A worker's badge, to be stuck on a card: her picture, her name to be read across a table, and two codes to scan. */
export function Badge(props: BadgeProps & { readonly paper: Paper }): ReactNode {
  const { paper, name } = props
  const width = paper.widthMm - 2 * marginMm(paper)
  const isLarge = paper.heightMm >= 50
  const qrMm = isLarge ? 21 : 15
  const nameMm = width - (isLarge ? 36 : 14) - 4 - (isLarge ? 0 : qrMm)
  const fitted = fitText(name, nameMm, isLarge ? 13 : 14, [28, 24, 20, 18, 16, 14, 12, 10, 9, 8])
  return (
    <PrintPage kind="badge">
      <div className="row">
        <Photo url={props.photoUrl} sizeMm={isLarge ? 36 : 14} />
        <div className="grow">
          <div className={`b ${fitted.classes}`}>{name}</div>
          {isLarge && <QrCode text={props.qr} maxMm={qrMm} />}
        </div>
        {!isLarge && <QrCode text={props.qr} maxMm={qrMm} />}
      </div>
      {props.workshopName !== '' && <div className="line s8 center">{props.workshopName}</div>}
      <div className="stack foot">
        <Barcode text={props.code} maxWidthMm={paper.widthMm - 1} heightMm={isLarge ? 7 : 6} />
        <span className="b s8">{props.code}</span>
      </div>
    </PrintPage>
  )
}
