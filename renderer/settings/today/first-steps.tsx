import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Today } from '../../../shared/settings/contract.ts'
import { paths } from '../../app/paths.ts'
import { useMay } from '../../app/session.tsx'
import { JoinOffer } from '../../stations/join/join-offer.tsx'
import { DataKeyNote } from '../../workers/data-key-note.tsx'
import { ShopForm } from '../shops/shop-form.tsx'
import styles from './first-steps.module.css'
import { firstSteps, type StepName } from './first-steps-state.ts'

const ways: Readonly<Record<Exclude<StepName, 'shop'>, string>> = {
  files: paths.importOrders,
  skus: paths.matching,
  stock: paths.openingStock,
  label: paths.pack,
}

/** Whether this station's user has put the guide away. */
const goneKey = 'yifang.first-steps.gone'

/** From an empty program to the first printed label: one open step at a time, each saying what it is for. */
export function FirstSteps({ today }: { readonly today: Today }) {
  const { t } = useTranslation('today')
  const navigate = useNavigate()
  const may = useMay()
  const [isGone, setGone] = useState(() => localStorage.getItem(goneKey) === 'yes')
  const [isAdding, setAdding] = useState(false)
  const steps = firstSteps(today)
  const current = steps.find((step) => !step.isDone)?.name
  if (isGone) return null
  const leave = () => {
    localStorage.setItem(goneKey, 'yes')
    setGone(true)
  }
  return (
    <section className={styles.first} aria-label={t('first.title')}>
      <h2 className={styles.title}>{t('first.title')}</h2>
      <p className={styles.note}>{t('first.note')}</p>
      {!today.hasOrders && may('stations.share') && <JoinOffer isShort />}
      <ol className={styles.steps}>
        {steps.map(({ name, isDone }, index) => (
          <li
            key={name}
            className={name === current ? styles.current : undefined}
            data-step={name}
            data-done={isDone}
          >
            <span className={isDone ? styles.done : styles.number}>
              {isDone ? <CheckCircleFilled /> : index + 1}
            </span>
            <div className={styles.body}>
              <strong>{t(`first.${name}.title`)}</strong>
              {name === current && <p>{t(`first.${name}.text`)}</p>}
              {name === current && name === 'shop' && <ShopForm shop={null} isShort />}
              {name === current && name !== 'shop' && (
                <Button type="primary" onClick={() => void navigate(ways[name])}>
                  {t(`first.${name}.action`)}
                </Button>
              )}
              {name === 'shop' && isDone && (
                <Button type="link" size="small" onClick={() => setAdding(!isAdding)}>
                  {t('first.shop.another')}
                </Button>
              )}
              {name === 'shop' && isDone && isAdding && (
                <ShopForm shop={null} isShort onDone={() => setAdding(false)} />
              )}
            </div>
          </li>
        ))}
      </ol>
      {/* Not a step that others wait for: only the owner can do it, and nothing is sealed before. */}
      {may('workers.dataKey.create') && (
        <div className={styles.code}>
          <DataKeyNote isQuiet />
        </div>
      )}
      {today.hasOrders && (
        <Button type="text" size="small" onClick={leave}>
          {t('first.leave')}
        </Button>
      )}
    </section>
  )
}
