import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { SettingsSection } from '../../settings/settings-section.tsx'
import { JobList } from '../../stations/printing/job-list.tsx'
import { SharedPrinters } from '../../stations/printing/shared-printers.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import styles from '../shipping.module.css'
import { PrinterForm } from './printer-form.tsx'

/** Paper, printer and corrections of each document at this station. Only the desktop program can name printers. */
export function PrintersTab() {
  const { t } = useTranslation('shipping')
  const { station } = useSession()
  const profiles = useQuery(api.shipping.printers.list.queryOptions())
  const printers = useQuery({
    queryKey: ['desktop', 'printers'],
    queryFn: async () => [...((await window.yifang?.printers()) ?? [])],
    enabled: window.yifang !== undefined,
  })
  return (
    <SettingsSection title={t('printers.title')} note={t('printers.text', { station })} isWide>
      {window.yifang === undefined && <p className={styles.muted}>{t('printers.browser')}</p>}
      <ErrorNote error={profiles.error ?? printers.error} />
      <JobList />
      <SharedPrinters printers={window.yifang === undefined ? null : (printers.data ?? [])} />
      {(profiles.data ?? []).map((profile) => (
        <PrinterForm key={JSON.stringify(profile)} profile={profile} printers={printers.data ?? null} />
      ))}
    </SettingsSection>
  )
}
