import type { ReactNode } from 'react'
import styles from '../inventory.module.css'

export interface GridCell {
  readonly colour: string
  readonly size: string
}

/** Colour × size, as the workshop thinks of a style. Cells no SKU stands for stay empty. */
export function QuantityGrid<C extends GridCell>(props: {
  readonly colours: readonly string[]
  readonly sizes: readonly string[]
  readonly cells: readonly C[]
  readonly render: (cell: C) => ReactNode
}) {
  const find = (colour: string, size: string) =>
    props.cells.find((cell) => cell.colour === colour && cell.size === size)
  return (
    <div className={styles.gridScroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th />
            {props.sizes.map((size) => (
              <th key={size} scope="col">
                {size === '' ? '—' : size}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.colours.map((colour) => (
            <tr key={colour}>
              <th scope="row">{colour === '' ? '—' : colour}</th>
              {props.sizes.map((size) => {
                const cell = find(colour, size)
                return <td key={size}>{cell && props.render(cell)}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
