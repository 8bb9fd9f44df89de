import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { usePart } from '../ui/use-part.ts'
import { InspectionList } from './inspection-list.tsx'
import { NewInspection } from './new-inspection.tsx'
import { Pareto } from './pareto.tsx'
import { Reworks } from './reworks.tsx'
import { SamplingDrawer } from './sampling-drawer.tsx'

const allParts = ['inspections', 'reworks', 'pareto'] as const
type Part = (typeof allParts)[number]

/** Checks of what is made and delivered, what went back to be mended, and what goes wrong most. */
export function QualityScreen() {
  const { t } = useTranslation('quality')
  const may = useMay()
  const parts = allParts.filter((one) => one !== 'pareto' || may('quality.pareto'))
  const [part, setPart] = usePart(parts)
  const [open, setOpen] = useState<'new' | 'sampling' | null>(null)
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Segmented<Part>
          value={part}
          onChange={setPart}
          options={parts.map((one) => ({ value: one, label: t(`parts.${one}`) }))}
        />
        <Button type="primary" onClick={() => setOpen('new')}>
          {t('begin.open')}
        </Button>
        {may('quality.settings.save') && (
          <Button onClick={() => setOpen('sampling')}>{t('sampling.open')}</Button>
        )}
      </div>
      {part === 'inspections' && <InspectionList batchId={null} onBegin={() => setOpen('new')} />}
      {part === 'reworks' && <Reworks />}
      {part === 'pareto' && <Pareto />}
      {open === 'new' && <NewInspection subject={null} onClose={() => setOpen(null)} />}
      {open === 'sampling' && <SamplingDrawer onClose={() => setOpen(null)} />}
    </div>
  )
}
