import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { type GridTexts, readGrid } from '../../../shared/production/grid-pieces.ts'
import { listText } from '../../ui/list-text.ts'
import styles from '../production.module.css'

export interface GridSku {
  readonly id: number
  readonly colour: string
  readonly size: string
}

/**
 * Pieces by colour and size, typed cell by cell; a colour or size that has no SKU here is left out. What is typed
 * stays as it was typed: cells that say no whole number are marked and named below (`readGrid` counts the others).
 * Many sizes are scrolled sideways.
 */
export function PiecesGrid(props: {
  readonly colours: readonly string[]
  readonly sizes: readonly string[]
  readonly skus: readonly GridSku[]
  readonly texts: GridTexts
  readonly onChange: (texts: GridTexts) => void
  /** Pieces of a cell. */
  readonly most?: number
  /** Said when the pointer rests on a cell. */
  readonly hint?: (skuId: number) => string
}) {
  const { t } = useTranslation('production')
  const { texts, most = 100_000 } = props
  const wrong = readGrid(
    texts,
    props.skus.map(({ id }) => id),
    most,
  ).wrong.flatMap((id) => props.skus.find((sku) => sku.id === id) ?? [])
  // Seconds are a colour of the style, too, of which nobody makes any.
  const colours = props.colours.filter((colour) => props.skus.some((sku) => sku.colour === colour))
  const sizes = props.sizes.filter((size) => props.skus.some((sku) => sku.size === size))
  return (
    <div>
      <div className={styles.gridScroll}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th />
              {sizes.map((size) => (
                <th key={size}>{size}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {colours.map((colour) => (
              <tr key={colour}>
                <th scope="row">{colour}</th>
                {sizes.map((size) => {
                  const sku = props.skus.find((one) => one.colour === colour && one.size === size)
                  return (
                    <td key={size} title={sku && props.hint?.(sku.id)}>
                      {sku && (
                        <Input
                          className={`number ${texts[sku.id] === '0' ? styles.nothing : ''}`}
                          inputMode="numeric"
                          maxLength={12}
                          aria-label={`${colour} ${size}`}
                          aria-invalid={wrong.includes(sku)}
                          status={wrong.includes(sku) ? 'error' : ''}
                          value={texts[sku.id] ?? ''}
                          onChange={(event) => props.onChange({ ...texts, [sku.id]: event.target.value })}
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
      {wrong.length > 0 && (
        <span className={styles.wrong} role="alert">
          {t('batch.wrongPieces', {
            cells: listText(wrong.map(({ colour, size }) => `${colour} ${size}`)),
            most,
          })}
        </span>
      )}
    </div>
  )
}
