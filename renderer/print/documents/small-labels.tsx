import type { ReactNode } from 'react'
import { Barcode } from '../barcode.tsx'
import { fitText } from '../fit.ts'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface SkuLabelProps {
  readonly styleNo: string
  readonly name?: string
  readonly colour: string
  readonly size: string
  readonly sellerCode: string
  /** `encodeCode` of the SKU, or the seller code where a shop wants that scanned. */
  readonly code: string
  /** In place of name and seller code: why it lies where it lies ("Return 12"). */
  readonly mark?: string
}

/**
 * A label for a bag or a shelf: what it is, and our code to scan. The bars' quiet zones may lie in the margin,
 * which is white as well: so a 50 mm wide label holds every code and a 60 mm wide one usually three dots a module.
 */
export function SkuLabel(props: SkuLabelProps & { readonly paper: Paper }): ReactNode {
  const { paper } = props
  const width = paper.widthMm - 2 * marginMm(paper)
  const large = paper.heightMm >= 40
  const title = fitText(
    props.styleNo,
    width * 0.58,
    large ? 9 : 8,
    large ? [18, 16, 14, 12, 10] : [14, 12, 10, 9],
  )
  const size = fitText(props.size, width * 0.34, 9, large ? [20, 18, 16, 14, 12, 10] : [16, 14, 12, 10])
  const colour = fitText(props.colour, width, 6, large ? [14, 12, 10] : [11, 10, 9])
  const code = fitText(props.code, width, 5, [10, 9, 8, 7])
  return (
    <PrintPage kind="sku">
      <div className="row">
        <span className={`grow b ${title.classes}`}>{props.styleNo}</span>
        <span className={`flag s${size.pt}`}>{props.size}</span>
      </div>
      <div className={`line b s${colour.pt}`}>{props.colour}</div>
      {props.mark ? (
        <div className="line b s10">{props.mark}</div>
      ) : (
        <>
          {large && props.name ? <div className="line s9">{props.name}</div> : null}
          <div className="line s8">{props.sellerCode}</div>
        </>
      )}
      <div className="stack foot">
        <Barcode text={props.code} maxWidthMm={paper.widthMm - 1} heightMm={large ? 9 : 6} />
        <span className={`b s${large ? code.pt : Math.min(code.pt, 8)}`}>{props.code}</span>
      </div>
    </PrintPage>
  )
}

export interface BagLabelProps {
  readonly name: string
  readonly className: string
  readonly size: string
  readonly styleName: string
  /** "12/45" of the class list, for counting bags. */
  readonly number?: string
}

interface BagLayout {
  readonly paper: Paper
  readonly labels: PrintTexts['bagLabel']
}

/** One pupil's bag of a school order, read aloud by a teacher in a noisy hall: the name as large as it fits. */
export function BagLabel(props: BagLabelProps & BagLayout): ReactNode {
  const { paper, labels } = props
  const width = paper.widthMm - 2 * marginMm(paper)
  const height = paper.heightMm - 2 * marginMm(paper)
  const name = fitText(props.name, width, height * 0.45, [36, 32, 28, 24, 20, 18, 16, 14, 12])
  const group = fitText(props.className, width * 0.62 - 11, height * 0.3, [18, 16, 14, 12, 10, 9, 8, 7])
  const size = fitText(props.size, width * 0.34, 9, [20, 18, 16, 14, 12, 10])
  return (
    <PrintPage kind="bag">
      <div className={`b ${name.classes}`}>{props.name}</div>
      <div className="row">
        <div className={`grow b ${group.classes}`}>{props.className}</div>
        <span className="nowrap s8">{labels.size}</span>
        <span className={`flag s${size.pt}`}>{props.size}</span>
      </div>
      <div className="row foot s9 rule">
        <span className="grow line">{props.styleName}</span>
        {props.number ? <span className="nowrap b">{props.number}</span> : null}
      </div>
    </PrintPage>
  )
}
