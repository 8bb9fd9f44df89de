import type { SkuLabel } from '../catalog/sku-label.ts'
import type { ScannedBundle } from '../production/work-contract.ts'

/**
 * What a device carries so that it goes on while the link is down: the tickets that are on the floor as a scan would show
 * them, who works here, the SKUs that are counted, and how the workshop's printed codes are told. JSON, made by the host
 * (`stations.pack`) at most once a minute.
 */
export interface FloorPack {
  /** By the host's clock. */
  readonly at: number
  readonly stamp: { readonly epoch: number; readonly mark: number; readonly site: string }
  readonly bundles: readonly ScannedBundle[]
  /** Pieces of them that are at a partner, and for which steps: nobody here records those. */
  readonly away: readonly {
    readonly bundleId: number
    readonly operations: readonly number[]
    readonly partner: string
    readonly pieces: number
  }[]
  readonly workers: readonly { readonly id: number; readonly name: string; readonly initials: string }[]
  readonly skus: readonly SkuLabel[]
}
