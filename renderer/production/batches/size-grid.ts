import type { SheetTable } from '../../print/documents/work-sheet.tsx'

/** Pieces by colour and size as a printed table, with sums; colours as they come, sizes as given or as they come. */
export function sizeGrid(
  title: string,
  colourTitle: string,
  totalTitle: string,
  lines: readonly { readonly colour: string; readonly size: string; readonly pieces: number }[],
  given?: readonly string[],
): SheetTable {
  const colours = [...new Set(lines.map(({ colour }) => colour))]
  const sizes = [...new Set([...(given ?? []), ...lines.map(({ size }) => size)])]
  const sum = (fits: (line: (typeof lines)[number]) => boolean) =>
    lines.filter(fits).reduce((total, { pieces }) => total + pieces, 0)
  const shown = (pieces: number) => (pieces === 0 ? '' : String(pieces))
  return {
    title,
    columns: [
      { title: colourTitle, isFigure: false },
      ...sizes.map((size) => ({ title: size, isFigure: true })),
      { title: totalTitle, isFigure: true },
    ],
    rows: [
      ...colours.map((colour) => [
        colour,
        ...sizes.map((size) => shown(sum((line) => line.colour === colour && line.size === size))),
        shown(sum((line) => line.colour === colour)),
      ]),
      ...(colours.length > 1
        ? [
            [
              totalTitle,
              ...sizes.map((size) => shown(sum((line) => line.size === size))),
              shown(sum(() => true)),
            ],
          ]
        : []),
    ],
  }
}
