import { useQuery } from '@tanstack/react-query'
import { Checkbox, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftFromListing } from '../../../shared/catalog/listing-draft.ts'
import type { Listing, MatchResult } from '../../../shared/catalog/listings-contract.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { useCommand } from '../../ui/use-command.ts'
import { ColourName } from '../colour-name.tsx'
import styles from './listings.module.css'

interface SiblingsDialogProps {
  readonly listing: Listing
  /** What the listing was just matched to. */
  readonly sku: SkuLabel
  readonly onClose: () => void
  readonly onDone: (result: MatchResult & { readonly aliasIds: readonly number[] }) => void
}

/**
 * The listing's other colours and sizes, of which the SKU is sure now, and its colour's other sizes, which are made on the
 * way: all with one Enter.
 */
export function SiblingsDialog({ listing, sku, onClose, onDone }: SiblingsDialogProps) {
  const { t } = useTranslation('catalog')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const found = useQuery({
    ...api.catalog.listings.siblings.queryOptions({
      input: { shopId: listing.shopId, matchKey: listing.matchKey, title: listing.title, skuId: sku.id },
    }),
    // Asked once: while it is open, matching its rows must not take them from under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const match = useCommand(client.catalog.listings.match)
  const rows = found.data ?? []
  const isNothing = found.isError || (found.isSuccess && rows.length === 0)
  useEffect(() => {
    if (isNothing) onClose()
  }, [isNothing, onClose])
  const taken = rows.filter((row) => !left.has(row.listing.matchKey))
  const create = useCommand(client.catalog.listings.createSku)
  const accept = async () => {
    const matches = taken.flatMap(({ listing: { shopId, matchKey }, sku: known }) =>
      known ? [{ shopId, matchKey, means: known.id }] : [],
    )
    let sum = { lines: 0, orders: 0, kept: 0, losses: [] as MatchResult['losses'], aliasIds: [] as number[] }
    if (matches.length > 0) {
      const done = await match.run({ matches })
      if (!done) return
      sum = { ...done, losses: [...done.losses] }
    }
    // Some shops write one code for all sizes: it can mean one SKU only.
    const usedCodes = new Set([sku.sellerCode])
    for (const row of taken.filter((one) => one.sku === null)) {
      const { size, sellerCode } = draftFromListing(row.listing)
      const made = await create.run({
        shopId: row.listing.shopId,
        matchKey: row.listing.matchKey,
        styleId: sku.styleId,
        styleNumber: sku.styleNumber,
        styleName: sku.styleName,
        colour: sku.colour,
        size,
        sellerCode: usedCodes.has(sellerCode) ? '' : sellerCode,
      })
      usedCodes.add(sellerCode)
      // What was matched and made before stands; the rest is left on the list.
      if (!made) return
      const { lines, orders, kept, losses } = made.matched
      sum = {
        ...sum,
        lines: sum.lines + lines,
        orders: sum.orders + orders,
        kept: sum.kept + kept,
        losses: [...sum.losses, ...losses],
      }
    }
    onDone(sum)
  }
  if (rows.length === 0) return null
  return (
    <Modal
      open
      width={720}
      title={t('siblings.title', { count: rows.length })}
      okText={t('siblings.accept', { count: taken.length })}
      okButtonProps={{
        loading: match.isPending || create.isPending,
        disabled: taken.length === 0,
        autoFocus: true,
      }}
      cancelText={t('siblings.later')}
      onOk={() => void accept()}
      onCancel={onClose}
    >
      <p className={styles.muted}>{t('siblings.text', { style: `${sku.styleNumber} ${sku.styleName}` })}</p>
      <ErrorNote error={match.error ?? create.error} />
      <div className={styles.siblings}>
        <table>
          <tbody>
            {rows.map((row) => (
              <tr key={row.listing.matchKey}>
                <td>
                  <Checkbox
                    checked={!left.has(row.listing.matchKey)}
                    onChange={(event) => {
                      const next = new Set(left)
                      if (event.target.checked) next.delete(row.listing.matchKey)
                      else next.add(row.listing.matchKey)
                      setLeft(next)
                    }}
                  >
                    {row.listing.attributes || row.listing.sellerCode}
                  </Checkbox>
                </td>
                <td>
                  →{' '}
                  {row.sku ? (
                    <>
                      <ColourName name={row.sku.colour} swatch={row.sku.swatch} /> <b>{row.sku.size}</b>
                    </>
                  ) : (
                    <>
                      <ColourName name={sku.colour} swatch={sku.swatch} />{' '}
                      <b>{draftFromListing(row.listing).size}</b>{' '}
                      <StatusTag tone="warn">{t('siblings.new')}</StatusTag>
                    </>
                  )}
                </td>
                <td className={styles.muted}>
                  {t('listings.orders', { count: row.listing.orders })}{' '}
                  {t('listings.pieces', { count: row.listing.pieces })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
