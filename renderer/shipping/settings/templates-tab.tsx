import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { SettingsSection } from '../../settings/settings-section.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { TemplateForm } from './template-form.tsx'

/** How each platform wants its tracking file; presets that nobody has compared are marked. */
export function TemplatesTab() {
  const { t } = useTranslation('shipping')
  const templates = useQuery(api.shipping.templates.list.queryOptions())
  const carriers = useQuery(api.shipping.carriers.list.queryOptions())
  return (
    <SettingsSection title={t('template.title')} note={t('template.text')} isWide>
      <ErrorNote error={templates.error ?? carriers.error} />
      {templates.data && carriers.data && (
        <Tabs
          items={templates.data.map((row) => ({
            key: row.platform,
            label: `${t(`platform.${row.platform}`)}${row.verified ? '' : ` · ${t('tracking.unverified')}`}`,
            children: (
              <TemplateForm
                key={`${row.platform}/${JSON.stringify(row)}`}
                row={row}
                carriers={carriers.data}
              />
            ),
          }))}
        />
      )}
    </SettingsSection>
  )
}
