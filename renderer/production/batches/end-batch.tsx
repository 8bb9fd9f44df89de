import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../shared/production/contract.ts'
import { formatAmount } from '../../../shared/quantity.ts'
import { api, client } from '../../app/client.ts'
import { useMay } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { listText } from '../../ui/list-text.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../production.module.css'

/** Closes a batch, gives it up while nothing is cut, or opens it again: says first what that does. */
export function EndBatch({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const may = useMay()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const done = () => {
    setAsking(false)
    setReason('')
    void message.success(t('end.done'))
  }
  const close = useCommand(client.production.batches.close, { onSuccess: done })
  const cancel = useCommand(client.production.batches.cancel, { onSuccess: done })
  const reopen = useCommand(client.production.batches.reopen, { onSuccess: done })
  const materials = useQuery({
    ...api.inventory.materials.ofBatch.queryOptions({ input: { batchId: batch.id } }),
    enabled: isAsking,
  })
  if (!may('production.batches.close')) return null
  if (batch.state !== 'open')
    return (
      <>
        <ErrorNote error={reopen.error} />
        <Button loading={reopen.isPending} onClick={() => void reopen.run({ id: batch.id })}>
          {t('end.reopen')}
        </Button>
      </>
    )
  const kept = (materials.data?.rows ?? []).filter(({ issued, returned }) => issued > returned)
  const live = batch.bundles.filter((bundle) => bundle.state === 'live')
  const left = live.reduce((sum, { held }) => sum + held, 0)
  const isUncut = batch.bundles.every((bundle) => bundle.state === 'voided')
  const what = isUncut ? 'cancel' : 'close'
  const command = isUncut ? cancel : close
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(`end.${what}`)}</Button>
      <Modal
        open={isAsking}
        title={t(`end.${what}Title`, { batch: batch.batchNumber })}
        okText={t(`end.${what}`)}
        okButtonProps={{
          danger: left > 0,
          disabled: (left > 0 && reason.trim() === '') || (isUncut && kept.length > 0),
          loading: command.isPending,
        }}
        cancelButtonProps={{ autoFocus: true }}
        onOk={() => void command.run({ id: batch.id, reason: reason.trim() })}
        onCancel={() => setAsking(false)}
      >
        <div className={styles.page}>
          <ErrorNote error={command.error} />
          <p>
            {t('end.sum', { planned: batch.planned, begun: batch.begun, made: batch.made })} {t('end.supply')}
          </p>
          {kept.length > 0 && (
            <p>
              {t(isUncut ? 'end.materialsBack' : 'end.materialsUsed', {
                list: listText(
                  kept.map(
                    ({ name, issued, returned, unit }) =>
                      `${name} ${formatAmount(issued - returned)} ${t(`materials:units.${unit}`)}`,
                  ),
                ),
              })}
            </p>
          )}
          {left > 0 && <p className={styles.wrong}>{t('end.left', { count: left, bundles: live.length })}</p>}
          <Input
            value={reason}
            maxLength={300}
            aria-label={t('end.reason')}
            placeholder={t(left > 0 ? 'end.reasonNeeded' : 'end.reason')}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </Modal>
    </>
  )
}
