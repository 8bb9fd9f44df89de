import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { VerdictTag } from '../../quality/verdict-tag.tsx'
import styles from '../production.module.css'

/** What the last checks of a batch came to, each a way to it. */
export function BatchInspections({ batchId }: { readonly batchId: number }) {
  const { t } = useTranslation('quality')
  const may = useMay()
  const query = useQuery({
    ...api.quality.inspections.list.queryOptions({ input: { batchId, offset: 0, limit: 5 } }),
    enabled: may('quality.inspections.list'),
  })
  const rows = (query.data?.rows ?? []).filter(({ state }) => state !== 'voided')
  if (rows.length === 0) return null
  return (
    <div className={styles.bar}>
      <b>{t('parts.inspections')}</b>
      {rows.map((row) => (
        <Link key={row.id} to={`/floor/quality/${row.id}`}>
          {row.businessDate} {t(`kinds.${row.kind}`)} <VerdictTag state={row.state} />
        </Link>
      ))}
    </div>
  )
}
