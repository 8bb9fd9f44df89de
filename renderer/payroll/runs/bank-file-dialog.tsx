import { Alert, Button, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import { formatMoney } from '../../../shared/money.ts'
import {
  type BankTemplate,
  bankFields,
  bankFormats,
  usualBankTemplate,
} from '../../../shared/payroll/bank-file.ts'
import { api, client } from '../../app/client.ts'
import { useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useFresh } from '../../ui/use-fresh.ts'
import styles from '../payroll.module.css'
import type { OwedSlip } from './pay-dialog.tsx'

type Column = BankTemplate['columns'][number]

/** The file by which the bank pays wages: its columns as the bank wants them, kept for the next time. */
export function BankFileDialog(props: {
  readonly runId: number
  readonly owed: readonly OwedSlip[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('payroll')
  const stored = useFresh(api.payroll.bankTemplate.get.queryOptions())
  const sum = props.owed.reduce((total, { owed }) => total + owed, 0)
  return (
    <Modal open width={720} title={t('bank.title')} footer={null} onCancel={props.onClose}>
      <div className={styles.page}>
        <span>{t('bank.text', { count: props.owed.length, amount: formatMoney(sum) })}</span>
        <Alert type="info" showIcon title={t('bank.accounts')} />
        <ErrorNote error={stored.error} />
        {stored.data && <TemplateForm {...props} stored={stored.data} />}
      </div>
    </Modal>
  )
}

function TemplateForm(props: {
  readonly runId: number
  readonly owed: readonly OwedSlip[]
  readonly stored: BankTemplate
  readonly onClose: () => void
}) {
  const { t } = useTranslation('payroll')
  const { language } = useSession()
  const [template, setTemplate] = useState(props.stored)
  const [error, setError] = useState<unknown>(null)
  const save = useCommand(client.payroll.bankTemplate.save)
  const { columns } = template
  const setColumns = (next: readonly Column[]) => setTemplate({ ...template, columns: [...next] })
  const change = (at: number, patch: Partial<Column>) =>
    setColumns(columns.map((column, index) => (index === at ? { ...column, ...patch } : column)))
  const make = async () => {
    setError(null)
    try {
      await save.submit({ template })
      const { fileName, file } = await client.payroll.runs.bankFile({
        commandId: v7(),
        id: props.runId,
        payslipIds: props.owed.map(({ payslipId }) => payslipId),
        headers: language,
      })
      saveFile(fileName, file)
      props.onClose()
    } catch (raised) {
      setError(raised)
    }
  }
  return (
    <>
      <ErrorNote error={error} />
      <span className={styles.bar}>
        {t('bank.format')}
        <Select
          style={{ width: 170 }}
          aria-label={t('bank.format')}
          value={template.format}
          options={bankFormats.map((format) => ({ value: format, label: t(`bank.formatOf.${format}`) }))}
          onChange={(format) => setTemplate({ ...template, format })}
        />
        <span className={styles.muted}>{t('bank.formatHelp')}</span>
      </span>
      <span className={styles.bar}>
        <Switch
          checked={template.withHeader}
          aria-label={t('bank.withHeader')}
          onChange={(withHeader) => setTemplate({ ...template, withHeader })}
        />
        {t('bank.withHeader')}
      </span>
      <div className={styles.rows}>
        {columns.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two columns may be alike; a moved one keeps nothing of its own
          <div key={at} className={styles.bar}>
            <span className="number" style={{ width: 20 }}>
              {at + 1}
            </span>
            <Select
              style={{ width: 150 }}
              aria-label={t('bank.fieldOf', { number: at + 1 })}
              value={column.field}
              options={bankFields.map((field) => ({ value: field, label: t(`bank.field.${field}`) }))}
              onChange={(field) => change(at, { field })}
            />
            <Input
              style={{ width: 150 }}
              maxLength={40}
              disabled={!template.withHeader}
              aria-label={t('bank.headerOf', { number: at + 1 })}
              placeholder={t('bank.header')}
              value={column.header}
              onChange={(event) => change(at, { header: event.target.value })}
            />
            {column.field === 'text' && (
              <Input
                style={{ width: 130 }}
                maxLength={60}
                aria-label={t('bank.wordsOf', { number: at + 1 })}
                placeholder={t('bank.words')}
                value={column.text}
                onChange={(event) => change(at, { text: event.target.value })}
              />
            )}
            <Button
              size="small"
              disabled={at === 0}
              aria-label={t('bank.up', { number: at + 1 })}
              onClick={() => setColumns(columns.toSpliced(at, 1).toSpliced(at - 1, 0, column))}
            >
              ↑
            </Button>
            <Button
              size="small"
              disabled={columns.length === 1}
              onClick={() => setColumns(columns.toSpliced(at, 1))}
            >
              {t('remove')}
            </Button>
          </div>
        ))}
      </div>
      <div className={styles.bar}>
        <Button
          size="small"
          disabled={columns.length >= 20}
          onClick={() => setColumns([...columns, { field: 'empty', header: '', text: '' }])}
        >
          {t('bank.add')}
        </Button>
        <Button size="small" onClick={() => setTemplate(usualBankTemplate)}>
          {t('bank.usual')}
        </Button>
      </div>
      <div className={styles.bar}>
        <Button type="primary" loading={save.isPending} onClick={() => void make()}>
          {t('bank.make')}
        </Button>
        <Button onClick={props.onClose}>{t('ui:cancel')}</Button>
        <span className={styles.muted}>{t('bank.afterwards')}</span>
      </div>
    </>
  )
}
