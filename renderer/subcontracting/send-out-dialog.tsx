import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Batch, BundleRow } from '../../shared/production/contract.ts'
import { api, client } from '../app/client.ts'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { type PriceDraft, priceOf, SendOutPrice, useSendOutPrice } from './send-out-price.tsx'

/** Sends chosen bundles out for some steps, or all that is not cut of a batch. */
export function SendOutDialog(props: {
  readonly batch: Batch
  readonly bundles: readonly BundleRow[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation('subcontracting')
  const navigate = useNavigate()
  const { batch } = props
  const [bundles] = useState(props.bundles)
  const partners = useQuery(api.subcontracting.partners.list.queryOptions())
  const [partnerId, setPartnerId] = useState<number | null>(null)
  const uncut = batch.lines.reduce((sum, line) => sum + Math.max(0, line.planned - line.begun), 0)
  const [isWhole, setWhole] = useState(bundles.length === 0)
  const recorded = batch.operations.filter((operation) => operation.recorded)
  // Steps at which nothing was done on any of the bundles may go out.
  const free = recorded.filter(({ id }) =>
    bundles.every(
      (bundle) => !bundle.done.some((done) => done.operationId === id && done.good + done.scrap > 0),
    ),
  )
  const [steps, setSteps] = useState<readonly number[]>(() => free.map(({ id }) => id))
  const [typedPrice, setPrice] = useState<PriceDraft | null>(null)
  const [due, setDue] = useState(batch.dueDate ?? '')
  const [note, setNote] = useState('')
  const send = useCommand(client.subcontracting.orders.create, {
    onSuccess: ({ id }) => void navigate(`/floor/sent-out/${id}`),
  })
  const chosen = recorded.filter(({ id }) => isWhole || steps.includes(id))
  const { proposal, draft } = useSendOutPrice({
    partnerId,
    batchId: batch.id,
    steps: chosen,
    isWhole,
    draft: typedPrice,
  })
  const price = priceOf(draft, chosen)
  const pieces = isWhole ? uncut : bundles.reduce((sum, bundle) => sum + bundle.held, 0)
  return (
    <Modal
      open
      width={600}
      title={t('send.title', { batch: batch.batchNumber })}
      okText={t('send.ok', { count: pieces })}
      okButtonProps={{
        disabled: partnerId === null || price === null || pieces === 0 || (!isWhole && steps.length === 0),
        loading: send.isPending,
      }}
      onOk={() =>
        partnerId !== null &&
        price !== null &&
        void send.run({
          subcontractorId: partnerId,
          batchId: batch.id,
          bundleIds: isWhole ? [] : bundles.map(({ id }) => id),
          operationIds: isWhole ? [] : [...steps],
          ...price,
          dueDate: due === '' ? null : due,
          note,
        })
      }
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={send.error ?? partners.error} />
        {partners.data?.length === 0 && <p className={styles.wrong}>{t('send.noPartner')}</p>}
        <Select
          autoFocus
          aria-label={t('partner.name')}
          placeholder={t('partner.name')}
          value={partnerId}
          options={(partners.data ?? []).map(({ id, name, skills }) => ({
            value: id,
            label: skills === '' ? name : `${name}（${skills}）`,
          }))}
          onChange={setPartnerId}
        />
        {bundles.length > 0 && uncut > 0 && (
          <Checkbox checked={isWhole} onChange={(event) => setWhole(event.target.checked)}>
            {t('send.whole', { count: uncut })}
          </Checkbox>
        )}
        {isWhole ? (
          <p>{t(uncut === 0 ? 'send.allCut' : 'send.wholeText', { count: uncut })}</p>
        ) : (
          <>
            <p>{t('send.bundles', { count: bundles.length, pieces })}</p>
            <Checkbox.Group
              value={[...steps]}
              options={recorded.map(({ id, name }) => ({
                value: id,
                label: name,
                disabled: !free.some((one) => one.id === id),
              }))}
              onChange={(values) => setSteps(values)}
            />
            {free.length < recorded.length && <p className={styles.muted}>{t('send.begun')}</p>}
          </>
        )}
        <SendOutPrice steps={chosen} draft={draft} proposal={proposal} onChange={setPrice} />
        <div className={styles.bar}>
          <span>{t('due')}</span>
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={t('due')}
            value={due}
            onChange={(event) => setDue(event.target.value)}
          />
        </div>
        <Input
          aria-label={t('note')}
          placeholder={t('note')}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Modal>
  )
}
