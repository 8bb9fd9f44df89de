import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { toDecimal } from '../../../shared/money.ts'
import { payTermsSchema } from '../../../shared/payroll/rules.ts'
import { formatRate, parseRate } from '../../../shared/production/piece-rates.ts'
import { client } from '../../app/client.ts'
import { DateField } from '../../ui/form/date-field.tsx'
import { FieldRow } from '../../ui/form/field.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { MoneyField } from '../../ui/form/number-field.tsx'
import { SelectField } from '../../ui/form/select-field.tsx'
import { SwitchField } from '../../ui/form/switch-field.tsx'
import { optionalMoneyText } from '../../ui/form/text-schemas.ts'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { Fen } from '../parts/figures.tsx'
import styles from '../payroll.module.css'
import type { TermsRow } from './terms-screen.tsx'

/** Agrees how a worker is paid from a day on, and shows what was agreed before. */
export function TermsDrawer({ row, onDone }: { readonly row: TermsRow; readonly onDone: () => void }) {
  const { t } = useTranslation('payroll')
  const { now } = row
  const schema = z.object({
    validFrom: z.iso.date(),
    basis: payTermsSchema.shape.basis,
    hourlyRate: z
      .string()
      .trim()
      .refine((text) => text === '' || parseRate(text) !== null, t('ui:field.notMoney')),
    salary: optionalMoneyText('CNY'),
    minimumApplies: z.boolean(),
    taxAs: payTermsSchema.shape.taxAs,
    social: optionalMoneyText('CNY'),
    specialDeduction: optionalMoneyText('CNY'),
  })
  const shown = (fen: number) => (fen === 0 ? '' : toDecimal(fen))
  const form = useZodForm(schema, {
    ...now,
    validFrom: `${today().slice(0, 7)}-01`,
    hourlyRate: now.hourlyRate === 0 ? '' : formatRate(now.hourlyRate),
    salary: shown(now.salary),
    social: shown(now.social),
    specialDeduction: shown(now.specialDeduction),
  })
  const [basis, taxAs] = form.watch(['basis', 'taxAs'])
  const save = useCommand(client.payroll.terms.save, { onSuccess: onDone })
  return (
    <div className={styles.page}>
      <Form
        form={form}
        submitLabel={t('save')}
        onCancel={onDone}
        onSubmit={({ hourlyRate, salary, social, specialDeduction, ...terms }) =>
          save.submit({
            workerId: row.id,
            terms: {
              ...terms,
              hourlyRate: hourlyRate === '' ? 0 : (parseRate(hourlyRate) ?? 0),
              salary: salary ?? 0,
              social: social ?? 0,
              specialDeduction: specialDeduction ?? 0,
            },
          })
        }
      >
        <FieldRow>
          <SelectField
            name="basis"
            label={t('terms.basisLabel')}
            help={t(`terms.basisHelp.${basis}`)}
            options={payTermsSchema.shape.basis.options.map((one) => ({
              value: one,
              label: t(`terms.basis.${one}`),
            }))}
          />
          <DateField name="validFrom" label={t('terms.validFrom')} help={t('terms.validFromHelp')} />
        </FieldRow>
        <FieldRow>
          <MoneyField
            name="hourlyRate"
            label={t('terms.hourlyRate')}
            optional={basis !== 'hour'}
            help={t('terms.hourlyHelp')}
          />
          {basis === 'month' && (
            <MoneyField name="salary" label={t('terms.salary')} help={t('terms.salaryHelp')} />
          )}
        </FieldRow>
        <SwitchField name="minimumApplies" label={t('terms.minimum')} help={t('terms.minimumHelp')} />
        <SelectField
          name="taxAs"
          label={t('terms.taxLabel')}
          help={t(`terms.taxHelp.${taxAs}`)}
          options={payTermsSchema.shape.taxAs.options.map((one) => ({
            value: one,
            label: t(`terms.tax.${one}`),
          }))}
        />
        <FieldRow>
          <MoneyField name="social" label={t('terms.social')} optional help={t('terms.socialHelp')} />
          <MoneyField
            name="specialDeduction"
            label={t('terms.special')}
            optional
            help={t('terms.specialHelp')}
          />
        </FieldRow>
      </Form>
      <Table
        size="small"
        rowKey="validFrom"
        title={() => <b>{t('terms.history')}</b>}
        dataSource={[...row.agreed]}
        pagination={false}
        locale={{ emptyText: t('terms.usualText') }}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: t('terms.validFrom'), dataIndex: 'validFrom' },
          { title: t('terms.basisLabel'), render: (_, terms) => t(`terms.basis.${terms.basis}`) },
          {
            title: t('terms.hourlyRate'),
            align: 'right',
            render: (_, terms) => (terms.hourlyRate === 0 ? '—' : formatRate(terms.hourlyRate)),
          },
          { title: t('terms.salary'), align: 'right', render: (_, terms) => <Fen minor={terms.salary} /> },
          { title: t('terms.taxLabel'), render: (_, terms) => t(`terms.tax.${terms.taxAs}`) },
          { title: t('terms.social'), align: 'right', render: (_, terms) => <Fen minor={terms.social} /> },
        ]}
      />
    </div>
  )
}
