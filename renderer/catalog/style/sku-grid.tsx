import { Button, Segmented } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { swatchFor } from '../../../shared/catalog/colours.ts'
import type { StyleDetail } from '../../../shared/catalog/contract.ts'
import {
  addNames,
  type CellField,
  cellFields,
  cellOf,
  type DraftName,
  pasteBlock,
  type StyleDraft,
  setCell,
} from '../../../shared/catalog/grid-draft.ts'
import { sizePresets } from '../../../shared/catalog/sizes.ts'
import { isBlock, moveFocus } from '../../ui/grid-keys.ts'
import { CodeFill } from './code-fill.tsx'
import { NameInput, NamesInput, Swatch } from './grid-inputs.tsx'
import styles from './style.module.css'

interface SkuGridProps {
  readonly draft: StyleDraft
  readonly onChange: (draft: StyleDraft) => void
  readonly style: StyleDetail | null
  readonly isReadOnly: boolean
}

/**
 * Colours down, sizes across; each crossing is a SKU. One property at a time is shown, so that a column of Excel
 * can be pasted. Arrows and Enter move between cells, Tab as usual.
 */
export function SkuGrid({ draft, onChange, style, isReadOnly }: SkuGridProps) {
  const { t } = useTranslation('catalog')
  const [field, setField] = useState<CellField>('exists')
  const frame = useRef<HTMLTableElement>(null)
  const count = Object.values(draft.cells).filter((cell) => cell.exists).length
  const focusCell = (row: number, column: number) =>
    frame.current?.querySelector<HTMLInputElement>(`[data-cell="${row}:${column}"]`)?.focus()
  const rename = <N extends DraftName>(names: readonly N[], key: number, patch: Partial<N>): readonly N[] =>
    names.map((entry) => (entry.key === key ? { ...entry, ...patch } : entry))
  const add = (kind: 'colours' | 'sizes', names: readonly string[]) =>
    onChange(addNames(draft, kind, names, swatchFor))
  const hint = field === 'exists' ? t('grid.hintExists') : t('grid.hintPaste')
  return (
    <section className={styles.grid} aria-label={t('grid.title')}>
      <header className={styles.gridBar}>
        <h2 className={styles.heading}>{t('grid.title')}</h2>
        <span className={styles.muted}>{t('grid.count', { count })}</span>
        <Segmented
          value={field}
          options={cellFields.map((value) => ({ value, label: t(`grid.field.${value}`) }))}
          onChange={setField}
        />
        {!isReadOnly && field === 'sellerCode' && <CodeFill draft={draft} onChange={onChange} />}
        <span className={styles.muted}>
          {!isReadOnly && draft.colours.length > 0 && draft.sizes.length > 0 && hint}
        </span>
      </header>
      {!isReadOnly && (
        <div className={styles.presets}>
          <span className={styles.addLabel}>{t('grid.sizes')}</span>
          <Button size="small" onClick={() => add('sizes', sizePresets.children)}>
            {t('grid.childrenSizes')}
          </Button>
          <Button size="small" onClick={() => add('sizes', sizePresets.adults)}>
            {t('grid.adultSizes')}
          </Button>
          <Button size="small" onClick={() => add('sizes', sizePresets.one)}>
            {t('grid.oneSize')}
          </Button>
          <NamesInput placeholder={t('grid.addSizes')} onAdd={(names) => add('sizes', names)} />
          <span className={styles.addLabel}>{t('grid.colours')}</span>
          <NamesInput placeholder={t('grid.addColours')} onAdd={(names) => add('colours', names)} />
        </div>
      )}
      {draft.colours.length === 0 || draft.sizes.length === 0 ? (
        <p className={styles.gridEmpty}>{t('grid.empty')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table} ref={frame}>
            <thead>
              <tr>
                <th className={styles.corner}>{t('grid.corner')}</th>
                {draft.sizes.map((size) => (
                  <th key={size.key}>
                    <NameInput
                      label={t('grid.sizeName')}
                      value={size.name}
                      isReadOnly={isReadOnly}
                      onChange={(name) =>
                        onChange({ ...draft, sizes: rename(draft.sizes, size.key, { name }) })
                      }
                      onRemove={() =>
                        onChange({ ...draft, sizes: draft.sizes.filter((entry) => entry !== size) })
                      }
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {draft.colours.map((colour, row) => (
                <tr key={colour.key}>
                  <th className={styles.rowHead}>
                    <Swatch
                      colour={colour}
                      isReadOnly={isReadOnly}
                      onChange={(swatch) =>
                        onChange({ ...draft, colours: rename(draft.colours, colour.key, { swatch }) })
                      }
                    />
                    <NameInput
                      label={t('grid.colourName')}
                      value={colour.name}
                      isReadOnly={isReadOnly}
                      onChange={(name) =>
                        onChange({ ...draft, colours: rename(draft.colours, colour.key, { name }) })
                      }
                      onRemove={() =>
                        onChange({ ...draft, colours: draft.colours.filter((entry) => entry !== colour) })
                      }
                    />
                  </th>
                  {draft.sizes.map((size, column) => {
                    const cell = cellOf(draft, colour.key, size.key)
                    const sku = style?.skus.find((known) => known.id === cell.id)
                    const label = `${colour.name} ${size.name} ${t(`grid.field.${field}`)}`
                    const move = (event: KeyboardEvent<HTMLInputElement>) =>
                      moveFocus(event, row, column, focusCell)
                    const set = (text: string) => onChange(setCell(draft, colour.key, size.key, field, text))
                    return (
                      <td key={size.key} className={cell.exists ? '' : styles.absent}>
                        {field === 'exists' ? (
                          <label className={styles.tick}>
                            <input
                              type="checkbox"
                              data-cell={`${row}:${column}`}
                              checked={cell.exists}
                              disabled={isReadOnly}
                              aria-label={label}
                              onKeyDown={move}
                              onChange={(event) => set(event.target.checked ? 'x' : '')}
                            />
                            {sku?.isSet ? (
                              t('set')
                            ) : sku && cell.exists ? (
                              <span className="number">{sku.onHand}</span>
                            ) : (
                              ''
                            )}
                          </label>
                        ) : (
                          <input
                            className={styles.cell}
                            data-cell={`${row}:${column}`}
                            value={cell[field]}
                            readOnly={isReadOnly}
                            maxLength={60}
                            placeholder={cell.exists ? '' : '—'}
                            aria-label={label}
                            inputMode={field === 'safetyStock' ? 'numeric' : 'text'}
                            onKeyDown={move}
                            onFocus={(event) => event.target.select()}
                            onChange={(event) => set(event.target.value)}
                            onPaste={(event) => {
                              if (isReadOnly || !isBlock(event)) return
                              event.preventDefault()
                              onChange(
                                pasteBlock(
                                  draft,
                                  { row, column },
                                  field,
                                  event.clipboardData.getData('text/plain'),
                                ),
                              )
                            }}
                          />
                        )}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
