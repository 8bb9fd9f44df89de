import type { ReactNode } from 'react'
import { fitCode128 } from './code128.ts'

interface BarcodeProps {
  readonly text: string
  readonly maxWidthMm: number
  readonly heightMm: number
}

/**
 * Code 128 as one vector path, exact in millimetres. A text that does not fit, or cannot be encoded, gives no
 * bars at all: squeezed bars look like a code and cannot be scanned, while the text beside them can be typed.
 */
export function Barcode({ text, maxWidthMm, heightMm }: BarcodeProps): ReactNode {
  const code = fitCode128(text, maxWidthMm)
  if (code === null) return null
  return (
    <svg
      className="bars"
      width={`${code.widthMm}mm`}
      height={`${heightMm}mm`}
      viewBox={`0 0 ${code.modules} 1`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      role="img"
      aria-label={text}
    >
      <path d={code.path} />
    </svg>
  )
}
