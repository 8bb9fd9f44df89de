import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answeredOrders } from '../../shared/planning/answered-orders.ts'
import type { Proposal } from '../../shared/planning/contract.ts'
import { type GridTexts, gridTexts, readGrid } from '../../shared/production/grid-pieces.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { PiecesGrid } from '../production/batches/pieces-grid.tsx'
import floor from '../production/production.module.css'
import { DueTag } from '../ui/due-tag.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { DraftNote } from '../ui/form/draft-note.tsx'
import { useEditorDraft } from '../ui/form/editor-draft.ts'
import { listText } from '../ui/list-text.ts'
import { StatusTag } from '../ui/status-tag.tsx'
import { today } from '../ui/today.ts'
import { useUnsavedChanges } from '../ui/unsaved-changes.ts'
import { useAskPast } from '../ui/use-ask-past.ts'
import { useCommand } from '../ui/use-command.ts'
import { hours } from './hours.ts'
import styles from './planning.module.css'

const asProposed = { edits: {} as GridTexts, dueEdit: null as string | null }

/** One style to make: why, until when, and the grid as proposed until somebody changes it. */
export function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('planning')
  const { message } = App.useApp()
  const askPast = useAskPast()
  const [edits, setEdits] = useState(asProposed.edits)
  const [dueEdit, setDueEdit] = useState(asProposed.dueEdit)
  const dueDate = dueEdit ?? proposal.due ?? ''
  const proposed = gridTexts(proposal.cells.map(({ skuId, proposed: quantity }) => ({ skuId, quantity })))
  const texts: GridTexts = { ...proposed, ...edits }
  const grid = readGrid(
    texts,
    proposal.cells.map(({ skuId }) => skuId),
  )
  const lines = grid.lines.map(({ skuId, quantity }) => ({ skuId, planned: quantity }))
  const create = useCommand(client.production.batches.create, {
    onSuccess: ({ id, batchNumber }) => {
      setEdits({})
      setDueEdit(null)
      // A message stands outside of the router: an address, not a Link.
      void message.success(
        <>
          {t('proposal.begun', { number: batchNumber })}{' '}
          <a href={`#/floor/batches/${id}`}>{t('proposal.open')}</a>
        </>,
        8,
      )
    },
  })
  const isEdited =
    dueDate !== (proposal.due ?? '') ||
    proposal.cells.some(({ skuId }) => (texts[skuId] ?? '') !== (proposed[skuId] ?? ''))
  useUnsavedChanges(isEdited && !create.isPending, t('proposal.unsaved', { style: proposal.styleNumber }))
  const kept = useEditorDraft({
    name: `proposal ${proposal.styleId}`,
    begun: asProposed,
    typed: { edits, dueEdit },
    isDirty: isEdited,
    onTake: (typed) => {
      setEdits(typed.edits)
      setDueEdit(typed.dueEdit)
    },
  })
  const begin = async () => {
    // A day that was proposed is that of an order that is late already, which the card says.
    if (!(await askPast(dueEdit))) return
    const orderIds = answeredOrders(proposal.waiting, lines)
    const { styleId, performanceDate } = proposal
    await create.run({ styleId, dueDate: dueDate || null, performanceDate, note: '', orderIds, lines })
  }
  return (
    <section className={styles.card} aria-label={`${proposal.styleNumber} ${proposal.styleName}`}>
      <Photo hash={proposal.photoHash} side={88} alt={proposal.styleName} />
      <div className={styles.body}>
        <div className={styles.facts}>
          <b className={floor.large}>
            {proposal.styleNumber} {proposal.styleName}
          </b>
          <Purpose proposal={proposal} />
          <span>
            {proposal.due ? t('proposal.due', { date: proposal.due }) : t('proposal.noDue')}
            {proposal.performanceDate && ` · ${t('proposal.show', { date: proposal.performanceDate })}`}
          </span>
          <Start proposal={proposal} pieces={grid.total} />
        </div>
        <DraftNote {...kept} />
        <ErrorNote error={create.error} onClose={create.reset} />
        <Orders proposal={proposal} />
        <PiecesGrid
          colours={proposal.colours}
          sizes={proposal.sizes}
          skus={proposal.cells.map(({ skuId, colour, size }) => ({ id: skuId, colour, size }))}
          texts={texts}
          onChange={setEdits}
          hint={(skuId) => {
            const cell = proposal.cells.find((one) => one.skuId === skuId)
            if (!cell) return ''
            const { short, free, safetyStock, season, expected } = cell
            return t('proposal.cell', { short, free, safety: safetyStock, season, expected })
          }}
        />
        <div className={floor.bar}>
          <span>{t('proposal.dueDate')}</span>
          <Input
            type="date"
            style={{ width: 150 }}
            aria-label={`${t('proposal.dueDate')} ${proposal.styleNumber}`}
            value={dueDate}
            onChange={(event) => setDueEdit(event.target.value)}
          />
          <Button
            type="primary"
            disabled={grid.total === 0 || grid.wrong.length > 0 || !proposal.hasRouting}
            loading={create.isPending}
            onClick={() => void begin()}
          >
            {t('proposal.begin', { count: grid.total })}
          </Button>
          <Materials proposal={proposal} pieces={grid.total} />
          {!proposal.hasRouting && (
            <>
              <StatusTag tone="act">{t('proposal.noRouting')}</StatusTag>
              <Link to={`/floor/routing/${proposal.styleId}`}>{t('proposal.routing')}</Link>
            </>
          )}
        </div>
      </div>
    </section>
  )
}

