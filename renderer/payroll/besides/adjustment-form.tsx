import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { adjustmentKinds } from '../../../shared/payroll/rules.ts'
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
  kind: z.enum(adjustmentKinds),
  amount: moneyText('CNY', { min: 1 }),
  businessDate: z.iso.date(),
  reason: z.string().trim().min(1).max(100),
})

/** Gives or takes the same from one or several workers, with the reason that stands on their payslips. */
export function AdjustmentForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(schema, {
    workerIds: [],
    kind: 'allowance',
    amount: '',
    businessDate: today(),
    reason: '',
  })
  const kind = form.watch('kind')
  const add = useCommand(client.payroll.adjustments.add, { onSuccess: onDone })
  const usual = t(`adjustment.usual.${kind}`).split('|')
  return (
    <Form form={form} submitLabel={t('save')} onCancel={onDone} onSubmit={(values) => add.submit(values)}>
      <WorkersField
        name="workerIds"
        label={t('worker')}
        {...(kind === 'bonus' && { cameOn: form.watch('businessDate') })}
      />
      <SelectField
        name="kind"
        label={t('adjustment.kindLabel')}
        help={t(`adjustment.help.${kind}`)}
        options={adjustmentKinds.map((one) => ({ value: one, label: t(`adjustment.kind.${one}`) }))}
      />
      <FieldRow>
        <MoneyField name="amount" label={t('adjustment.amountEach')} />
        <DateField name="businessDate" label={t('date')} help={t('adjustment.dateHelp')} />
      </FieldRow>
      <TextField name="reason" label={t('reason')} help={t('adjustment.reasonHelp')} maxLength={100} />
      <div className={styles.bar}>
        {usual.map((text) => (
          <Button
            key={text}
            size="small"
            onClick={() => form.setValue('reason', text, { shouldDirty: true, shouldValidate: true })}
          >
            {text}
          </Button>
        ))}
      </div>
    </Form>
  )
}
