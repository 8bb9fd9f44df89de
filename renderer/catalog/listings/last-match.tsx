import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from './listings.module.css'

export interface DoneMatch {
  readonly aliasIds: readonly number[]
  readonly title: string
  /** Null: not goods. */
  readonly skuText: string | null
  readonly orders: number
}

/** The last match in words, and its way back. */
export function LastMatch({ done, onUndone }: { readonly done: DoneMatch; readonly onUndone: () => void }) {
  const { t } = useTranslation('catalog')
  const rematch = useCommand(client.catalog.listings.rematch)
  const [isUndoing, setUndoing] = useState(false)
  const undo = async () => {
    setUndoing(true)
    for (const aliasId of done.aliasIds) if (!(await rematch.run({ aliasId, means: 'unknown' }))) break
    setUndoing(false)
    onUndone()
  }
  const more = done.aliasIds.length - 1
  return (
    <span className={styles.last} role="status">
      {t('listings.last', {
        title: done.title,
        sku: done.skuText ?? t('listings.notGoods'),
        count: done.orders,
      })}
      {more > 0 && ` ${t('listings.lastMore', { count: more })}`}
      <Button size="small" loading={isUndoing} onClick={() => void undo()}>
        {t('listings.undo')}
      </Button>
      <ErrorNote error={rematch.error} onClose={rematch.reset} />
    </span>
  )
}
