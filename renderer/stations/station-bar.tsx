import { TabletOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'

const page = '/settings/stations'

/** A device asks to be let in: said around every screen of whoever may answer. */
export function StationBar() {
  const may = useMay()
  const { pathname } = useLocation()
  return may('stations.pair') && pathname !== page ? <Bar /> : null
}

function Bar() {
  const { t } = useTranslation('stations')
  const navigate = useNavigate()
  const { data: requests = [] } = useQuery(api.stations.requests.queryOptions())
  const [first] = requests
  if (!first) return null
  return (
    <Alert
      type="info"
      banner
      showIcon
      icon={<TabletOutlined />}
      role="status"
      title={t('asks', { device: first.device, address: first.address })}
      action={
        <Button size="small" onClick={() => void navigate(page)}>
          {t('typeCode')}
        </Button>
      }
    />
  )
}
