import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { fitSize, parseSizeList, type WearerSize } from '../../../shared/orders/size-list.ts'
import { api } from '../../app/client.ts'
import { listText } from '../../ui/list-text.ts'
import styles from '../orders.module.css'
import { type DraftLine, emptyLine } from './draft-line.ts'

type Choice =
  | { readonly styleId: number; readonly colour: string; readonly name: string }
  | { readonly styleId: null; readonly name: string }

/** Matched once the order is written, as a platform's goods are. */
const later = ''

/**
 * A school class pasted from WeChat: a name and a size a line; becomes one line a pupil, with the SKU of her size. A
 * size that the style does not have is asked for.
 */
export function ClassList({ onLines }: { readonly onLines: (lines: readonly DraftLine[]) => void }) {
  const { t } = useTranslation('orders')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [choice, setChoice] = useState<Choice | null>(null)
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({})
  const [price, setPrice] = useState('')
  const found = useQuery({
    ...api.catalog.skus.search.queryOptions({ input: { search, withSets: true, limit: 100 } }),
    enabled: isOpen && search.trim() !== '',
  })
  const skus = useSkusOf(choice)
  const { rows, unread } = parseSizeList(text)
  const sizes = skus.map((sku) => sku.size)
  const asked = choice?.styleId == null ? [] : askedSizes(rows, sizes)
  const open = asked.filter(({ size }) => answers[size] === undefined)
  const sizeFor = (written: string) => {
    const fit = fitSize(sizes, written)
    return fit.kind === 'same' ? fit.size : answers[written]
  }
  const skuFor = (written: string) => skus.find((sku) => sku.size === sizeFor(written)) ?? null
  const add = () => {
    onLines(
      rows.map((row) => {
        const sku = skuFor(row.size)
        return {
          ...emptyLine(),
          sku,
          title: sku ? '' : (choice?.name ?? ''),
          // Another size than the SKU's stays to be read on the order.
          attributes: sku && fitSize(sizes, row.size).kind === 'same' ? '' : row.size,
          quantity: String(row.quantity),
          price,
          wearer: row.wearer,
          customText: row.wish,
        }
      }),
    )
    setOpen(false)
    setText('')
    setAnswers({})
  }
  const choices = new Map((found.data ?? []).map((sku) => [`${sku.styleId}|${sku.colour}`, sku]))
  const options = [...choices].map(([value, sku]) => ({
    value,
    label: `${sku.styleNumber} ${sku.styleName} ${sku.colour}`,
  }))
  if (search.trim() !== '') options.push({ value: later, label: t('paste.unknownStyle', { name: search }) })
  const choose = (value: string) => {
    const sku = choices.get(value)
    const name = sku ? `${sku.styleName || sku.styleNumber} ${sku.colour}` : search.trim()
    setChoice(sku ? { styleId: sku.styleId, colour: sku.colour, name } : { styleId: null, name })
    setAnswers({})
    setSearch('')
  }
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('paste.class')}</Button>
      <Modal
        open={isOpen}
        width={680}
        style={{ top: 24 }}
        title={t('paste.class')}
        okText={t('paste.add', { count: rows.length })}
        okButtonProps={{ disabled: rows.length === 0 || choice === null || open.length > 0 }}
        onOk={add}
        onCancel={() => setOpen(false)}
      >
        <div className={styles.page}>
          <Input.TextArea
            rows={rows.length > 0 ? 4 : 7}
            autoFocus
            value={text}
            aria-label={t('paste.class')}
            placeholder={t('paste.classExample')}
            onChange={(event) => setText(event.target.value)}
          />
          {unread.length > 0 && (
            <span role="alert" className={styles.bad}>
              {t('paste.unread', { lines: unread.join(' / ') })}
            </span>
          )}
          <div className={styles.bar}>
            <Select
              style={{ flex: 1, minWidth: 260 }}
              showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
              aria-label={t('paste.style')}
              placeholder={t('paste.style')}
              // The chosen style's name stays to be read when the words that found it are gone.
              value={choice === null ? null : { value: 'chosen', label: choice.name }}
              labelInValue
              notFoundContent={t('paste.styleHint')}
              onChange={(option) => choose(option.value)}
              options={options}
            />
            <Input
              style={{ width: 140 }}
              prefix="¥"
              value={price}
              placeholder={t('line.price')}
              onChange={(event) => setPrice(event.target.value)}
            />
          </div>
          {asked.length > 0 && skus.length > 0 && (
            <AskedSizes asked={asked} sizes={sizes} answers={answers} onAnswers={setAnswers} />
          )}
          {rows.length > 0 && (
            <ReadRows rows={rows} skuFor={choice?.styleId == null ? null : (size) => skuFor(size)} />
          )}
          {rows.length > 0 && choice === null && <span>{t('paste.styleNeeded')}</span>}
        </div>
      </Modal>
    </div>
  )
}

