import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { toDecimal } from '../../../shared/money.ts'
import { type PayRules, payRulesSchema } from '../../../shared/payroll/rules.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { NumberField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { integerText, moneyText } from '../../ui/form/text-schemas.ts'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { useFresh } from '../../ui/use-fresh.ts'
import styles from '../payroll.module.css'
import { MinimumWages } from './minimum-wages.tsx'
import { Rule } from './rule.tsx'

/** What holds for everybody's wages, each with what it does and where it comes from. */
export function RulesScreen() {
  const stored = useFresh(api.payroll.rules.get.queryOptions())
  if (!stored.data) return stored.error ? <ErrorNote error={stored.error} /> : <Spin delay={150} />
  return <RulesForm rules={stored.data} />
}

const percent = integerText({ min: 100, max: 1000 })
const schema = z.object({
  minimumWages: z
    .array(z.object({ validFrom: z.iso.date(), monthly: moneyText('CNY'), hourly: moneyText('CNY') }))
    .max(50),
  monthHours: z
    .string()
    .trim()
    .regex(/^\d{1,3}(?:\.\d{1,2})?$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= 660),
  percent: z.object({ workday: percent, rest: percent, holiday: percent }),
  pieceOvertime: z.boolean(),
  hourlyOvertime: z.boolean(),
  rework: payRulesSchema.shape.rework,
  chargeRework: z.boolean(),
  withholdTax: z.boolean(),
  damagePercent: integerText({ min: 0, max: 20 }),
  checked: z.boolean(),
})

function RulesForm({ rules }: { readonly rules: PayRules }) {
  const { t } = useTranslation('payroll')
  const form = useZodForm(schema, {
    ...rules,
    minimumWages: rules.minimumWages
      .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
      .map(({ validFrom, monthly, hourly }) => ({
        validFrom,
        monthly: toDecimal(monthly),
        hourly: toDecimal(hourly),
      })),
    monthHours: String(Number((rules.monthMinutes / 60).toFixed(2))),
    percent: {
      workday: String(rules.percent.workday),
      rest: String(rules.percent.rest),
      holiday: String(rules.percent.holiday),
    },
    damagePercent: String(rules.damagePercent),
  })
  const save = useCommand(client.payroll.rules.save)
  const isChecked = form.watch('checked')
  return (
    <Form
      form={form}
      submitLabel={t('save')}
      onlyChanged
      unsaved={t('rules.unsaved')}
      onSubmit={async ({ monthHours, ...values }) => {
        // What was not touched keeps its minutes: 165.33 hours are 9,920 of them.
        const isSame = !form.formState.dirtyFields.monthHours
        await save.submit({
          rules: {
            ...values,
            monthMinutes: isSame ? rules.monthMinutes : Math.round(Number(monthHours) * 60),
          },
        })
        form.reset(form.getValues())
      }}
    >
      <div className={styles.bar}>
        {isChecked ? (
          <StatusTag tone="done">{t('rules.checked')}</StatusTag>
        ) : (
          <StatusTag tone="act">{t('rules.unchecked')}</StatusTag>
        )}
        <span>{t('rules.checkText')}</span>
        <SwitchField name="checked" label={t('rules.checkedLabel')} />
      </div>
      <Rule name="minimum">
        <MinimumWages isChecked={isChecked} />
        <NumberField
          name="monthHours"
          label={t('rules.monthHours')}
          help={t('rules.monthHoursHelp')}
          unit={t('rules.hoursUnit')}
        />
      </Rule>
      <Rule name="overtime">
        <FieldRow>
          {(['workday', 'rest', 'holiday'] as const).map((kind) => (
            <NumberField key={kind} name={`percent.${kind}`} label={t(`line.hour.${kind}`)} unit="%" />
          ))}
        </FieldRow>
        <SwitchField
          name="pieceOvertime"
          label={t('rules.pieceOvertime')}
          help={t('rules.pieceOvertimeHelp')}
        />
        <SwitchField
          name="hourlyOvertime"
          label={t('rules.hourlyOvertime')}
          help={t('rules.hourlyOvertimeHelp')}
        />
      </Rule>
      <Rule name="rework">
        <SelectField
          name="rework"
          label={t('rules.reworkPaid')}
          help={t(`rules.reworkHelp.${form.watch('rework')}`)}
          options={payRulesSchema.shape.rework.options.map((one) => ({
            value: one,
            label: t(`rules.reworkKinds.${one}`),
          }))}
        />
        <SwitchField
          name="chargeRework"
          label={t('rules.chargeRework')}
          help={t('rules.chargeReworkHelp', { percent: rules.damagePercent })}
        />
      </Rule>
      <Rule name="tax">
        <SwitchField name="withholdTax" label={t('rules.withholdTax')} />
      </Rule>
      <Rule name="damage">
        <NumberField name="damagePercent" label={t('rules.damagePercent')} unit="%" />
      </Rule>
    </Form>
  )
}
