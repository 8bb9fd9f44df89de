import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMay } from '../app/session.tsx'
import styles from '../production/production.module.css'
import { useUrlFilter } from '../ui/use-url-filter.ts'
import { InspectionList } from './inspection-list.tsx'
import { NewInspection } from './new-inspection.tsx'
import { Pareto } from './pareto.tsx'
import { Reworks } from './reworks.tsx'
import { SamplingDrawer } from './sampling-drawer.tsx'

const allParts = ['inspections', 'reworks', 'pareto'] as const
type Part = (typeof allParts)[number]

const filterSchema = z.object({ part: z.enum(allParts).default('inspections') })

/** Checks of what is made and delivered, what went back to be mended, and what goes wrong most. */
export function QualityScreen() {
  const { t } = useTranslation('quality')
  const may = useMay()
  // In the address: back from an inspection the same part stands open.
  const { filter, setFilter } = useUrlFilter(filterSchema)
  const { part } = filter
  const [open, setOpen] = useState<'new' | 'sampling' | null>(null)
  const parts = allParts.filter((one) => one !== 'pareto' || may('quality.pareto'))
  return (
    <div className={styles.page}>
      <div className={styles.bar}>
        <Segmented<Part>
          value={part}
          onChange={(to) => setFilter({ part: to })}
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
