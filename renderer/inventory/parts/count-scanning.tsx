import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { CountLine } from '../../../shared/inventory/counts-contract.ts'
import { api, client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { Presence } from '../../stations/presence.tsx'
import { errorText } from '../../ui/error-text.ts'
import { ScanInput, type ScanOutcome } from '../../ui/scan-input.tsx'
import styles from '../inventory.module.css'
import { SkuPhoto } from './sku-cell.tsx'

/** One scan, one piece more; the last one large. */
export function CountScanning({ id }: { readonly id: number }) {
  const { t } = useTranslation('inventory')
  const query = useQuery({ ...api.inventory.counts.get.queryOptions({ input: { id } }), enabled: false })
  const [last, setLast] = useState<
    | { readonly sku: CountLine['sku']; readonly counted: number; readonly expected: number }
    | { readonly error: unknown }
    | null
  >(null)
  const scan = async (code: string): Promise<ScanOutcome> => {
    try {
      setLast(await client.inventory.counts.scan({ commandId: v7(), id, code }))
      void query.refetch()
      return 'right'
    } catch (error) {
      setLast({ error })
      return 'wrong'
    }
  }
  const tone = last === null ? '' : 'error' in last ? styles.wrong : styles.right
  return (
    <div className={styles.countScan}>
      <div className={styles.page}>
        <ScanInput placeholder={t('count.scan')} onScan={scan} />
        <span className={styles.muted}>{t('count.help')}</span>
        <Presence kind="count" id={id} />
      </div>
      <div className={`${styles.lastScan} ${tone}`} aria-live="polite">
        {last === null ? (
          <span className={styles.muted}>{t('count.nothingScanned')}</span>
        ) : 'error' in last ? (
          <span>{errorText(t, shownError(last.error))}</span>
        ) : (
          <>
            <SkuPhoto hash={last.sku.photoHash} size={96} />
            <span className={styles.grow}>
              {last.sku.styleNumber} {last.sku.styleName}
              <br />
              {[last.sku.colour, last.sku.size].filter((part) => part !== '').join(' · ')}
              <br />
              <span className={styles.muted}>{t('count.booked', { count: last.expected })}</span>
            </span>
            <b>{last.counted}</b>
          </>
        )}
      </div>
    </div>
  )
}
