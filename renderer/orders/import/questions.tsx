import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, parseInstant } from '../../../shared/dates.ts'
import styles from '../orders.module.css'
import { MappingForm } from './mapping-form.tsx'
import { ShopQuestions } from './shop-questions.tsx'
import type { ImportFlow } from './use-import.ts'

/** What files do not say: their columns, then their shops, then when they were exported. */
export function Questions({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const shops = flow.questions.filter((question) => question.kind === 'shop')
  const mapping = flow.questions.find((question) => question.kind === 'mapping')
  const time = flow.questions.find((question) => question.kind === 'export-time')
  if (!mapping && shops.length > 0)
    return (
      <section className={styles.section} style={{ maxWidth: 860 }}>
        <ShopQuestions questions={shops} flow={flow} />
      </section>
    )
  const question = mapping ?? time
  if (!question) return null
  return (
    <section className={styles.section} style={{ maxWidth: 860 }}>
      <h2>{question.fileName}</h2>
      {question.kind === 'mapping' ? (
        <MappingForm question={question} onSaved={() => void flow.readAgain({})} />
      ) : (
        <TimeQuestion key={question.fileName} fileName={question.fileName} flow={flow} />
      )}
      <div>
        <Button type="text" onClick={() => void flow.discard()}>
          {t('import.giveUp')}
        </Button>
      </div>
    </section>
  )
}

const wallFormat = 'YYYY-MM-DD HH:mm'

function TimeQuestion(props: { readonly fileName: string; readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const { fileName, flow } = props
  // As on the wall in China, where every time on the screens is told, whatever zone this PC is set to.
  const [wall, setWall] = useState(() => dayjs(formatInstant(Date.now())))
  const exportedAt = () => Math.min(parseInstant(wall.format(wallFormat)) ?? Date.now(), Date.now())
  return (
    <>
      <p>{t('import.whenExported')}</p>
      <div className={styles.bar}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format={wallFormat}
          allowClear={false}
          showNow={false}
          value={wall}
          maxDate={dayjs(formatInstant(Date.now()))}
          aria-label={t('import.exportTime')}
          onChange={(value) => value && setWall(value)}
        />
        <Button type="primary" onClick={() => void flow.readAgain({ exportedAt: exportedAt(), fileName })}>
          {t('import.goOn')}
        </Button>
      </div>
    </>
  )
}
