import { useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseSizeList } from '../../../shared/orders/paste.ts'
import { api } from '../../app/client.ts'
import styles from '../orders.module.css'
import { type DraftLine, emptyLine } from './draft-lines.tsx'

/** A school class pasted from WeChat: a name and a size a line; becomes one line a pupil, with the SKU of her size. */
export function ClassList({ onLines }: { readonly onLines: (lines: readonly DraftLine[]) => void }) {
  const { t } = useTranslation('orders')
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [search, setSearch] = useState('')
  const [choice, setChoice] = useState<string | null>(null)
  const [price, setPrice] = useState('')
  const { rows, unread } = parseSizeList(text)
  const skus = useQuery({
    ...api.catalog.skus.search.queryOptions({ input: { search, withSets: true, limit: 100 } }),
    enabled: isOpen && search.trim() !== '',
  })
  const found = skus.data ?? []
  const choices = new Map(found.map((sku) => [`${sku.styleNumber}|${sku.colour}`, sku]))
  const bySize = new Map(
    found
      .filter((sku) => `${sku.styleNumber}|${sku.colour}` === choice)
      .map((sku) => [sku.size.replace(/\s*(?:cm|码)$/i, ''), sku]),
  )
  const add = () => {
    onLines(
      rows.map((row) => {
        const sku = bySize.get(row.size) ?? null
        return {
          ...emptyLine(),
          sku,
          title: sku ? '' : search.trim(),
          attributes: row.size,
          quantity: String(row.quantity),
          price,
          wearer: row.wearer,
        }
      }),
    )
    setOpen(false)
    setText('')
  }
  return (
    <div>
      <Button onClick={() => setOpen(true)}>{t('paste.class')}</Button>
      <Modal
        open={isOpen}
        width={640}
        title={t('paste.class')}
        okText={t('paste.add', { count: rows.length })}
        okButtonProps={{ disabled: rows.length === 0 }}
        onOk={add}
        onCancel={() => setOpen(false)}
      >
        <div className={styles.page}>
          <Input.TextArea
            rows={8}
            autoFocus
            value={text}
            aria-label={t('paste.class')}
            placeholder={t('paste.classExample')}
            onChange={(event) => setText(event.target.value)}
          />
          <div className={styles.bar}>
            <Select
              style={{ flex: 1, minWidth: 260 }}
              showSearch={{ filterOption: false, onSearch: setSearch, searchValue: search }}
              aria-label={t('paste.style')}
              placeholder={t('paste.style')}
              value={choice}
              onChange={setChoice}
              options={[...choices].map(([value, sku]) => ({
                value,
                label: `${sku.styleNumber} ${sku.styleName} ${sku.colour}`,
              }))}
            />
            <Input
              style={{ width: 140 }}
              prefix="¥"
              value={price}
              placeholder={t('line.price')}
              onChange={(event) => setPrice(event.target.value)}
            />
          </div>
          <p className={styles.muted}>
            {t('paste.read', {
              count: rows.length,
              pieces: rows.reduce((sum, row) => sum + row.quantity, 0),
            })}{' '}
            {choice !== null &&
              t('paste.matched', { count: rows.filter((row) => bySize.has(row.size)).length })}
          </p>
          {unread.length > 0 && <p role="alert">{t('paste.unread', { lines: unread.join(' / ') })}</p>}
        </div>
      </Modal>
    </div>
  )
}
