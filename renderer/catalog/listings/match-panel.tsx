import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input, type InputRef, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Listing } from '../../../shared/catalog/listings-contract.ts'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import type { SuggestionConflict, SuggestionReason } from '../../../shared/catalog/suggest.ts'
import { api } from '../../app/client.ts'
import { searchMark } from '../../app/global-shortcuts.ts'
import { useShortcuts } from '../../app/shortcuts.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'
import { SkuName } from '../sku-name.tsx'
import styles from './listings.module.css'

interface Choice {
  /** Null: no goods. */
  readonly sku: SkuLabel | null
  readonly sure: boolean
  readonly reasons: readonly SuggestionReason[]
  readonly conflicts: readonly SuggestionConflict[]
}

/** Where the words say so, "not goods" comes first; a sure SKU still goes before it. */
function withNotGoods(choices: readonly Choice[], likely: boolean): readonly Choice[] {
  if (!likely) return choices
  const nothing: Choice = { sku: null, sure: false, reasons: [], conflicts: [] }
  return choices[0]?.sure === true ? [choices[0], nothing, ...choices.slice(1)] : [nothing, ...choices]
}

interface MatchPanelProps {
  readonly listing: Listing
  readonly isPending: boolean
  /** A dialog has the keyboard. */
  readonly isPaused: boolean
  readonly onAccept: (sku: SkuLabel | null) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onCreate: () => void
}

/** What one listing may be: suggestions, or what was searched for. The search field holds the keyboard. */
export function MatchPanel(props: MatchPanelProps) {
  const { t } = useTranslation('catalog')
  const { listing, isPaused, isPending } = props
  const [search, setSearch] = useState('')
  /** Where the arrow keys have gone; null: nowhere yet. */
  const [at, setAt] = useState<number | null>(null)
  const field = useRef<InputRef>(null)
  const suggested = useQuery({
    ...api.catalog.listings.suggest.queryOptions({
      input: { shopId: listing.shopId, matchKey: listing.matchKey },
    }),
    // Somebody else has matched it meanwhile: the list says so, there is nothing to ask again.
    retry: false,
  })
  const isSearching = search.trim() !== ''
  const searched = useQuery({
    ...api.catalog.skus.search.queryOptions({ input: { search, limit: 20 } }),
    enabled: isSearching,
    placeholderData: keepPreviousData,
  })
  const choices: readonly Choice[] = isSearching
    ? (searched.data ?? []).map((sku) => ({ sku, sure: false, reasons: [], conflicts: [] }))
    : withNotGoods(suggested.data ?? [], listing.notGoods !== null)
  // Enter takes the first one at once, but never what the listing contradicts: that must be walked to.
  const chosen = Math.min(at ?? (choices[0]?.conflicts.length ? -1 : 0), choices.length - 1)
  useEffect(() => {
    if (!isPaused) field.current?.focus()
  }, [isPaused])
  useShortcuts([
    { keys: '↑ ↓', label: t('listings.key.choose'), run: null },
    { keys: 'Enter', label: t('listings.key.accept'), run: null },
    { keys: 'PgUp PgDn', label: t('listings.key.move'), run: null },
    { keys: 'F2', label: t('listings.createSku'), run: props.onCreate },
    { keys: 'F4', label: t('listings.notGoods'), run: () => isPending || props.onAccept(null) },
  ])
  const press = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const choice = choices[chosen]
    const actions: Readonly<Record<string, (() => void) | undefined>> = {
      ArrowDown: () => setAt(Math.min(chosen + 1, choices.length - 1)),
      ArrowUp: () => setAt(Math.max(chosen - 1, 0)),
      PageDown: () => props.onMove(1),
      PageUp: () => props.onMove(-1),
      Enter:
        choice && !searched.isPlaceholderData && !isPending ? () => props.onAccept(choice.sku) : undefined,
      Escape: () => setSearch(''),
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }
  const isLoading = isSearching ? searched.isPending : suggested.isPending
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the field and the choices inside
    <section className={styles.right} onKeyDown={press}>
      <p className={styles.panelTitle}>{listing.title || '—'}</p>
      <p className={styles.panelAttributes}>
        {listing.attributes}
        {listing.sellerCode !== '' && <code> {listing.sellerCode}</code>}
      </p>
      {listing.siblings > 0 && (
        <p className={styles.muted}>{t('listings.siblings', { count: listing.siblings })}</p>
      )}
      <div className={styles.searchRow}>
        <Input
          ref={field}
          {...searchMark}
          allowClear
          value={search}
          maxLength={100}
          placeholder={t('listings.findOther')}
          aria-label={t('listings.findOther')}
          onChange={(event) => {
            setSearch(event.target.value)
            setAt(null)
          }}
        />
        <Button onClick={props.onCreate} title="F2">
          {t('listings.createSku')}
        </Button>
        <Button
          onClick={() => props.onAccept(null)}
          disabled={isPending}
          title={`F4: ${t('listings.notGoodsText')}`}
        >
          {t('listings.notGoods')}
        </Button>
      </div>
      <ErrorNote error={isSearching ? searched.error : null} />
      {isLoading && <Spin delay={150} />}
      {!isLoading && choices.length === 0 && (
        <p className={styles.muted}>{isSearching ? t('picker.nothing') : t('listings.noSuggestion')}</p>
      )}
      <ul className={styles.choices} aria-label={t('listings.suggestions')}>
        {choices.map((choice, index) => (
          <li key={choice.sku?.id ?? 'not-goods'}>
            <button
              type="button"
              tabIndex={-1}
              className={index === chosen ? `${styles.choice} ${styles.chosen}` : styles.choice}
              aria-current={index === chosen}
              disabled={isPending}
              onClick={() => props.onAccept(choice.sku)}
              onMouseMove={() => index !== chosen && setAt(index)}
            >
              {choice.sku ? (
                <SkuName sku={choice.sku} side={52} />
              ) : (
                <span>
                  <b>{t('listings.notGoods')}</b>
                  <br />
                  <span className={styles.muted}>{t('listings.notGoodsText')}</span>
                </span>
              )}
              <span className={styles.why}>
                {choice.sure && <StatusTag tone="done">{t('listings.sure')}</StatusTag>}
                {choice.conflicts.map((conflict) => (
                  <StatusTag key={conflict} tone="act">
                    {t(`listings.conflict.${conflict}`)}
                  </StatusTag>
                ))}
                {choice.reasons.map((reason) => (
                  <span key={reason} className={styles.reason}>
                    {t(`listings.reason.${reason}`)}
                  </span>
                ))}
              </span>
              {index === chosen && <kbd className={styles.key}>Enter</kbd>}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.keys}>{t('listings.keys')}</p>
    </section>
  )
}
