import { PrinterOutlined } from '@ant-design/icons'
import { App, Button, Space } from 'antd'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SharedPrinter } from '../../../shared/stations/print-contract.ts'

/** Asks where a document shall be printed: at one of these printers, or (`here`) through this device's own print window. */
export function useWhereToPrint(): (
  document: string,
  offers: readonly SharedPrinter[],
) => Promise<SharedPrinter | 'here' | null> {
  const { t } = useTranslation('stations')
  const { modal } = App.useApp()
  return useCallback(
    (document, offers) =>
      new Promise((resolve) => {
        const answer = (where: SharedPrinter | 'here' | null) => {
          resolve(where)
          question.destroy()
        }
        const question = modal.confirm({
          title: t('printing.where', { document }),
          icon: <PrinterOutlined />,
          closable: true,
          onCancel: () => answer(null),
          footer: null,
          content: (
            <Space orientation="vertical" style={{ width: '100%' }}>
              <p>{t('printing.remembered')}</p>
              {offers.map((printer) => (
                <Button key={printer.id} size="large" block type="primary" onClick={() => answer(printer)}>
                  {t(printer.isHere ? 'printing.at' : 'printing.atAway', {
                    name: printer.name,
                    station: printer.station,
                  })}
                </Button>
              ))}
              <Button size="large" block onClick={() => answer('here')}>
                {t('printing.here')}
              </Button>
            </Space>
          ),
        })
      }),
    [modal, t],
  )
}
