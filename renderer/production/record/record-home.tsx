import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../production.module.css'
import { GridRecord } from './grid-record.tsx'
import { RecordScreen } from './record-screen.tsx'
import { ShareRecord } from './share-record.tsx'

const ways = ['scan', 'grid', 'share'] as const

/** The three ways in which work is recorded. */
export function RecordHome() {
  const { t } = useTranslation('production')
  const [way, setWay] = useState<(typeof ways)[number]>('scan')
  return (
    <div className={styles.page}>
      <div>
        <Segmented
          value={way}
          onChange={setWay}
          options={ways.map((one) => ({ value: one, label: t(`ways.${one}`) }))}
        />
      </div>
      {way === 'scan' && <RecordScreen />}
      {way === 'grid' && <GridRecord />}
      {way === 'share' && <ShareRecord />}
    </div>
  )
}
