import type { TFunction } from 'i18next'
import type { PrintJob } from '../../../shared/stations/print-contract.ts'
import type { Tone } from '../../ui/status-tag.tsx'

/** What a job is and where it goes: "Address label × 2 → Labels (PC)". */
export function jobText(t: TFunction, { document, pages, printer }: PrintJob): string {
  const name = t(`shipping:document.${document}`)
  return t('stations:printing.job', { document: name, pages, name: printer.name, station: printer.station })
}

/** How far it is, in words: why it failed, or that nobody is there to print it. */
export function jobState(t: TFunction, { state, reason, detail, printer }: PrintJob): string {
  if (state === 'waiting' && !printer.isHere) return t('stations:printing.away', { station: printer.station })
  if (state === 'asks' && reason === 'timeout') return t('stations:printing.reason.timeout')
  if (state === 'failed')
    return [t(`stations:printing.reason.${reason || 'failed'}`), reason === 'failed' && detail]
      .filter(Boolean)
      .join(' ')
  if (state === 'cancelled' && reason === 'too-old') return t('stations:printing.reason.too-old')
  return t(`stations:printing.state.${state}`)
}

export const jobTones: Readonly<Record<PrintJob['state'], Tone>> = {
  waiting: 'go',
  printing: 'go',
  printed: 'done',
  failed: 'act',
  asks: 'act',
  cancelled: 'off',
}
