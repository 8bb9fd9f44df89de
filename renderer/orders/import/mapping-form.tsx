import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mappableFields } from '../../../shared/orders/files/mapping.ts'
import type { ImportQuestion } from '../../../shared/orders/imports-contract.ts'
import { type Platform, platforms } from '../../../shared/orders/platforms.ts'
import { client } from '../../app/client.ts'
import { byInitials } from '../../ui/by-initials.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../orders.module.css'

/**
 * A table of no known layout: each of its columns with what stands in it, and which of our fields it is.
 * Remembered for files with this header.
 */
export function MappingForm(props: {
  readonly question: Extract<ImportQuestion, { kind: 'mapping' }>
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('orders')
  const { question } = props
  const [platform, setPlatform] = useState<Platform | null>(null)
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>(question.suggestion)
  const save = useCommand(client.orders.imports.saveMapping, { onSuccess: props.onSaved })
  const missing = mappableFields.filter(({ field, required }) => required && !columns[field])
  const left = [
    ...(platform === null ? [t('settings:shop.platform')] : []),
    ...missing.map(({ field }) => t(`mapping.field.${field}`)),
  ]
  const fieldOf = (header: string) =>
    Object.entries(columns).find(([, column]) => column === header)?.[0] ?? null
  const choose = (header: string, field: string | undefined) =>
    setColumns((before) => {
      // A field has one column and a column one field: the last choice holds.
      const kept = Object.entries(before).filter(([name, column]) => name !== field && column !== header)
      return Object.fromEntries(field === undefined ? kept : [...kept, [field, header]])
    })
  return (
    <>
      <p>{t('mapping.text')}</p>
      <label className={styles.bar}>
        {t('mapping.platform')}
        <Select
          style={{ width: 180 }}
          aria-label={t('mapping.platform')}
          placeholder={t('settings:shop.platform')}
          value={platform}
          onChange={setPlatform}
          options={platforms.map((value) => ({ value, label: t(`settings:platform.${value}`) }))}
        />
      </label>
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('mapping.theirs')}</th>
            <th scope="col">{t('mapping.samples')}</th>
            <th scope="col">{t('mapping.ours')}</th>
          </tr>
        </thead>
        <tbody>
          {question.header.map((header, index) =>
            header === '' ? null : (
              <tr key={header}>
                <td>
                  <b>{header}</b>
                </td>
                <td className={styles.muted}>
                  {question.samples
                    .map((row) => row[index] ?? '')
                    .filter(Boolean)
                    .slice(0, 3)
                    .join(' · ')}
                </td>
                <td>
                  <Select
                    allowClear
                    showSearch={byInitials}
                    style={{ width: 240 }}
                    aria-label={header}
                    placeholder={t('mapping.unused')}
                    value={fieldOf(header)}
                    options={mappableFields.map(({ field, required }) => ({
                      value: field as string,
                      label: `${t(`mapping.field.${field}`)}${required ? ' *' : ''}`,
                    }))}
                    onChange={(field: string | undefined) => choose(header, field ?? undefined)}
                  />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <ErrorNote error={save.error} />
      <div className={styles.bar}>
        <Button
          type="primary"
          disabled={left.length > 0}
          loading={save.isPending}
          onClick={() =>
            platform !== null &&
            void save.run({ signature: question.signature, mapping: { platform, columns: { ...columns } } })
          }
        >
          {t('mapping.save')}
        </Button>
        {left.length > 0 && <span role="status">{t('mapping.missing', { fields: listText(left) })}</span>}
      </div>
    </>
  )
}
