import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportQuestion } from '../../../shared/orders/contract.ts'
import { mappableFields } from '../../../shared/orders/files/mapping.ts'
import { type Platform, platforms } from '../../../shared/orders/platforms.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../orders.module.css'

/** A table of no known layout: which of its columns is which of our fields. Remembered for files with this header. */
export function MappingForm(props: {
  readonly question: Extract<ImportQuestion, { kind: 'mapping' }>
  readonly onSaved: () => void
}) {
  const { t } = useTranslation('orders')
  const { question } = props
  const [platform, setPlatform] = useState<Platform>('taobao')
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>(question.suggestion)
  const save = useCommand(client.orders.imports.saveMapping, { onSuccess: props.onSaved })
  const missing = mappableFields.filter(({ field, required }) => required && !columns[field])
  const sampleOf = (header: string) => {
    const index = question.header.indexOf(header)
    return question.samples
      .map((row) => row[index] ?? '')
      .filter(Boolean)
      .slice(0, 3)
      .join(' · ')
  }
  const set = (field: string, header: string | null) =>
    setColumns((before) => {
      const next = { ...before }
      if (header === null) delete next[field]
      else next[field] = header
      return next
    })
  return (
    <>
      <p>{t('mapping.text')}</p>
      <label className={styles.bar}>
        {t('mapping.platform')}
        <Select
          style={{ width: 180 }}
          aria-label={t('mapping.platform')}
          value={platform}
          onChange={setPlatform}
          options={platforms.map((value) => ({ value, label: t(`settings:platform.${value}`) }))}
        />
      </label>
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th scope="col">{t('mapping.ours')}</th>
            <th scope="col">{t('mapping.theirs')}</th>
            <th scope="col">{t('mapping.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {mappableFields.map(({ field, required }) => (
            <tr key={field}>
              <td>
                {t(`mapping.field.${field}`)}
                {required ? ' *' : ''}
              </td>
              <td>
                <Select
                  allowClear
                  showSearch
                  style={{ width: 260 }}
                  aria-label={t(`mapping.field.${field}`)}
                  status={required && !columns[field] ? 'error' : ''}
                  value={columns[field] ?? null}
                  options={question.header
                    .filter(Boolean)
                    .map((header) => ({ value: header, label: header }))}
                  onChange={(header: string | undefined) => set(field, header ?? null)}
                />
              </td>
              <td>{columns[field] ? sampleOf(columns[field]) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ErrorNote error={save.error} />
      <div className={styles.bar}>
        <Button
          type="primary"
          disabled={missing.length > 0}
          loading={save.isPending}
          onClick={() =>
            void save.run({ signature: question.signature, mapping: { platform, columns: { ...columns } } })
          }
        >
          {t('mapping.save')}
        </Button>
        {missing.length > 0 && (
          <span className={styles.muted}>
            {t('mapping.missing', {
              fields: missing.map(({ field }) => t(`mapping.field.${field}`)).join(t('listComma')),
            })}
          </span>
        )}
      </div>
    </>
  )
}
