import { useQuery } from '@tanstack/react-query'
import { Space, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Station } from '../../../shared/stations/contract.ts'
import { api, client } from '../../app/client.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { InstantText } from '../../ui/instant-text.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { stationUse } from '../uses.ts'
import { RenameStation } from './rename-station.tsx'
import styles from './stations.module.css'

const units = [
  [24 * 60, 'days'],
  [60, 'hours'],
  [1, 'minutes'],
] as const

/** The devices that were let in: who is there now, what they keep, and the way to shut one out at once. */
export function StationList({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useTranslation('stations')
  const {
    data: stations = [],
    error,
    isPending,
  } = useQuery(api.stations.list.queryOptions({ refetchInterval: 15_000 }))
  const [all, setAll] = useState(false)
  const revoke = useCommand(client.stations.revoke)
  /** Its clock beside this PC's, in the unit that says most. */
  const clockOff = (minutes: number) => {
    const [size, unit] = units.find(([least]) => Math.abs(minutes) >= least)!
    const way = minutes > 0 ? 'ahead' : 'behind'
    return t(`clock.${way}.${unit}`, {
      count: Math.round(Math.abs(minutes) / size),
    })
  }
  const live = stations.filter((station) => station.revokedAt === null)
  const gone = stations.length - live.length
  return (
    <section className={styles.part} aria-label={t('stations')}>
      <h3 className={styles.title}>{t('stations')}</h3>
      <ErrorNote error={error ?? revoke.error} />
      {!isPending && stations.length === 0 ? (
        <EmptyState title={t('emptyTitle')} text={t(isOpen ? 'emptyText' : 'emptyClosed')} />
      ) : (
        <Table<Station>
          size="small"
          rowKey="id"
          loading={{ spinning: isPending, delay: 150 }}
          dataSource={all ? stations : live}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            { title: t('name'), render: (_value, station) => <RenameStation station={station} /> },
            { title: t('use'), render: (_value, station) => t(`uses.${stationUse(station)}`) },
            { title: t('user'), dataIndex: 'userName' },
            {
              title: t('now'),
              render: (_value, station) => (
                <>
                  <Presence station={station} />{' '}
                  {station.clockOff !== null && (
                    <StatusTag tone="warn" title={t('clockOffText')}>
                      {clockOff(station.clockOff)}
                    </StatusTag>
                  )}
                </>
              ),
            },
            {
              title: t('waiting'),
              align: 'right',
              render: (_value, { waiting }) => (waiting > 0 ? waiting : ''),
            },
            { title: t('pairedAt'), render: (_value, station) => <InstantText at={station.pairedAt} /> },
            {
              title: '',
              render: (_value, station) =>
                station.revokedAt === null && (
                  <ConfirmAction
                    size="small"
                    title={t('revokeTitle', { name: station.name })}
                    text={t('revokeText')}
                    confirm={t('revoke')}
                    onConfirm={() => revoke.run({ id: station.id })}
                  >
                    {t('revoke')}
                  </ConfirmAction>
                ),
            },
          ]}
        />
      )}
      {gone > 0 && (
        <Space>
          <Switch size="small" checked={all} onChange={setAll} aria-label={t('showGone', { count: gone })} />
          {t('showGone', { count: gone })}
        </Space>
      )}
    </section>
  )
}

function Presence({ station }: { readonly station: Station }) {
  const { t } = useTranslation('stations')
  if (station.revokedAt !== null) return <StatusTag tone="off">{t('revoked')}</StatusTag>
  if (station.pages > 0)
    return (
      <StatusTag tone="done" title={station.address ?? undefined}>
        {t('here')}
      </StatusTag>
    )
  return (
    <StatusTag tone="off">
      {station.seenAt === null ? t('away') : t('seen')}{' '}
      {station.seenAt !== null && <InstantText at={station.seenAt} />}
    </StatusTag>
  )
}
