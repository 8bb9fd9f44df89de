import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayLeaveAll } from '../../ui/unsaved-changes.ts'
import styles from '../production.module.css'
import { FirstSteps } from './first-steps.tsx'
import { GridRecord } from './grid-record.tsx'
import { RecordScreen } from './record-screen.tsx'
import { ShareRecord } from './share-record.tsx'

const ways = ['scan', 'grid', 'share'] as const

/** The three ways in which work is recorded. */
export function RecordHome() {
  const { t } = useTranslation('production')
  const [way, setWay] = useState<(typeof ways)[number]>('scan')
  const mayLeave = useMayLeaveAll()
  return (
    <div className={styles.page}>
      <div>
        <Segmented
          value={way}
          onChange={(to) => void mayLeave().then((isSure) => isSure && setWay(to))}
          options={ways.map((one) => ({ value: one, label: t(`ways.${one}`) }))}
        />
      </div>
      <FirstSteps />
      {way === 'scan' && <RecordScreen />}
      {way === 'grid' && <GridRecord />}
      {way === 'share' && <ShareRecord />}
    </div>
  )
}
