import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import type { CountDetail } from '../../shared/inventory/counts-contract.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { ConfirmAction } from '../ui/confirm-action.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { CountCloseForm } from './parts/count-close.tsx'
import { CountScanning } from './parts/count-scanning.tsx'
import { CountTable } from './parts/count-table.tsx'
import { Fact, Fen } from './parts/figures.tsx'

type Shown = 'all' | 'different' | 'uncounted'

/** The count of a place, by scanner: one scan, one piece; or type what is there. */
export function CountScreen() {
  const { t } = useTranslation('inventory')
  const id = Number(useParams().id)
  const may = useMay()
  const navigate = useNavigate()
  const query = useQuery(api.inventory.counts.get.queryOptions({ input: { id } }))
  const [shown, setShown] = useState<Shown>('all')
  const [isClosing, setClosing] = useState(false)
  const cancel = useCommand(client.inventory.counts.cancel, {
    onSuccess: () => void navigate('/stock/counts'),
  })
  if (!query.data) return <ErrorNote error={query.error} />
  const count = query.data
  const isOpen = count.state === 'open'
  const lines = count.lines.filter((line) =>
    shown === 'all' ? true : shown === 'uncounted' ? line.counted === null : (line.difference ?? 0) !== 0,
  )
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('count.title', { place: count.locationName })}
        note={count.note}
        back="/stock/counts"
        actions={
          isOpen && (
            <span className={styles.bar}>
              {may('inventory.counts.cancel') && (
                <ConfirmAction
                  title={t('count.cancelTitle')}
                  text={t('count.cancelText', { count: count.pieces })}
                  confirm={t('count.cancel')}
                  onConfirm={() => cancel.run({ id })}
                >
                  {t('count.cancel')}
                </ConfirmAction>
              )}
              {may('inventory.counts.close') ? (
                <Button type="primary" size="large" onClick={() => setClosing(true)}>
                  {t('count.close')}
                </Button>
              ) : (
                <span className={styles.muted}>{t('count.closeByOffice')}</span>
              )}
            </span>
          )
        }
      />
      <ErrorNote error={query.error ?? cancel.error} />
      {isOpen ? (
        <CountScanning id={id} />
      ) : (
        <StatusTag tone={count.state === 'done' ? 'done' : 'off'}>
          {t(`count.state.${count.state}`)}
        </StatusTag>
      )}
      <Sums count={count} />
      <Segmented<Shown>
        style={{ alignSelf: 'flex-start' }}
        value={shown}
        onChange={setShown}
        options={(['all', 'different', 'uncounted'] as const).map((name) => ({
          value: name,
          label: t(`count.show.${name}`),
        }))}
      />
      <CountTable id={id} lines={lines} isOpen={isOpen} />
      <Modal
        open={isClosing}
        title={t('count.close')}
        footer={null}
        destroyOnHidden
        onCancel={() => setClosing(false)}
      >
        <CountCloseForm count={count} onDone={() => setClosing(false)} />
      </Modal>
    </div>
  )
}

function Sums({ count }: { readonly count: CountDetail }) {
  const { t } = useTranslation('inventory')
  const uncounted = count.lines.filter((line) => line.counted === null).length
  const differences = count.lines.filter((line) => (line.difference ?? 0) !== 0)
  const value = differences.reduce((sum, line) => sum + (line.differenceValue ?? 0), 0)
  const isMoney = differences.some((line) => line.differenceValue !== null)
  return (
    <div className={styles.facts}>
      <Fact name={t('count.counted')}>
        {t('count.countedFact', { skus: count.skus, pieces: count.pieces })}
      </Fact>
      <Fact name={t('count.different')}>{differences.length}</Fact>
      {count.state === 'open' && <Fact name={t('count.uncounted')}>{uncounted}</Fact>}
      {isMoney && count.state === 'open' && (
        <Fact name={t('count.value')}>
          <Fen value={value} />
        </Fact>
      )}
    </div>
  )
}
