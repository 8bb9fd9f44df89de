import { TabletOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { api } from '../app/client.ts'
import { useMay } from '../app/session.tsx'

const page = '/settings/stations'

/** What stations ask of whoever answers for them, around every screen of hers: to be let in, and to look at what they gave up. */
export function StationBar() {
  const may = useMay()
  const { pathname } = useLocation()
  if (pathname === page) return null
  return (
    <>
      {may('stations.pair') && <Asking />}
      {may('stations.putAways') && <GivenUp />}
    </>
  )
}

/** Records that a device could not write and that somebody there gave up: told until they were looked at. */
function GivenUp() {
  const { t } = useTranslation('stations')
  const navigate = useNavigate()
  const { data: rows = [] } = useQuery(api.stations.putAways.queryOptions())
  const count = rows.filter(({ isNew }) => isNew).length
  if (count === 0) return null
  return (
    <Alert
      type="warning"
      banner
      showIcon
      role="status"
      title={t('putAway.told', { count })}
      action={
        <Button size="small" onClick={() => void navigate(page)}>
          {t('putAway.look')}
        </Button>
      }
    />
  )
}

function Asking() {
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
