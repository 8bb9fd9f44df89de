import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WorkerSkill } from '../../shared/workers/contract.ts'
import { api } from '../app/client.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import styles from './workers.module.css'

/** What she can do, and how well. */
export function SkillsField({
  skills,
  onChange,
}: {
  readonly skills: readonly WorkerSkill[]
  readonly onChange: (skills: readonly WorkerSkill[]) => void
}) {
  const { t } = useTranslation('production')
  const known = useQuery(api.workers.skills.queryOptions())
  return (
    <>
      <ErrorNote error={known.error} />
      <span>{t('worker.skills')}</span>
      <Select
        mode="tags"
        aria-label={t('worker.skills')}
        placeholder={t('worker.anySkill')}
        value={skills.map(({ skill }) => skill)}
        options={(known.data ?? []).map((skill) => ({ value: skill, label: skill }))}
        onChange={(names: string[]) =>
          onChange(names.map((skill) => skills.find((one) => one.skill === skill) ?? { skill, level: 2 }))
        }
      />
      {skills.map(({ skill, level }) => (
        <div key={skill} className={styles.bar}>
          <span style={{ width: 140 }}>{skill}</span>
          <Select
            size="small"
            style={{ width: 120 }}
            aria-label={`${t('worker.level')} ${skill}`}
            value={level}
            options={[1, 2, 3].map((one) => ({ value: one, label: t(`worker.levels.${one}`) }))}
            onChange={(next) =>
              onChange(skills.map((one) => (one.skill === skill ? { skill, level: next } : one)))
            }
          />
        </div>
      ))}
    </>
  )
}