/** Whether what its proposed pieces use is there; of other pieces nobody has reckoned it yet. */
function Materials(props: { readonly proposal: Proposal; readonly pieces: number }) {
  const { t } = useTranslation('planning')
  const { hasBom, missing, styleId, proposed } = props.proposal
  if (!hasBom)
    return (
      <Link className={floor.muted} to={`/catalog/styles/${styleId}/bom`}>
        {t('proposal.noBom')}
      </Link>
    )
  if (missing.length === 0)
    return props.pieces > proposed ? null : <StatusTag tone="done">{t('proposal.enough')}</StatusTag>
  const text = ({ name, unit, short, coming, comingBy }: Proposal['missing'][number]) => {
    const amount = (value: number) => `${formatAmount(value)} ${t(`materials:units.${unit}`)}`
    const ordered = coming > 0 ? t('proposal.coming', { amount: amount(coming), date: comingBy ?? '?' }) : ''
    return `${name} ${amount(short)}${ordered}`
  }
  return <StatusTag tone="warn">{t('proposal.missing', { list: listText(missing.map(text)) })}</StatusTag>
}

/** What the pieces are for, as far as there are any: orders, the safety stock, a season. */
function Purpose({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('planning')
  const { forOrders, forSafety, forSeason, seasonBy, orders } = proposal
  const parts = [
    forOrders > 0 &&
      `${t('proposal.forOrders', { count: forOrders })} (${t('proposal.orders', { count: orders })})`,
    forSafety > 0 && t('proposal.forSafety', { count: forSafety }),
    forSeason > 0 && t('proposal.forSeason', { count: forSeason, date: seasonBy }),
  ].filter((part) => part !== false)
  return <span>{parts.join(' + ')}</span>
}

/** Which orders wait for these pieces, the soonest first, opened on request. */
function Orders({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('planning')
  const { waiting, orders } = proposal
  if (waiting.length === 0) return null
  return (
    <details>
      <summary>{t('proposal.waiting', { count: orders })}</summary>
      <ul className={styles.orders}>
        {waiting.map((order) => (
          <li key={order.orderId}>
            <Link to={`/orders/${order.orderId}`}>{order.orderNumber}</Link>{' '}
            {t('proposal.lacks', { count: order.lacks.reduce((sum, { quantity }) => sum + quantity, 0) })}{' '}
            {order.performanceDate ? (
              <StatusTag tone="warn">{t('proposal.show', { date: order.performanceDate })}</StatusTag>
            ) : (
              <DueTag shipBy={order.shipBy} />
            )}
          </li>
        ))}
      </ul>
      {orders > waiting.length && (
        <span className={floor.muted}>{t('proposal.moreOrders', { count: orders - waiting.length })}</span>
      )}
    </details>
  )
}

/** What its pieces take, and when it must be begun; the days are those of what was proposed. */
function Start({ proposal, pieces }: { readonly proposal: Proposal; readonly pieces: number }) {
  const { t } = useTranslation('planning')
  if (!proposal.hasRouting) return null
  if (proposal.workSeconds === 0) return <span className={floor.muted}>{t('proposal.noTime')}</span>
  return (
    <>
      <span>
        {t('proposal.hours', { hours: hours((proposal.workSeconds * pieces) / proposal.proposed) })}
      </span>
      {pieces !== proposal.proposed && (
        <span className={floor.muted}>{t('proposal.asProposed', { count: proposal.proposed })}</span>
      )}
      {proposal.latestStart !== null && (
        <StatusTag tone={proposal.latestStart < today() ? 'act' : 'go'}>
          {t(proposal.latestStart < today() ? 'proposal.late' : 'proposal.start', {
            date: proposal.latestStart,
          })}
        </StatusTag>
      )}
      {proposal.finish !== null && (
        <StatusTag tone={proposal.late ? 'act' : 'done'}>
          {t('proposal.finish', { date: proposal.finish })}
        </StatusTag>
      )}
      {proposal.nobodyCan.length > 0 && (
        <StatusTag tone="act">{t('proposal.nobodyCan', { list: listText(proposal.nobodyCan) })}</StatusTag>
      )}
    </>
  )
}
