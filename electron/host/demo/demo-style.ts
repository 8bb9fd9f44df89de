import type { CostumeShape } from './draw-costume.ts'

export interface DemoStyle {
  readonly number: string
  readonly name: string
  /** What the marketplaces call it. */
  readonly title: string
  readonly shape: CostumeShape
  readonly colours: readonly (readonly [name: string, swatch: string])[]
  readonly trim: string
  readonly sizes: readonly string[]
  /** Fen. */
  readonly price: number
  readonly cost: number
  /** Style numbers of what a set is made of, in the same size (or the only one there is). */
  readonly parts?: readonly string[]
}

export const children = ['90', '100', '110', '120', '130', '140', '150', '160', '170'] as const
export const adults = ['S', 'M', 'L', 'XL', 'XXL', '3XL'] as const
export const one = ['均码'] as const

export const white = ['白色', '#f7f5f0'] as const
export const red = ['红色', '#c8322b'] as const
export const blue = ['蓝色', '#2f6fb0'] as const
export const pink = ['粉色', '#ef9fb5'] as const
export const yellow = ['黄色', '#f0bf3a'] as const
export const green = ['军绿', '#5b6b3c'] as const
export const grey = ['灰色', '#8d9299'] as const
export const purple = ['紫色', '#7d5aa6'] as const
export const black = ['黑色', '#2d2d33'] as const
export const brown = ['棕色', '#8a5a35'] as const

export function style(
  number: string,
  name: string,
  title: string,
  shape: CostumeShape,
  colours: DemoStyle['colours'],
  trim: string,
  sizes: readonly string[],
  price: number,
  cost: number,
  parts?: readonly string[],
): DemoStyle {
  return { number, name, title, shape, colours, trim, sizes, price, cost, ...(parts && { parts }) }
}

export const demoSkuCode = (styleNumber: string, colour: number, size: string) =>
  `DL-${styleNumber}-${colour + 1}${size === '均码' ? '' : `-${size}`}`
