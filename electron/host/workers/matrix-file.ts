import type { SkillMatrix } from '../../../shared/workers/training/contract.ts'
import { xlsxFile } from '../workbook.ts'

const words = {
  'zh-CN': { file: '技能表', name: '姓名', needed: '需要人数', able: '会做人数', missing: '还缺人数' },
  en: { file: 'skills', name: 'Name', needed: 'Hands needed', able: 'Hands able', missing: 'Hands missing' },
} as const

/** Who can do what as XLSX: a column for each skill, its hands needed, able and missing below. */
export async function matrixFile(
  { skills, workers }: SkillMatrix,
  day: string,
  language: keyof typeof words,
): Promise<{ fileName: string; file: File }> {
  const text = words[language]
  const fileName = `${text.file}-${day}.xlsx`
  const rows = workers.map((worker) => [
    worker.name,
    ...skills.map(({ skill }) => worker.skills.find((one) => one.skill === skill)?.level ?? null),
  ])
  const sums = (['needed', 'able', 'missing'] as const).map((key) => [
    text[key],
    ...skills.map((skill) => skill[key]),
  ])
  const header = [text.name, ...skills.map(({ skill }) => skill)]
  return { fileName, file: await xlsxFile(fileName, header, [...rows, ...sums]) }
}
