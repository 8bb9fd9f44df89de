import { InputNumber } from 'antd'
import styles from '../production.module.css'

export interface GridSku {
  readonly id: number
  readonly colour: string
  readonly size: string
}

/** Pieces by colour and size, typed cell by cell; colours and sizes a style has no SKU for stay empty. */
export function PiecesGrid(props: {
  readonly colours: readonly string[]
  readonly sizes: readonly string[]
  readonly skus: readonly GridSku[]
  readonly pieces: Readonly<Record<number, number>>
  readonly onChange: (pieces: Readonly<Record<number, number>>) => void
  /** Said when the pointer rests on a cell. */
  readonly hint?: (skuId: number) => string
}) {
  const { pieces } = props
  return (
    <table className={styles.grid}>
      <thead>
        <tr>
          <th />
          {props.sizes.map((size) => (
            <th key={size}>{size}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.colours.map((colour) => (
          <tr key={colour}>
            <th scope="row">{colour}</th>
            {props.sizes.map((size) => {
              const sku = props.skus.find((one) => one.colour === colour && one.size === size)
              return (
                <td key={size} title={sku && props.hint?.(sku.id)}>
                  {sku && (
                    <InputNumber
                      min={0}
                      max={100_000}
                      precision={0}
                      controls={false}
                      aria-label={`${colour} ${size}`}
                      value={pieces[sku.id] ?? null}
                      onChange={(value) => props.onChange({ ...pieces, [sku.id]: value ?? 0 })}
                    />
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
