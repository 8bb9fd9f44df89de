import { BarcodeOutlined } from '@ant-design/icons'
import { Button, Popover, Select } from 'antd'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { publishScan } from '../ui/scan-bus.ts'
import { soundWrong } from '../ui/sounds.ts'
import { StatusTag, type Tone } from '../ui/status-tag.tsx'
import styles from './scanner-control.module.css'
import { baudRates, type ScannerPorts, type ScannerState, SerialScanner } from './serial-scanner.ts'

/** The one of this window. */
const scanner = new SerialScanner({
  ports: (navigator as { readonly serial?: ScannerPorts }).serial,
  memory: localStorage,
  deliver: (code) => {
    // Nowhere on this screen is a scan expected: heard, not swallowed.
    if (!publishScan(code)) soundWrong()
  },
})

const tones: Readonly<Record<ScannerState, Tone>> = {
  unsupported: 'off',
  off: 'off',
  opening: 'go',
  on: 'done',
  lost: 'act',
  busy: 'warn',
}

/** Binds a scanner in serial mode to this window, so that it does not type into whatever has the focus. */
export function ScannerControl() {
  const { t } = useTranslation('scanner')
  const view = useSyncExternalStore(scanner.subscribe, scanner.view)
  const [baudRate, setBaudRate] = useState(view.baudRate)
  useEffect(() => {
    // Whoever packs here last time bound it to her window: it is hers again, unless another window has it.
    if (scanner.view().state === 'off') void scanner.resume()
  }, [])
  const content = (
    <div className={styles.panel}>
      <StatusTag tone={tones[view.state]}>{t(`state.${view.state}`)}</StatusTag>
      <p>{t(`text.${view.state}`)}</p>
      {view.state !== 'unsupported' && (
        <>
          <label>
            {t('baudRate')}
            <Select
              style={{ width: 120 }}
              value={baudRate}
              onChange={setBaudRate}
              options={baudRates.map((rate) => ({ value: rate, label: String(rate) }))}
            />
          </label>
          <div className={styles.buttons}>
            <Button
              {...(view.state === 'off' && { type: 'primary' })}
              onClick={() => void scanner.choose(baudRate)}
            >
              {t(view.state === 'off' ? 'choose' : 'chooseOther')}
            </Button>
            {view.state !== 'off' && <Button onClick={() => void scanner.forget()}>{t('forget')}</Button>}
          </div>
          {view.lastCode !== '' && <span className="number">{t('last', { code: view.lastCode })}</span>}
        </>
      )}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('title')} content={content}>
      <Button type="text" icon={<BarcodeOutlined />} title={t('title')}>
        {view.state === 'off' || view.state === 'unsupported' ? t('short') : t(`state.${view.state}`)}
      </Button>
    </Popover>
  )
}
