import { useTranslation } from 'react-i18next'
import type { InspectionRow } from '../../shared/quality/contract.ts'
import { StatusTag, type Tone } from '../ui/status-tag.tsx'

const tones: Readonly<Record<InspectionRow['state'], Tone>> = {
  open: 'go',
  accepted: 'done',
  rejected: 'act',
  voided: 'off',
}

/** What a check came to. */
export function VerdictTag({ state }: { readonly state: InspectionRow['state'] }) {
  const { t } = useTranslation('quality')
  return <StatusTag tone={tones[state]}>{t(`states.${state}`)}</StatusTag>
}
