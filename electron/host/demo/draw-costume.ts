import { encodePng } from './png.ts'

export type CostumeShape = 'dress' | 'suit' | 'animal' | 'robe' | 'hat' | 'ears' | 'belt' | 'stockings'

/** Points are on a field of 100 × 100, y downwards. */
type Point = readonly [x: number, y: number]
interface Shape {
  readonly colour: string
  /** Where a level line enters and leaves the shape, from left to right. */
  readonly crossings: (y: number) => readonly number[]
}

const skin = '#f1cfb2'
const hair = '#3a2b26'
/** Points of the finest drawing along each side: halved for the picture, and again for its thumbnail. */
const side = 960

/**
 * A picture of a costume, and its thumbnail: the garment in its colour, with trim, on a plain figure. PNG,
 * 480 and 240 pixels square.
 */
export function drawCostume(
  shape: CostumeShape,
  colour: string,
  trim: string,
): { readonly original: Buffer; readonly thumbnail: Buffer } {
  // One number a point: whole spans are filled at once.
  const field = new Uint32Array(side * side).fill(value('#dfe4e6'))
  for (const { colour: paint, crossings } of shapesOf(shape, colour, trim)) {
    const filling = value(paint)
    for (let row = 0; row < side; row += 1) {
      const edges = crossings(((row + 0.5) / side) * 100)
      for (let edge = 0; edge + 1 < edges.length; edge += 2) {
        const from = Math.max(0, Math.round((edges[edge]! / 100) * side))
        const to = Math.min(side, Math.round((edges[edge + 1]! / 100) * side))
        if (to > from) field.fill(filling, row * side + from, row * side + to)
      }
    }
  }
  const half = halved(field, side)
  return {
    original: encodePng(side / 2, side / 2, bytes(half)),
    thumbnail: encodePng(side / 4, side / 4, bytes(halved(half, side / 2))),
  }
}

/** Each point is the mean of four: edges without stairs. */
function halved(field: Uint32Array, width: number): Uint32Array {
  const small = new Uint32Array((width / 2) ** 2)
  for (let row = 0; row < width / 2; row += 1)
    for (let column = 0; column < width / 2; column += 1) {
      const at = row * 2 * width + column * 2
      const four = [field[at]!, field[at + 1]!, field[at + width]!, field[at + width + 1]!] as const
      const [one, two, three, last] = four
      if (one === two && one === three && one === last) small[(row * width) / 2 + column] = one
      else {
        const mean = (shift: number) => four.reduce((sum, each) => sum + ((each >> shift) & 255), 0) >> 2
        small[(row * width) / 2 + column] = (mean(16) << 16) | (mean(8) << 8) | mean(0)
      }
    }
  return small
}

function bytes(field: Uint32Array): Uint8Array {
  const out = new Uint8Array(field.length * 3)
  for (let at = 0; at < field.length; at += 1) {
    const point = field[at]!
    out[at * 3] = point >> 16
    out[at * 3 + 1] = (point >> 8) & 255
    out[at * 3 + 2] = point & 255
  }
  return out
}

