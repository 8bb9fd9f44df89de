import type { ReactNode } from 'react'

interface PrintPageProps {
  /** Adds `page-<kind>` to the page's class. */
  readonly kind: string
  readonly children: ReactNode
}

/**
 * One sheet of paper. The page box has the paper's exact size and cuts what is outside; the sheet inside it keeps
 * the printer's margin and carries the calibration. Sizes come from `pageCss`, once per document.
 */
export function PrintPage({ kind, children }: PrintPageProps): ReactNode {
  return (
    <section className={`page page-${kind}`}>
      <div className="sheet">{children}</div>
    </section>
  )
}
