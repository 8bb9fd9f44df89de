import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintDocument, PrinterProfile } from '../../shared/shipping/printer-profile.ts'
import type { SharedPrinter } from '../../shared/stations/print-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay, useSession } from '../app/session.tsx'
import { shownError } from '../app/shown-error.ts'
import type { DocumentKind, DocumentProps } from '../print/documents.ts'
import { type Calibration, noCalibration, papers } from '../print/paper.ts'
import type { PrintFonts } from '../print/print-css.ts'
import { placeOnly, printThere } from '../stations/printing/print-there.ts'
import { useWhereToPrint } from '../stations/printing/use-where-to-print.tsx'
import { errorText } from '../ui/error-text.ts'
import { useCommand } from '../ui/use-command.ts'

/** What a printer needs to know of a job besides the document itself. */
export interface PrintSetting {
  readonly printerName: string
  readonly paper: keyof typeof papers
  readonly calibration: Calibration
}

export function settingOf(profile: PrinterProfile): PrintSetting {
  return {
    printerName: profile.printerName,
    paper: profile.paper,
    calibration: {
      offsetXmm: profile.offsetX / 100,
      offsetYmm: profile.offsetY / 100,
      scale: profile.scale / 1000,
      rotate180: profile.rotated,
    },
  }
}

export type PrintEnd = 'printed' | 'cancelled' | 'printer-gone' | 'timeout' | 'failed'

/**
 * Prints documents, the one way of the whole page: silently to the chosen printer in the desktop program, else
 * through the browser's dialog, with the same pages. Never rejects: an unprinted slip must not lose a parcel.
 */
export async function printDocuments<K extends DocumentKind>(
  kind: K,
  pages: readonly DocumentProps[K][],
  setting: PrintSetting,
  language: 'zh-CN' | 'en',
): Promise<PrintEnd> {
  try {
    const html = await laidOut(kind, pages, setting, language)
    if (!window.yifang) {
      const { printInBrowser } = await import('../print/print-in-browser.ts')
      await printInBrowser(html)
      return 'printed'
    }
    const end = await window.yifang.print({
      html,
      ...papers[setting.paper],
      printer: setting.printerName === '' ? null : setting.printerName,
      copies: 1,
    })
    return end.state === 'failed' ? end.reason : end.state
  } catch {
    return 'failed'
  }
}

/** The documents as they go to a printer; `fonts`: as whoever prints them finds the bundled type. */
async function laidOut<K extends DocumentKind>(
  kind: K,
  pages: readonly DocumentProps[K][],
  setting: PrintSetting,
  language: 'zh-CN' | 'en',
  fonts: (bundled: PrintFonts) => PrintFonts = (bundled) => bundled,
): Promise<string> {
  // Loaded when something is first printed: the documents bring React's own renderer to text with them.
  const [{ renderDocument }, { bundledFonts }] = await Promise.all([
    import('../print/render.tsx'),
    import('../print/fonts.ts'),
  ])
  return renderDocument(kind, pages, {
    paper: setting.paper,
    locale: language,
    calibration: setting.calibration ?? noCalibration,
    fonts: fonts(bundledFonts),
  })
}

/**
 * Printing by this station's settings; says in a line when something did not come out. A device without a printer has it
 * printed by a station that shares one: asked about the first time, remembered for each document.
 */
export function usePrinting() {
  const { t } = useTranslation('shipping')
  const { message } = App.useApp()
  const { language, station } = useSession()
  const may = useMay()
  const { data } = useQuery(api.shipping.printers.list.queryOptions())
  const { data: shared } = useQuery({
    ...api.stations.printing.printers.queryOptions(),
    enabled: !window.yifang && may('stations.printing.print'),
  })
  const save = useCommand(client.shipping.printers.save)
  const ask = useWhereToPrint()
  const [job, setJob] = useState<number | null>(null)
  const offersFor = useCallback(
    (kind: PrintDocument) => offers(shared ?? [], kind, station),
    [shared, station],
  )
  const print = useCallback(
    async <K extends PrintDocument>(kind: K, pages: readonly DocumentProps[K][]): Promise<boolean> => {
      const profile = data?.find((candidate) => candidate.document === kind)
      if (!profile || pages.length === 0) return false
      const found = offersFor(kind)
      let printer = found.find(({ id }) => id === profile.sharedPrinterId)
      if (!printer && !profile.printsHere && found.length > 0) {
        const where = await ask(t(`document.${kind}`), found)
        if (where === null) return false
        if (where !== 'here') printer = where
        await save.run({ ...profile, sharedPrinterId: printer?.id ?? null, printsHere: where === 'here' })
      }
      if (printer) {
        const setting = settingOf(printer.profiles.find(({ document }) => document === kind)!)
        try {
          const html = await laidOut(kind, pages, setting, language, placeOnly)
          const paper = papers[setting.paper]
          const order = { sharedPrinterId: printer.id, document: kind, pages: pages.length, html, paper }
          setJob(await printThere(order))
          return true
        } catch (error) {
          message.error(errorText(t, shownError(error)), 8)
          return false
        }
      }
      const end = await printDocuments(kind, pages, settingOf(profile), language)
      if (end !== 'printed' && end !== 'cancelled') message.error(t(`print.${end}`), 8)
      return end === 'printed'
    },
    [data, offersFor, ask, save.run, language, message, t],
  )
  return {
    /** True: it was printed, or the host has it and will have it printed. */
    print,
    /** What was asked for here last and is printed by another station: its JobMark stands beside the button. */
    job,
    /** Prints a document on another paper here from now on. */
    choosePaper: (kind: PrintDocument, paper: PrinterProfile['paper']): void => {
      const profile = data?.find((candidate) => candidate.document === kind)
      if (profile) void save.run({ ...profile, paper })
    },
    error: save.error,
    /** The paper a document is printed on; null until it is known. */
    paperOf: (kind: PrintDocument): PrinterProfile['paper'] | null => {
      const profile = data?.find((candidate) => candidate.document === kind)
      const printer = offersFor(kind).find(({ id }) => id === profile?.sharedPrinterId)
      return (printer?.profiles.find(({ document }) => document === kind) ?? profile)?.paper ?? null
    },
    isAutomatic: (kind: PrintDocument) =>
      data?.find((profile) => profile.document === kind)?.automatic ?? false,
  }
}

/** Printers of other stations that have a document set up there. */
export function offers(
  shared: readonly SharedPrinter[],
  kind: PrintDocument,
  station: string,
): readonly SharedPrinter[] {
  return shared.filter(
    (printer) => printer.station !== station && printer.profiles.some(({ document }) => document === kind),
  )
}
