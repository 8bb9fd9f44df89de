import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportQuestion } from '../../../shared/orders/contract.ts'
import { api } from '../../app/client.ts'
import { ShopForm } from '../../settings/shops/shop-form.tsx'
import styles from '../orders.module.css'
import { MappingForm } from './mapping-form.tsx'
import type { ImportFlow } from './use-import.ts'

/** What a file does not say, one question at a time: its columns, its shop, when it was exported. */
export function Questions({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  // A file that names its shop is asked about first: the answer serves the files that came with it.
  const named = flow.questions.find((asked) => asked.kind === 'shop' && asked.shopNames.length > 0)
  const question = named ?? flow.questions[0]
  if (!question) return null
  return (
    <section className={styles.section} style={{ maxWidth: 860 }}>
      <h2>{question.fileName}</h2>
      {question.kind === 'mapping' && (
        <MappingForm question={question} onSaved={() => void flow.readAgain({})} />
      )}
      {question.kind === 'shop' && <ShopQuestion question={question} flow={flow} />}
      {question.kind === 'export-time' && <TimeQuestion flow={flow} />}
      <div>
        <Button type="text" onClick={() => void flow.discard()}>
          {t('import.giveUp')}
        </Button>
      </div>
    </section>
  )
}

function ShopQuestion(props: {
  readonly question: Extract<ImportQuestion, { kind: 'shop' }>
  readonly flow: ImportFlow
}) {
  const { t } = useTranslation('orders')
  const { question, flow } = props
  const shops = useQuery(api.settings.shops.list.queryOptions())
  const [isNew, setNew] = useState(false)
  const several = question.shopNames.length > 1
  const known = (shops.data ?? []).filter((shop) => !shop.archived)
  const missing = question.shopNames.filter((name) => !known.some((shop) => shop.name === name))
  return (
    <>
      <p>
        {several
          ? t('import.shopsMissing', { names: missing.join(t('listComma')) })
          : t('import.whichShop', { name: question.shopNames[0] ?? '' })}
      </p>
      {!several && known.length > 0 && (
        <Select
          style={{ width: 260 }}
          placeholder={t('shop')}
          aria-label={t('shop')}
          options={known.map((shop) => ({ value: shop.id, label: shop.name }))}
          onChange={(shopId: number) => void flow.readAgain({ shopId })}
        />
      )}
      {isNew || known.length === 0 || several ? (
        <ShopForm
          key={missing[0] ?? ''}
          shop={null}
          isShort
          initialPlatform={question.platform}
          initialName={missing[0] ?? question.shopNames[0] ?? ''}
          onDone={(shopId) => void flow.readAgain(several ? {} : { shopId })}
        />
      ) : (
        <div>
          <Button onClick={() => setNew(true)}>{t('import.newShop')}</Button>
        </div>
      )}
    </>
  )
}

function TimeQuestion({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const [at, setAt] = useState(dayjs())
  return (
    <>
      <p>{t('import.whenExported')}</p>
      <div className={styles.bar}>
        <DatePicker
          showTime={{ format: 'HH:mm' }}
          format="YYYY-MM-DD HH:mm"
          allowClear={false}
          value={at}
          aria-label={t('import.exportTime')}
          onChange={(value) => value && setAt(value)}
        />
        <Button type="primary" onClick={() => void flow.readAgain({ exportedAt: at.valueOf() })}>
          {t('import.goOn')}
        </Button>
      </div>
    </>
  )
}
