import { useQuery } from '@tanstack/react-query'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'

/** Says what a copy to carry away means for ID and bank numbers, and lets the owner leave their key out of it. */
export function CarriedKey({
  isCarried,
  isSealed,
  onChange,
}: {
  readonly isCarried: boolean
  readonly isSealed: boolean
  readonly onChange: (isCarried: boolean) => void
}) {
  const { t } = useTranslation('care')
  const isOwner = useMay()('workers.dataKey.create')
  const { data } = useQuery({ ...api.workers.dataKey.state.queryOptions(), enabled: isOwner })
  if (!isOwner || !data || data.state === 'none') return null
  if (data.state === 'locked') return <p>{t('key.locked')}</p>
  return (
    <Checkbox checked={isCarried} onChange={(event) => onChange(event.target.checked)}>
      {t(isCarried ? (isSealed ? 'carry.keyIn' : 'key.with') : 'key.without')}
    </Checkbox>
  )
}