function shapesOf(shape: CostumeShape, colour: string, trim: string): Shape[] {
  const dark = shade(colour, 0.82)
  const figure = [
    oval(hair, 50, 17, 11, 12),
    oval(skin, 50, 19, 8.5, 9.5),
    area(skin, [46, 26], [54, 26], [54, 34], [46, 34]),
  ]
  const legs = [
    area(skin, [42, 70], [48, 70], [48, 94], [43, 94]),
    area(skin, [52, 70], [58, 70], [57, 94], [52, 94]),
    oval(hair, 44, 95, 5, 2.5),
    oval(hair, 56, 95, 5, 2.5),
  ]
  const arms = [
    area(skin, [31, 52], [36, 52], [33, 66], [28, 66]),
    area(skin, [64, 52], [69, 52], [72, 66], [67, 66]),
  ]
  const sleeves = [
    area(dark, [38, 33], [43, 36], [36, 55], [29, 53]),
    area(dark, [62, 33], [57, 36], [64, 55], [71, 53]),
  ]
  const top = area(colour, [40, 32], [60, 32], [60, 56], [40, 56])
  const collar = area(trim, [44, 31], [56, 31], [50, 40])
  const waist = area(trim, [39, 54], [61, 54], [61, 58], [39, 58])
  switch (shape) {
    case 'dress':
      return [
        ...legs,
        ...arms,
        ...figure,
        ...sleeves,
        area(colour, [41, 32], [59, 32], [60, 56], [78, 84], [22, 84], [40, 56]),
        area(trim, [23.3, 82], [76.7, 82], [78, 84], [78, 86], [22, 86], [22, 84]),
        area(dark, [49, 58], [51, 58], [54, 82], [46, 82]),
        collar,
        waist,
      ]
    case 'suit':
      return [
        ...legs,
        ...arms,
        ...figure,
        ...sleeves,
        top,
        area(dark, [40, 56], [60, 56], [60, 88], [52, 88], [50, 64], [48, 88], [40, 88]),
        collar,
        waist,
        ...[38, 44, 50].map((y) => oval(trim, 50, y + 4, 1.1, 1.1)),
        area(trim, [40, 10], [60, 10], [62, 15], [38, 15]),
      ]
    case 'animal':
      return [
        oval(colour, 41, 8, 4, 9),
        oval(colour, 59, 8, 4, 9),
        oval(trim, 41, 8, 1.8, 6),
        oval(trim, 59, 8, 1.8, 6),
        oval(colour, 50, 19, 14, 14),
        oval(skin, 50, 20, 9, 9.5),
        area(colour, [32, 40], [40, 34], [38, 62], [29, 60]),
        area(colour, [68, 40], [60, 34], [62, 62], [71, 60]),
        oval(colour, 50, 54, 19, 24),
        oval(trim, 50, 57, 11, 16),
        area(colour, [36, 68], [49, 72], [48, 94], [37, 94]),
        area(colour, [64, 68], [51, 72], [52, 94], [63, 94]),
      ]
    case 'robe':
      return [
        ...figure,
        area(
          colour,
          [40, 32],
          [60, 32],
          [86, 62],
          [76, 68],
          [62, 52],
          [74, 92],
          [26, 92],
          [38, 52],
          [24, 68],
          [14, 62],
        ),
        area(trim, [44, 31], [50, 42], [56, 31], [58, 31], [50, 48], [42, 31]),
        area(trim, [26, 89], [74, 89], [74, 92], [26, 92]),
        waist,
      ]
    case 'hat':
      return [
        oval(dark, 50, 64, 36, 10),
        oval(colour, 50, 50, 24, 24),
        area(trim, [26, 54], [74, 54], [74, 61], [26, 61]),
        oval(trim, 50, 32, 4, 4),
      ]
    case 'ears':
      return [
        oval(colour, 36, 40, 9, 26),
        oval(colour, 64, 40, 9, 26),
        oval(trim, 36, 42, 4, 18),
        oval(trim, 64, 42, 4, 18),
        ring(dark, 50, 70, 30, 24, 4),
      ]
    case 'belt':
      return [
        area(colour, [8, 42], [92, 42], [92, 58], [8, 58]),
        area(trim, [40, 38], [60, 38], [60, 62], [40, 62]),
        area(colour, [45, 44], [55, 44], [55, 56], [45, 56]),
      ]
    case 'stockings':
      return [
        area(colour, [32, 12], [47, 12], [46, 78], [34, 78]),
        area(colour, [53, 12], [68, 12], [66, 78], [54, 78]),
        oval(colour, 37, 84, 10, 7),
        oval(colour, 63, 84, 10, 7),
        area(trim, [31, 12], [48, 12], [48, 19], [31, 19]),
        area(trim, [52, 12], [69, 12], [69, 19], [52, 19]),
      ]
  }
}

function oval(colour: string, cx: number, cy: number, rx: number, ry: number): Shape {
  return { colour, crossings: (y) => ovalEdges(cx, cy, rx, ry, y) }
}

function ovalEdges(cx: number, cy: number, rx: number, ry: number, y: number): number[] {
  const off = 1 - ((y - cy) / ry) ** 2
  if (off <= 0) return []
  const half = rx * Math.sqrt(off)
  return [cx - half, cx + half]
}

/** A headband: open at the bottom. */
function ring(colour: string, cx: number, cy: number, rx: number, ry: number, width: number): Shape {
  return {
    colour,
    crossings: (y) =>
      y > cy + ry * 0.5
        ? []
        : [...ovalEdges(cx, cy, rx, ry, y), ...ovalEdges(cx, cy, rx - width, ry - width, y)].sort(
            (a, b) => a - b,
          ),
  }
}

function area(colour: string, ...points: readonly Point[]): Shape {
  return {
    colour,
    crossings: (y) =>
      points
        .flatMap(([ax, ay], at) => {
          const [bx, by] = points[(at + 1) % points.length]!
          return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax]
        })
        .sort((a, b) => a - b),
  }
}

function value(colour: string): number {
  return Number.parseInt(colour.slice(1), 16)
}

function shade(colour: string, factor: number): string {
  const parts = [16, 8, 0].map((shift) => Math.round(((value(colour) >> shift) & 255) * factor))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
