import { EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { holderText, type SeenKind } from '../../shared/stations/presence.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'

/** A page tells this often that it still shows something, in milliseconds: the host forgets it after twice that. */
const tellEvery = 20_000

/** Who else has this before her, by name and station: told while it is shown. Nothing while she is alone. */
export function Presence({ kind, id }: { readonly kind: SeenKind; readonly id: number }) {
  const { t } = useTranslation('stations')
  const may = useMay()
  const isTold = may('stations.look')
  const { data: others = [] } = useQuery({
    ...api.stations.look.queryOptions({ input: { kind, id } }),
    enabled: isTold,
    refetchInterval: tellEvery,
    gcTime: 0,
  })
  useEffect(() => {
    if (!isTold) return
    return () => void client.stations.look({ kind, id: null }).catch(() => {})
  }, [isTold, kind])
  if (others.length === 0) return null
  return (
    <StatusTag tone="warn" icon={<EyeOutlined />}>
      {t('presence.also', {
        who: listText(others.map(holderText)),
      })}
    </StatusTag>
  )
}
