import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PrintDocument, PrinterProfile } from '../../shared/shipping/printer-profile.ts'
import { api, client } from '../app/client.ts'
import { useSession } from '../app/session.tsx'
import type { DocumentKind, DocumentProps } from '../print/documents.ts'
import { type Calibration, noCalibration, type Paper, papers } from '../print/paper.ts'
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
    // Loaded when something is first printed: the documents bring React's own renderer to text with them.
    const [{ renderDocument }, { bundledFonts }, { printInBrowser }] = await Promise.all([
      import('../print/render.tsx'),
      import('../print/fonts.ts'),
      import('../print/print-in-browser.ts'),
    ])
    const paper: Paper = papers[setting.paper]
    const html = renderDocument(kind, pages, {
      paper: setting.paper,
      locale: language,
      calibration: setting.calibration ?? noCalibration,
      fonts: bundledFonts,
    })
    if (!window.yifang) {
      await printInBrowser(html)
      return 'printed'
    }
    const end = await window.yifang.print({
      html,
      ...paper,
      printer: setting.printerName === '' ? null : setting.printerName,
      copies: 1,
    })
    return end.state === 'failed' ? end.reason : end.state
  } catch {
    return 'failed'
  }
}

/** Printing by this station's settings; says in a line when something did not come out. */
export function usePrinting() {
  const { t } = useTranslation('shipping')
  const { message } = App.useApp()
  const { language } = useSession()
  const { data } = useQuery(api.shipping.printers.list.queryOptions())
  const print = useCallback(
    async <K extends PrintDocument>(kind: K, pages: readonly DocumentProps[K][]): Promise<boolean> => {
      const profile = data?.find((candidate) => candidate.document === kind)
      if (!profile || pages.length === 0) return false
      const end = await printDocuments(kind, pages, settingOf(profile), language)
      if (end !== 'printed' && end !== 'cancelled') message.error(t(`print.${end}`), 8)
      return end === 'printed'
    },
    [data, language, message, t],
  )
  const save = useCommand(client.shipping.printers.save)
  return {
    print,
    /** Prints a document on another paper here from now on. */
    choosePaper: (kind: PrintDocument, paper: PrinterProfile['paper']): void => {
      const profile = data?.find((candidate) => candidate.document === kind)
      if (profile) void save.run({ ...profile, paper })
    },
    error: save.error,
    /** The paper a document is printed on here; null until it is known. */
    paperOf: (kind: PrintDocument): PrinterProfile['paper'] | null =>
      data?.find((candidate) => candidate.document === kind)?.paper ?? null,
    isAutomatic: (kind: PrintDocument) =>
      data?.find((profile) => profile.document === kind)?.automatic ?? false,
  }
}
