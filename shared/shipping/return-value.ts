/**
 * Value (fen) at which returned pieces come back: their share of what they left at. The share is cut so that
 * many small returns of one line never bring back more than left, and the last one brings the rest.
 *
 * `issued`: pieces and value that left and were not reversed; `back`: pieces and value that came back before.
 */
export function returnValue(
  issued: { readonly quantity: number; readonly value: number },
  back: { readonly quantity: number; readonly value: number },
  quantity: number,
): number {
  const left = issued.quantity - back.quantity
  if (quantity <= 0 || left <= 0) return 0
  if (quantity >= left) return issued.value - back.value
  return Math.floor(((issued.value - back.value) * quantity) / left)
}
