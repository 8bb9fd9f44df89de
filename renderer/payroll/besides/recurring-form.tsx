import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { recurringKinds, recurringPers } from '../../../shared/payroll/recurring.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText } from '../../ui/form/text-schemas.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../payroll.module.css'
import { WorkersField } from './workers-field.tsx'

const schema = z.object({
  workerIds: z.array(z.int()).min(1).max(2000),
  kind: z.enum(recurringKinds),
  per: z.enum(recurringPers),
  amount: moneyText('CNY', { min: 1 }),
  reason: z.string().trim().min(1).max(100),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
})

/** Gives or charges the same to one or several workers each day or each month, from a day on. */
export function RecurringForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(schema, {
    workerIds: [],
    kind: 'allowance',
    per: 'day',
    amount: '',
    reason: '',
    from: `${today().slice(0, 7)}-01`,
    to: null,
  })
  const [kind, per] = form.watch(['kind', 'per'])
  const add = useCommand(client.payroll.recurring.add, { onSuccess: onDone })
  return (
    <Form form={form} submitLabel={t('save')} onCancel={onDone} onSubmit={(values) => add.submit(values)}>
      <WorkersField name="workerIds" label={t('worker')} />
      <FieldRow>
        <SelectField
          name="kind"
          label={t('adjustment.kindLabel')}
          options={recurringKinds.map((one) => ({ value: one, label: t(`adjustment.kind.${one}`) }))}
        />
        <SelectField
          name="per"
          label={t('recurring.perLabel')}
          options={recurringPers.map((one) => ({ value: one, label: t(`recurring.per.${one}`) }))}
        />
        <MoneyField name="amount" label={t('adjustment.amountEach')} />
      </FieldRow>
      <p className={styles.help}>{t(`recurring.help.${per}`)}</p>
      <TextField name="reason" label={t('reason')} help={t('adjustment.reasonHelp')} maxLength={100} />
      <div className={styles.bar}>
        {t(`recurring.usual.${kind}`)
          .split('|')
          .map((text) => (
            <Button
              key={text}
              size="small"
              onClick={() => form.setValue('reason', text, { shouldDirty: true, shouldValidate: true })}
            >
              {text}
            </Button>
          ))}
      </div>
      <FieldRow>
        <DateField name="from" label={t('recurring.from')} />
        <DateField name="to" label={t('recurring.to')} optional help={t('recurring.toHelp')} />
      </FieldRow>
    </Form>
  )
}
