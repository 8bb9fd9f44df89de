import { PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { usePrintPayslips } from './use-print-payslips.ts'

/** Prints the payslips of a run, or those of it that are meant. */
export function PrintPayslips(props: { readonly runId: number; readonly only?: ReadonlySet<number> }) {
  const { t } = useTranslation('payroll')
  const print = usePrintPayslips()
  const [isPrinting, setPrinting] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const start = async (how: 'payslip' | 'payslipGrid') => {
    setPrinting(true)
    setError(null)
    try {
      const all = await client.payroll.payslips.ofRun({ runId: props.runId })
      const { only } = props
      await print(only && only.size > 0 ? all.filter(({ id }) => id !== null && only.has(id)) : all, how)
    } catch (problem) {
      setError(problem)
    } finally {
      setPrinting(false)
    }
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'payslip', label: t('print.whole') },
            { key: 'payslipGrid', label: t('print.grid') },
          ],
          onClick: ({ key }) => void start(key === 'payslip' ? 'payslip' : 'payslipGrid'),
        }}
      >
        <Button icon={<PrinterOutlined />} loading={isPrinting}>
          {t('print.open')}
        </Button>
      </Dropdown>
      <ErrorNote error={error} />
    </>
  )
}
