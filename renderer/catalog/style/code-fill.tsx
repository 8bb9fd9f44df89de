import { Button, Input, Popover, Radio } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cellOf, type StyleDraft, setCell } from '../../../shared/catalog/grid-draft.ts'
import { codeFromPattern, defaultCodePattern, repeatedCodes } from '../../../shared/catalog/seller-code.ts'
import { pinyinInitials } from '../../../shared/pinyin.ts'
import styles from './style.module.css'

const patterns = [
  defaultCodePattern,
  '{number}-{colour}-{size}',
  '{number}-{size}',
  '{number}{initials}{size}',
] as const

/** Writes seller codes into the grid by a pattern; codes that are there already are left alone unless asked. */
export function CodeFill({
  draft,
  onChange,
}: {
  readonly draft: StyleDraft
  readonly onChange: (draft: StyleDraft) => void
}) {
  const { t } = useTranslation('catalog')
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [pattern, setPattern] = useState<string>(defaultCodePattern)
  const [isAll, setAll] = useState(false)
  const filled = fill(draft, pattern, isAll)
  const repeated = repeatedCodes(
    draft.colours.flatMap((colour) =>
      draft.sizes.map((size) => cellOf(filled.draft, colour.key, size.key).sellerCode),
    ),
  )
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <div className={styles.fill}>
          <label className={styles.fact} htmlFor={id}>
            {t('fill.pattern')}
            <Input
              id={id}
              value={pattern}
              maxLength={80}
              onChange={(event) => setPattern(event.target.value)}
            />
          </label>
          <div className={styles.presets}>
            {patterns.map((known) => (
              <Button key={known} size="small" onClick={() => setPattern(known)}>
                {known}
              </Button>
            ))}
          </div>
          <p className={styles.muted}>{t('fill.help')}</p>
          <Radio.Group
            value={isAll}
            options={[
              { value: false, label: t('fill.onlyEmpty') },
              { value: true, label: t('fill.all') },
            ]}
            onChange={(event) => setAll(event.target.value === true)}
          />
          <p>
            {filled.example !== '' && (
              <>
                {t('fill.example')} <code>{filled.example}</code>
              </>
            )}
          </p>
          {repeated.length > 0 && (
            <p className={styles.warn}>{t('fill.repeated', { codes: repeated.slice(0, 3).join(', ') })}</p>
          )}
          <Button
            type="primary"
            disabled={filled.count === 0 || repeated.length > 0}
            onClick={() => {
              onChange(filled.draft)
              setOpen(false)
            }}
          >
            {t('fill.apply', { count: filled.count })}
          </Button>
        </div>
      }
    >
      <Button size="small">{t('fill.open')}</Button>
    </Popover>
  )
}

function fill(draft: StyleDraft, pattern: string, isAll: boolean) {
  let next = draft
  let count = 0
  let example = ''
  for (const colour of draft.colours)
    for (const size of draft.sizes) {
      const cell = cellOf(draft, colour.key, size.key)
      if (!cell.exists || (!isAll && cell.sellerCode.trim() !== '')) continue
      const code = codeFromPattern(pattern, {
        number: draft.styleNumber.trim(),
        colour: colour.name,
        size: size.name,
        initials: pinyinInitials(colour.name).toUpperCase(),
      })
      example ||= code
      count += 1
      next = setCell(next, colour.key, size.key, 'sellerCode', code)
    }
  return { draft: next, count, example }
}
