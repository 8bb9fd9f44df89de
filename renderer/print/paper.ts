/** Paper of one printed page, in millimetres, portrait unless the paper itself is wider than high. */
export interface Paper {
  readonly widthMm: number
  readonly heightMm: number
}

/**
 * 76×130 is the platforms' single-sheet waybill, 100×150 the A6-like one of South-East Asia, 100×180 the two-part; 80×200 a
 * piece of the 80 mm roll of a till printer.
 */
export const papers = {
  '76x130': { widthMm: 76, heightMm: 130 },
  '100x150': { widthMm: 100, heightMm: 150 },
  '100x180': { widthMm: 100, heightMm: 180 },
  '80x200': { widthMm: 80, heightMm: 200 },
  '80x60': { widthMm: 80, heightMm: 60 },
  '60x40': { widthMm: 60, heightMm: 40 },
  '50x30': { widthMm: 50, heightMm: 30 },
  A5: { widthMm: 148, heightMm: 210 },
  A4: { widthMm: 210, heightMm: 297 },
} as const satisfies Record<string, Paper>

export type PaperName = keyof typeof papers

/** One printer's corrections, measured on the calibration page as it lies before the reader. */
export interface Calibration {
  /** Moves the picture to the right (positive) or left, in millimetres. */
  readonly offsetXmm: number
  /** Moves the picture down (positive) or up, in millimetres. */
  readonly offsetYmm: number
  /** 1.02 prints everything 2 % larger, about the middle of the page. */
  readonly scale: number
  /** For printers that feed the label upside down. */
  readonly rotate180: boolean
}

export const noCalibration: Calibration = { offsetXmm: 0, offsetYmm: 0, scale: 1, rotate180: false }

/**
 * CSS transform (about the page's middle) of a calibration, or null where it changes nothing: an untouched page
 * keeps its bars on the printer's dots. Read from right to left: first the size, then the shift as the reader
 * measured it, last the turn of the whole picture.
 */
export function calibrationTransform(calibration: Calibration): string | null {
  const { offsetXmm, offsetYmm, scale, rotate180 } = calibration
  const steps = [
    rotate180 ? 'rotate(180deg)' : '',
    offsetXmm !== 0 || offsetYmm !== 0 ? `translate(${offsetXmm}mm,${offsetYmm}mm)` : '',
    scale !== 1 ? `scale(${scale})` : '',
  ].filter(Boolean)
  return steps.length === 0 ? null : steps.join(' ')
}

/** One typographic point in millimetres. */
export const ptMm = 25.4 / 72
