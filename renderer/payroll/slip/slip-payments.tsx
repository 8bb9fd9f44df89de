import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../../shared/money.ts'
import type { Payslip } from '../../../shared/payroll/payslip-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Money } from '../../ui/money.tsx'
import { today } from '../../ui/today.ts'
import { useCommand } from '../../ui/use-command.ts'
import { useConfirm } from '../../ui/use-confirm.tsx'
import styles from '../payroll.module.css'

/** What was handed over of a payslip; what was not, is taken back by a second row. */
export function SlipPayments({ slip }: { readonly slip: Payslip }) {
  const { t } = useTranslation('payroll')
  const ask = useConfirm()
  const reverse = useCommand(client.payroll.payments.reverse)
  const takeBack = async ({ id, amount }: Payslip['payments'][number]) => {
    const isSure = await ask({
      title: t('pay.reverseTitle', { amount: formatMoney(amount), name: slip.name }),
      text: t('pay.reverseText'),
      confirm: t('takeBack'),
    })
    if (isSure) await reverse.run({ id, businessDate: today(), note: '' })
  }
  return (
    <>
      <ErrorNote error={reverse.error} onClose={reverse.reset} />
      <Table
        size="small"
        rowKey="id"
        title={() => <b>{t('pay.list')}</b>}
        dataSource={slip.payments}
        pagination={false}
        locale={{ emptyText: t('pay.noneYet') }}
        rowClassName={(row) => (row.reversed ? styles.voided! : '')}
        columns={[
          { title: t('date'), dataIndex: 'businessDate' },
          { title: t('pay.method'), render: (_, row) => t(`pay.methods.${row.method}`) },
          { title: t('amount'), align: 'right', render: (_, row) => <Money minor={row.amount} /> },
          { title: t('note'), dataIndex: 'note' },
          {
            title: '',
            align: 'right',
            render: (_, row) =>
              !row.reversed && (
                <Button size="small" onClick={() => void takeBack(row)}>
                  {t('takeBack')}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
