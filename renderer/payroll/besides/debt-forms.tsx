import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { formatMoney, toDecimal } from '../../../shared/money.ts'
import type { Debt } from '../../../shared/payroll/contract.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { Field, FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { TextField } from '../../ui/form/text-field.tsx'
import { moneyText, optionalMoneyText } from '../../ui/form/text-schemas.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { WorkerSelect } from '../../workers/worker-select.tsx'

const instalment = optionalMoneyText('CNY', { min: 1 })

const debtSchema = z.object({
  workerId: z.int().positive(),
  kind: z.enum(['advance', 'damage']),
  amount: moneyText('CNY', { min: 1 }),
  instalment,
  businessDate: z.iso.date(),
  reason: z.string().trim().min(1).max(100),
})

/** Money lent to a worker, or damage she makes good, and how much a run takes of it. */
export function DebtForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(debtSchema, {
    workerId: 0,
    kind: 'advance',
    amount: '',
    instalment: '',
    businessDate: today(),
    reason: '',
  })
  const kind = form.watch('kind')
  const add = useCommand(client.payroll.debts.add, { onSuccess: onDone })
  return (
    <Form form={form} submitLabel={t('save')} onCancel={onDone} onSubmit={(values) => add.submit(values)}>
      <Field name="workerId" label={t('worker')}>
        {({ value, onChange }) => (
          <WorkerSelect
            autoFocus
            label={t('worker')}
            value={typeof value === 'number' && value > 0 ? value : null}
            onChange={(worker) => onChange(worker?.id ?? 0)}
          />
        )}
      </Field>
      <SelectField
        name="kind"
        label={t('debt.kindLabel')}
        help={t(`debt.help.${kind}`)}
        options={(['advance', 'damage'] as const).map((one) => ({
          value: one,
          label: t(`debt.kind.${one}`),
        }))}
      />
      <FieldRow>
        <MoneyField name="amount" label={t('amount')} />
        <MoneyField name="instalment" label={t('debt.instalment')} optional help={t('debt.instalmentHelp')} />
      </FieldRow>
      <FieldRow>
        <DateField name="businessDate" label={t('date')} />
        <TextField name="reason" label={t('reason')} maxLength={100} />
      </FieldRow>
    </Form>
  )
}

/** How much a run takes of a debt at most. */
export function InstalmentForm({ debt, onDone }: { readonly debt: Debt; readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(z.object({ instalment }), {
    instalment: debt.instalment === null ? '' : toDecimal(debt.instalment),
  })
  const save = useCommand(client.payroll.debts.instalment, { onSuccess: onDone })
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={(values) => save.submit({ id: debt.id, ...values })}
    >
      <MoneyField
        name="instalment"
        label={t('debt.instalment')}
        optional
        autoFocus
        help={t('debt.instalmentHelp')}
      />
    </Form>
  )
}

const repaySchema = z.object({
  amount: moneyText('CNY', { min: 1 }),
  businessDate: z.iso.date(),
  note: z.string().trim().max(300),
})

/** Money she brought back herself, not taken from her wages. */
export function RepayForm({ debt, onDone }: { readonly debt: Debt; readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(repaySchema, { amount: toDecimal(debt.left), businessDate: today(), note: '' })
  const repay = useCommand(client.payroll.debts.repay, { onSuccess: onDone })
  return (
    <Form
      form={form}
      submitLabel={t('debt.repay')}
      onCancel={onDone}
      onSubmit={(values) => repay.submit({ id: debt.id, ...values })}
    >
      <span>{t('debt.repayText', { name: debt.workerName, left: formatMoney(debt.left) })}</span>
      <FieldRow>
        <MoneyField name="amount" label={t('amount')} autoFocus />
        <DateField name="businessDate" label={t('date')} />
      </FieldRow>
      <TextField name="note" label={t('note')} optional maxLength={300} />
    </Form>
  )
}
