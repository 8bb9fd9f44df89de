import { Alert, Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../app/client.ts'
import { usePrinting } from '../shipping/printing.ts'
import { today } from '../ui/today.ts'
import styles from './workers.module.css'

/** The recovery code, this once: to be printed or written down before it is gone. */
export function RecoveryCode({ code, onDone }: { readonly code: string; readonly onDone: () => void }) {
  const { t } = useTranslation('workers')
  const printing = usePrinting()
  const [isKept, setKept] = useState(false)
  const print = async () => {
    const { name } = await client.settings.workshop.get()
    await printing.print('workSheet', [
      {
        title: t('code.title'),
        number: code,
        workshopName: name,
        styleNo: '',
        styleName: '',
        facts: [
          [t('code.for'), t('code.forWhat')],
          [t('code.made'), today()],
        ],
        tables: [],
        note: t('code.paper'),
        code: null,
        signatures: [],
      },
    ])
  }
  return (
    <Modal
      open
      title={t('code.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <>
          <Button onClick={() => void print()}>{t('code.print')}</Button>
          <Button type="primary" disabled={!isKept} onClick={onDone}>
            {t('code.done')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p className={styles.code} data-testid="recovery-code">
          {code}
        </p>
        <Alert type="warning" showIcon title={t('code.once')} description={t('code.text')} />
        <Checkbox checked={isKept} onChange={(event) => setKept(event.target.checked)}>
          {t('code.kept')}
        </Checkbox>
      </div>
    </Modal>
  )
}
