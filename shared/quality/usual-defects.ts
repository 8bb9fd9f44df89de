import type { DefectClass } from './sampling.ts'

interface UsualDefect {
  /** By which a screen names it in its reader's language. */
  readonly code: string
  /** As it is stored, in whatever language it was chosen. */
  readonly name: string
  readonly class: DefectClass
}

/** What is looked for in costumes until a workshop writes its own list (garment practice; GB 31701 for children's). */
export const usualDefects: readonly UsualDefect[] = [
  { code: 'broken-needle', name: '断针、金属', class: 'critical' },
  { code: 'sharp-edge', name: '尖锐边角', class: 'critical' },
  { code: 'small-part', name: '小部件会脱落', class: 'critical' },
  { code: 'cord', name: '绳带有危险', class: 'critical' },
  { code: 'open-seam', name: '开线', class: 'major' },
  { code: 'hole', name: '破洞', class: 'major' },
  { code: 'wrong-size', name: '尺码不对', class: 'major' },
  { code: 'wrong-colour', name: '颜色不对、色差', class: 'major' },
  { code: 'stain', name: '明显污渍', class: 'major' },
  { code: 'zip', name: '拉链坏', class: 'major' },
  { code: 'part-missing', name: '少配件', class: 'major' },
  { code: 'sequins', name: '亮片脱落', class: 'major' },
  { code: 'thread', name: '线头', class: 'minor' },
  { code: 'stitching', name: '针脚歪', class: 'minor' },
  { code: 'inner-stain', name: '里面小污渍', class: 'minor' },
  { code: 'iron-mark', name: '烫痕', class: 'minor' },
]
