import { LockOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { rememberNextUser } from '../settings/lock/next-user.ts'
import { client } from './client.ts'
import { paths } from './paths.ts'
import { takeSession, useSession } from './session.tsx'

/** Who is working; the quick way to lock, or to hand the PC to somebody else. */
export function UserBadge() {
  const { t } = useTranslation('app')
  const { user, people, pinsInUse } = useSession()
  const navigate = useNavigate()
  if (!user) return null
  const others = people.filter((person) => person.hasPin && person.id !== user.id)
  const items = pinsInUse
    ? [
        { key: 'lock', icon: <LockOutlined />, label: t('user.lock') },
        ...others.map((person) => ({
          key: String(person.id),
          icon: <UserOutlined />,
          label: t('user.switchTo', { name: person.name, role: t(`settings:role.${person.role}`) }),
        })),
      ]
    : [{ key: 'users', label: t('user.noPins') }]
  const choose = async (key: string) => {
    if (key === 'users') return navigate(paths.users)
    rememberNextUser(key === 'lock' ? user.id : Number(key))
    takeSession(await client.settings.session.lock())
  }
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void choose(key) }} trigger={['click']}>
      <Button type="text" icon={<UserOutlined />}>
        {user.name}
      </Button>
    </Dropdown>
  )
}
