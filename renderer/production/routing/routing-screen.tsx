import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { RoutingEditor } from './routing-editor.tsx'

/** A style's operations in their order. */
export function RoutingScreen() {
  const { t } = useTranslation('production')
  const styleId = Number(useParams().styleId)
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: styleId } }))
  // What is typed stays, whatever is read again behind it: only a save begins anew.
  const [round, setRound] = useState(0)
  const options = api.production.routing.get.queryOptions({ input: { styleId } })
  const routing = useQuery({ ...options, queryKey: [...options.queryKey, round] as const, gcTime: 0 })
  if (!routing.data) return routing.error ? <ErrorNote error={routing.error} /> : <Spin delay={150} />
  const sizes = [...new Set((style.data?.skus ?? []).map(({ size }) => size))]
  return (
    <>
      <PageHeader
        back={`/catalog/styles/${styleId}`}
        title={t('routing.title', {
          style: style.data ? `${style.data.styleNumber} ${style.data.name}` : '',
        })}
      />
      <RoutingEditor
        key={`${styleId} ${round}`}
        styleId={styleId}
        operations={routing.data}
        sizes={sizes}
        onSaved={() => setRound(round + 1)}
      />
    </>
  )
}
