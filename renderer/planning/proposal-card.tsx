import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Proposal } from '../../shared/planning/contract.ts'
import { formatAmount } from '../../shared/quantity.ts'
import { client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { PiecesGrid } from '../production/batches/pieces-grid.tsx'
import floor from '../production/production.module.css'
import { ErrorNote } from '../ui/error-note.tsx'
import { StatusTag } from '../ui/status-tag.tsx'
import { today } from '../ui/today.ts'
import { useCommand } from '../ui/use-command.ts'
import { hours } from './hours.ts'
import styles from './planning.module.css'

/** One style to make: why, until when, and the grid as proposed until somebody changes it. */
export function ProposalCard({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('planning')
  const { message } = App.useApp()
  const [edits, setEdits] = useState<Readonly<Record<number, number>>>({})
  const [dueEdit, setDueEdit] = useState<string | null>(null)
  const dueDate = dueEdit ?? proposal.due ?? ''
  const pieces: Readonly<Record<number, number>> = {
    ...Object.fromEntries(proposal.cells.map((cell) => [cell.skuId, cell.proposed])),
    ...edits,
  }
  const lines = proposal.cells.flatMap(({ skuId }) => {
    const planned = pieces[skuId] ?? 0
    return planned > 0 ? [{ skuId, planned }] : []
  })
  const total = lines.reduce((sum, { planned }) => sum + planned, 0)
  const create = useCommand(client.production.batches.create, {
    onSuccess: ({ id }) => {
      setEdits({})
      // A message stands outside of the router: an address, not a Link.
      void message.success(
        <>
          {t('proposal.begun')} <a href={`#/floor/batches/${id}`}>{t('proposal.open')}</a>
        </>,
      )
    },
  })
  return (
    <section className={styles.card} aria-label={`${proposal.styleNumber} ${proposal.styleName}`}>
      <Photo hash={proposal.photoHash} side={88} alt={proposal.styleName} />
      <div className={styles.body}>
        <div className={styles.facts}>
          <b className={floor.large}>
            {proposal.styleNumber} {proposal.styleName}
          </b>
          {proposal.short > 0 && (
            <span>
              {t('proposal.short', { count: proposal.short })} ·{' '}
              {t('proposal.orders', { count: proposal.orders })}
            </span>
          )}
          <span>
            {proposal.due ? t('proposal.due', { date: proposal.due }) : t('proposal.noDue')}
            {proposal.performanceDate && ` · ${t('proposal.show', { date: proposal.performanceDate })}`}
          </span>
          <Start proposal={proposal} />
        </div>
        <ErrorNote error={create.error} onClose={create.reset} />
        <div className={styles.scroll}>
          <PiecesGrid
            colours={proposal.colours}
            sizes={proposal.sizes}
            skus={proposal.cells.map(({ skuId, colour, size }) => ({ id: skuId, colour, size }))}
            pieces={pieces}
            onChange={setEdits}
            hint={(skuId) => {
              const cell = proposal.cells.find((one) => one.skuId === skuId)
              return cell
                ? t('proposal.cell', {
                    short: cell.short,
                    free: cell.free,
                    safety: Math.max(cell.safetyStock, cell.season),
                    expected: cell.expected,
                  })
                : ''
            }}
          />
        </div>
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
            disabled={total === 0 || !proposal.hasRouting}
            loading={create.isPending}
            onClick={() =>
              void create.run({
                styleId: proposal.styleId,
                dueDate: dueDate || null,
                performanceDate: proposal.performanceDate,
                note: '',
                lines,
              })
            }
          >
            {t('proposal.begin', { count: total })}
          </Button>
          {proposal.missing.length > 0 && (
            <StatusTag tone="warn">
              {t('proposal.missing', {
                list: proposal.missing
                  .map(({ name, unit, short, coming, comingBy }) => {
                    const amount = (value: number) => `${formatAmount(value)} ${t(`materials:units.${unit}`)}`
                    const ordered =
                      coming > 0
                        ? t('proposal.coming', { amount: amount(coming), date: comingBy ?? '?' })
                        : ''
                    return `${name} ${amount(short)}${ordered}`
                  })
                  .join('、'),
              })}
            </StatusTag>
          )}
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

function Start({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('planning')
  if (!proposal.hasRouting) return null
  if (proposal.workSeconds === 0) return <span className={floor.muted}>{t('proposal.noTime')}</span>
  return (
    <>
      <span>{t('proposal.hours', { hours: hours(proposal.workSeconds) })}</span>
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
        <StatusTag tone="act">{t('proposal.nobodyCan', { list: proposal.nobodyCan.join('、') })}</StatusTag>
      )}
    </>
  )
}
