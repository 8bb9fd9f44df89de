import type { DefectClass } from './sampling.ts'

export interface DefectKind {
  readonly name: string
  readonly class: DefectClass
}

/** What is looked for in costumes until a workshop writes its own list (garment practice; GB 31701 for children's). */
export const usualDefects: readonly DefectKind[] = [
  { name: '断针、金属', class: 'critical' },
  { name: '尖锐边角', class: 'critical' },
  { name: '小部件会脱落', class: 'critical' },
  { name: '绳带有危险', class: 'critical' },
  { name: '开线', class: 'major' },
  { name: '破洞', class: 'major' },
  { name: '尺码不对', class: 'major' },
  { name: '颜色不对、色差', class: 'major' },
  { name: '明显污渍', class: 'major' },
  { name: '拉链坏', class: 'major' },
  { name: '少配件', class: 'major' },
  { name: '亮片脱落', class: 'major' },
  { name: '线头', class: 'minor' },
  { name: '针脚歪', class: 'minor' },
  { name: '里面小污渍', class: 'minor' },
  { name: '烫痕', class: 'minor' },
]