/** SKUs of the chosen style and colour. By the style and not by the words that found it: those are gone once it is chosen. */
function useSkusOf(choice: Choice | null): readonly SkuLabel[] {
  const styleId = choice?.styleId ?? null
  const style = useQuery({
    ...api.catalog.styles.get.queryOptions({ input: { id: styleId ?? 0 } }),
    enabled: styleId !== null,
  })
  const ids = (styleId === null ? [] : (style.data?.skus ?? []))
    .filter((sku) => !sku.archived && choice?.styleId != null && sku.colour === choice.colour)
    .map((sku) => sku.id)
  const labels = useQuery({
    ...api.catalog.skus.labels.queryOptions({ input: { ids } }),
    enabled: ids.length > 0,
  })
  return ids.length === 0 ? [] : (labels.data ?? [])
}

interface AskedSize {
  readonly size: string
  readonly next: string | null
  readonly rows: readonly WearerSize[]
}

/** Written sizes that the style does not have, each once. */
function askedSizes(rows: readonly WearerSize[], sizes: readonly string[]): readonly AskedSize[] {
  return [...Map.groupBy(rows, (row) => row.size)].flatMap(([size, ofSize]) => {
    const fit = fitSize(sizes, size)
    return fit.kind === 'same' ? [] : [{ size, next: fit.next, rows: ofSize }]
  })
}

function AskedSizes(props: {
  readonly asked: readonly AskedSize[]
  readonly sizes: readonly string[]
  readonly answers: Readonly<Record<string, string>>
  readonly onAnswers: (answers: Readonly<Record<string, string>>) => void
}) {
  const { t } = useTranslation('orders')
  const { asked, sizes, answers, onAnswers } = props
  const upward = asked.filter(({ size, next }) => next !== null && answers[size] === undefined)
  return (
    <section className={styles.lineCard} aria-label={t('paste.asked')}>
      <div className={styles.bar}>
        <b style={{ flex: 1 }}>{t('paste.asked')}</b>
        {upward.length > 0 && (
          <Button
            size="small"
            onClick={() =>
              onAnswers({
                ...answers,
                ...Object.fromEntries(upward.map(({ size, next }) => [size, next ?? later])),
              })
            }
          >
            {t('paste.takeNext', {
              sizes: listText(upward.slice(0, 3).map(({ size, next }) => `${size}→${next}`)),
            })}
          </Button>
        )}
      </div>
      <div className={styles.askedRows}>
        {asked.map(({ size, next, rows }) => (
          <label key={size} className={styles.bar}>
            <b>{size}</b>
            <span className={styles.muted} style={{ flex: 1 }}>
              {listText(rows.map((row) => row.wearer || `×${row.quantity}`))}
            </span>
            <Select
              style={{ width: 220 }}
              status={answers[size] === undefined ? 'warning' : ''}
              aria-label={t('paste.askedSize', { size })}
              placeholder={next === null ? t('paste.chooseSize') : t('paste.chooseSizeNext', { next })}
              value={answers[size] ?? null}
              onChange={(answer: string) => onAnswers({ ...answers, [size]: answer })}
              options={[
                ...sizes.map((own) => ({ value: own, label: own })),
                { value: later, label: t('paste.later') },
              ]}
            />
          </label>
        ))}
      </div>
    </section>
  )
}

/** How every line was read, before it is used. */
function ReadRows(props: {
  readonly rows: readonly WearerSize[]
  readonly skuFor: ((size: string) => SkuLabel | null) | null
}) {
  const { t } = useTranslation('orders')
  const { rows, skuFor } = props
  return (
    <>
      <span className={styles.muted}>
        {t('paste.read', { count: rows.length, pieces: rows.reduce((sum, row) => sum + row.quantity, 0) })}{' '}
        {skuFor !== null &&
          t('paste.matched', { count: rows.filter((row) => skuFor(row.size) !== null).length })}
      </span>
      <div className={styles.readRows}>
        <table className={styles.mapping}>
          <thead>
            <tr>
              <th scope="col">{t('line.wearer')}</th>
              <th scope="col">{t('paste.written')}</th>
              <th scope="col">{t('line.sku')}</th>
              <th scope="col">{t('line.quantity')}</th>
              <th scope="col">{t('line.custom')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are read anew from the text at every key
              <tr key={index}>
                <td>{row.wearer}</td>
                <td className={styles.number}>{row.size}</td>
                <td className={styles.number}>{skuFor?.(row.size)?.size ?? '—'}</td>
                <td className={styles.number}>{row.quantity}</td>
                <td>{row.wish}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
