import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CarrierRow } from '../../../shared/shipping/contract.ts'
import {
  trackingColumnFields,
  type trackingTemplateRowSchema,
} from '../../../shared/shipping/hand-over-contract.ts'
import { csvText, trackingTable } from '../../../shared/shipping/tracking-templates.ts'
import { client } from '../../app/client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../shipping.module.css'
import { Labelled } from './labelled.tsx'

type Row = z.infer<typeof trackingTemplateRowSchema>

/** Columns, header texts, carriers' names and file type of one platform's tracking file, with a sample below. */
export function TemplateForm({
  row,
  carriers,
}: {
  readonly row: Row
  readonly carriers: readonly CarrierRow[]
}) {
  const { t } = useTranslation('shipping')
  const [template, setTemplate] = useState(row.template)
  const [verified, setVerified] = useState(row.verified)
  const save = useCommand(client.shipping.templates.save)
  const reset = useCommand(client.shipping.templates.reset)
  const { columns, carrierNames, fileType } = template
  const setColumns = (next: typeof columns) => setTemplate({ ...template, columns: next })
  const sample = trackingTable(template, [
    {
      orderNumber: '240518-301122334455667',
      shopName: t('template.sampleShop'),
      carrierCode: 'YTO',
      carrierName: carriers.find((carrier) => carrier.code === 'YTO')?.name ?? '',
      trackingNumber: 'YT8962646785389',
      platformLineIds: ['1'],
    },
  ])
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        {row.verified ? (
          <StatusTag tone="done">{t('tracking.verified')}</StatusTag>
        ) : (
          <StatusTag tone="warn">{t('tracking.unverifiedText')}</StatusTag>
        )}
      </div>
      <div className={styles.section}>
        <strong>{t('template.columns')}</strong>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={index} className={styles.row}>
            <Select
              style={{ width: 200 }}
              value={column.field}
              aria-label={t('template.field')}
              options={trackingColumnFields.map((field) => ({
                value: field,
                label: t(`template.fields.${field}`),
              }))}
              onChange={(field) => setColumns(columns.with(index, { ...column, field }))}
            />
            <Input
              style={{ width: 200 }}
              value={column.header}
              maxLength={40}
              aria-label={t('template.header')}
              placeholder={t('template.header')}
              onChange={(event) => setColumns(columns.with(index, { ...column, header: event.target.value }))}
            />
            <Button
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={t('template.up')}
              title={t('template.up')}
              onClick={() => setColumns(columns.with(index - 1, column).with(index, columns[index - 1]!))}
            />
            <Button
              icon={<DeleteOutlined />}
              disabled={columns.length === 1}
              aria-label={t('template.removeColumn')}
              title={t('template.removeColumn')}
              onClick={() => setColumns(columns.toSpliced(index, 1))}
            />
          </div>
        ))}
        <div>
          <Button
            icon={<PlusOutlined />}
            onClick={() => setColumns([...columns, { field: 'empty', header: '' }])}
          >
            {t('template.addColumn')}
          </Button>
        </div>
      </div>
      <div className={styles.row}>
        <span>{t('template.fileType')}</span>
        <Select
          style={{ width: 160 }}
          value={fileType}
          aria-label={t('template.fileType')}
          options={(['csv', 'xlsx'] as const).map((type) => ({ value: type, label: t(`template.${type}`) }))}
          onChange={(type) => setTemplate({ ...template, fileType: type })}
        />
      </div>
      <div className={styles.section}>
        <strong>{t('template.carrierNames')}</strong>
        <span className={styles.muted}>{t('template.carrierNamesHelp')}</span>
        <div className={styles.calibration}>
          {carriers
            .filter((carrier) => !carrier.archived)
            .map((carrier) => (
              <Labelled key={carrier.id} label={carrier.name}>
                {(name) => (
                  <Input
                    {...name}
                    value={carrierNames[carrier.code] ?? ''}
                    maxLength={40}
                    placeholder={carrier.name}
                    onChange={(event) =>
                      setTemplate({
                        ...template,
                        carrierNames: { ...carrierNames, [carrier.code]: event.target.value },
                      })
                    }
                  />
                )}
              </Labelled>
            ))}
        </div>
      </div>
      <div>
        <strong>{t('template.sample')}</strong>
        <pre className={styles.sample}>{csvText(sample.header, sample.rows).slice(1)}</pre>
      </div>
      <Checkbox checked={verified} onChange={(event) => setVerified(event.target.checked)}>
        {t('template.verify')}
      </Checkbox>
      <ErrorNote error={save.error ?? reset.error} />
      <div className={styles.row}>
        <Button
          type="primary"
          loading={save.isPending}
          onClick={() => void save.run({ platform: row.platform, template, verified })}
        >
          {t('save')}
        </Button>
        {!row.preset && (
          <ConfirmAction
            title={t('template.resetTitle')}
            text={t('template.resetText')}
            confirm={t('template.reset')}
            onConfirm={() => reset.run({ platform: row.platform })}
          >
            {t('template.reset')}
          </ConfirmAction>
        )}
      </div>
    </div>
  )
}
