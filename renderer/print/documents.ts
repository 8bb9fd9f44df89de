import type { ComponentType } from 'react'
import { AddressLabel, type AddressLabelProps } from './documents/address-label.tsx'
import { Badge, type BadgeProps } from './documents/badge.tsx'
import { BundleTicket, type BundleTicketProps } from './documents/bundle-ticket.tsx'
import { CalibrationPage, type CalibrationPageProps } from './documents/calibration-page.tsx'
import { Certificate, type CertificateProps } from './documents/certificate.tsx'
import { Manifest, type ManifestProps } from './documents/manifest.tsx'
import { PackingSlip, type PackingSlipProps } from './documents/packing-slip.tsx'
import { Payslip, PayslipGrid, type PayslipGridProps, type PayslipProps } from './documents/payslip.tsx'
import { PickList, type PickListProps } from './documents/pick-list.tsx'
import { PickSlip, type PickSlipProps } from './documents/pick-slip.tsx'
import { Roster, type RosterProps } from './documents/roster.tsx'
import { BagLabel, type BagLabelProps, SkuLabel, type SkuLabelProps } from './documents/small-labels.tsx'
import { TimeSheet, type TimeSheetProps } from './documents/time-sheet.tsx'
import { WorkSheet, type WorkSheetProps } from './documents/work-sheet.tsx'
import { type PaperName, papers } from './paper.ts'

/** What each kind of document is filled with. */
export interface DocumentProps {
  readonly addressLabel: AddressLabelProps
  readonly packingSlip: PackingSlipProps
  readonly pickSlip: PickSlipProps
  readonly pickList: PickListProps
  readonly manifest: ManifestProps
  readonly skuLabel: SkuLabelProps
  readonly bagLabel: BagLabelProps
  readonly badge: BadgeProps
  readonly bundleTicket: BundleTicketProps
  readonly workSheet: WorkSheetProps
  readonly payslip: PayslipProps
  readonly payslipGrid: PayslipGridProps
  readonly timeSheet: TimeSheetProps
  readonly certificate: CertificateProps
  readonly roster: RosterProps
  readonly calibrationPage: CalibrationPageProps
}

export type DocumentKind = keyof DocumentProps

export interface DocumentDefinition {
  // The kinds have different props; `renderDocument` pairs them by its type parameter.
  readonly component: ComponentType<never>
  /** Papers the layout is made for, the usual one first. */
  readonly papers: readonly PaperName[]
}

export const documents: Readonly<Record<DocumentKind, DocumentDefinition>> = {
  addressLabel: { component: AddressLabel, papers: ['76x130', '100x150', '100x180'] },
  packingSlip: { component: PackingSlip, papers: ['76x130', '100x150', 'A4'] },
  pickSlip: { component: PickSlip, papers: ['76x130', '100x150', 'A5'] },
  pickList: { component: PickList, papers: ['A4'] },
  manifest: { component: Manifest, papers: ['A4'] },
  skuLabel: { component: SkuLabel, papers: ['60x40', '50x30'] },
  badge: { component: Badge, papers: ['60x40', '80x60'] },
  bundleTicket: { component: BundleTicket, papers: ['60x40', '80x60', 'A4'] },
  workSheet: { component: WorkSheet, papers: ['A4'] },
  payslip: { component: Payslip, papers: ['A4', '80x200'] },
  payslipGrid: { component: PayslipGrid, papers: ['A4'] },
  timeSheet: { component: TimeSheet, papers: ['A4'] },
  certificate: { component: Certificate, papers: ['A4'] },
  roster: { component: Roster, papers: ['A4'] },
  bagLabel: { component: BagLabel, papers: ['60x40'] },
  calibrationPage: { component: CalibrationPage, papers: Object.keys(papers) as readonly PaperName[] },
}
