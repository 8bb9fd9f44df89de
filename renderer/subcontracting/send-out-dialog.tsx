import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { BundleRow } from '../../shared/production/bundles-contract.ts'
import type { Batch } from '../../shared/production/contract.ts'
import { gridTexts, readGrid } from '../../shared/production/grid-pieces.ts'
import { saysItCan } from '../../shared/subcontracting/rank-partners.ts'
import { api, client } from '../app/client.ts'
import { PiecesGrid } from '../production/batches/pieces-grid.tsx'
import styles from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { inBrackets, listText } from '../ui/list-text.ts'
import { useAskPast } from '../ui/use-ask-past.ts'
import { useCommand } from '../ui/use-command.ts'
import { type PriceDraft, priceOf, SendOutPrice, useSendOutPrice } from './send-out-price.tsx'

/** Sends chosen bundles out for some steps, or what is not cut of a batch, all of it or some, for all of them. */
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
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: batch.styleId } }))
  const askPast = useAskPast()
  const [partnerId, setPartnerId] = useState<number | null>(null)
  const partner = partners.data?.find(({ id }) => id === partnerId)
  const uncutOf = (line: Batch['lines'][number]) => Math.max(0, line.planned - line.begun)
  const open = batch.lines.filter((line) => uncutOf(line) > 0)
  const uncut = open.reduce((sum, line) => sum + uncutOf(line), 0)
  const [texts, setTexts] = useState(() =>
    gridTexts(open.map((line) => ({ skuId: line.sku.id, quantity: uncutOf(line) }))),
  )
  const grid = readGrid(
    texts,
    open.map(({ sku }) => sku.id),
  )
  const tooMany = open.find(
    (line) => (grid.lines.find(({ skuId }) => skuId === line.sku.id)?.quantity ?? 0) > uncutOf(line),
  )
  const [isWhole, setWhole] = useState(bundles.length === 0)
  const recorded = batch.operations.filter((operation) => operation.recorded)
  // Steps at which nothing was done on any of the bundles may go out.
  const free = recorded.filter(({ id }) =>
    bundles.every(
      (bundle) => !bundle.done.some((done) => done.operationId === id && done.good + done.scrap > 0),
    ),
  )
  // Those that the partner says it can do, until somebody ticks others.
  const able = free.filter((step) => partner && saysItCan(partner.skills, step))
  const [ticked, setTicked] = useState<readonly number[] | null>(null)
  const steps = ticked ?? (able.length > 0 ? able : free).map(({ id }) => id)
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
  const pieces = isWhole ? grid.total : bundles.reduce((sum, bundle) => sum + bundle.held, 0)
  const beyond = chosen.filter((step) => partner && partner.skills !== '' && !saysItCan(partner.skills, step))
  const sendOut = async () => {
    if (partnerId === null || price === null || !(await askPast(due))) return
    await send.run({
      subcontractorId: partnerId,
      batchId: batch.id,
      bundleIds: isWhole ? [] : bundles.map(({ id }) => id),
      lines: isWhole ? grid.lines.map(({ skuId, quantity }) => ({ skuId, pieces: quantity })) : [],
      operationIds: isWhole ? [] : [...steps],
      ...price,
      dueDate: due === '' ? null : due,
      note,
    })
  }
  return (
    <Modal
      open
      width={isWhole && uncut > 0 ? 800 : 600}
      title={t('send.title', { batch: batch.batchNumber })}
      okText={t('send.ok', { count: pieces })}
      okButtonProps={{
        disabled:
          partnerId === null ||
          price === null ||
          pieces === 0 ||
          (isWhole ? grid.wrong.length > 0 || tooMany !== undefined : steps.length === 0),
        loading: send.isPending,
      }}
      onOk={() => void sendOut()}
      onCancel={props.onClose}
    >
      <div className={styles.page}>
        <ErrorNote error={send.error ?? partners.error ?? style.error} />
        {partners.data?.length === 0 && <p className={styles.wrong}>{t('send.noPartner')}</p>}
        <Select
          autoFocus
          aria-label={t('partner.name')}
          placeholder={t('partner.name')}
          value={partnerId}
          options={(partners.data ?? []).map(({ id, name, skills }) => ({
            value: id,
            label: `${name}${inBrackets(skills)}`,
          }))}
          onChange={setPartnerId}
        />
        {bundles.length > 0 && uncut > 0 && (
          <Checkbox checked={isWhole} onChange={(event) => setWhole(event.target.checked)}>
            {t('send.whole', { count: uncut })}
          </Checkbox>
        )}
        {isWhole ? (
          <>
            <p>{t(uncut === 0 ? 'send.allCut' : 'send.wholeText', { count: uncut })}</p>
            {style.data && uncut > 0 && (
              <PiecesGrid
                colours={[...new Set(open.map(({ sku }) => sku.colour))]}
                sizes={style.data.sizes.flatMap(({ name }) =>
                  open.some(({ sku }) => sku.size === name) ? [name] : [],
                )}
                skus={open.map(({ sku }) => sku)}
                texts={texts}
                onChange={setTexts}
              />
            )}
            {tooMany && (
              <span className={styles.wrong} role="alert">
                {t('send.tooMany', {
                  sku: `${tooMany.sku.colour} ${tooMany.sku.size}`,
                  count: uncutOf(tooMany),
                })}
              </span>
            )}
          </>
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
              onChange={(values) => setTicked(values)}
            />
            {free.length < recorded.length && <p className={styles.muted}>{t('send.begun')}</p>}
          </>
        )}
        {beyond.length > 0 && (
          <p className={styles.muted}>
            {t('send.beyond', { partner: partner!.name, steps: listText(beyond.map(({ name }) => name)) })}
          </p>
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
