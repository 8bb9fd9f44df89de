import { useMutation } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RecipeKind, recipeHeaders, recipeKinds } from '../../../shared/catalog/recipe-sheets/columns.ts'
import { client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { listText } from '../../ui/list-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'
import { RecipeJob, useRecipeJob } from './recipe-job.tsx'
import { RecipePreviewView } from './recipe-preview.tsx'

/** Materials, BOMs, routings and size charts out to a spreadsheet and back: first what would change and what is wrong. */
export function RecipeDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const { language } = useSession()
  const may = useMay()
  const [file, setFile] = useState<File | null>(null)
  const [jobId, setJobId] = useState<number | null>(null)
  const job = useRecipeJob(jobId)
  const out = useMutation({
    mutationFn: (kind: RecipeKind) => client.catalog.recipes.export({ kind, headers: language }),
    onSuccess: ({ fileName, file: sheet }) => saveFile(fileName, sheet),
  })
  const preview = useMutation({
    mutationFn: (chosen: File) => client.catalog.recipes.preview({ file: chosen }),
  })
  const commit = useCommand(client.catalog.recipes.commit, {
    onSuccess: (answer) => {
      setJobId(answer.jobId)
      preview.reset()
    },
  })
  const take = (chosen: File) => {
    setFile(chosen)
    setJobId(null)
    commit.reset()
    preview.mutate(chosen)
  }
  return (
    <Drawer open size={820} title={t('sheet.title')} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={out.error ?? preview.error ?? commit.error} />
        <p>{t('sheet.help')}</p>
        {recipeKinds.map((kind) => (
          <div key={kind} className={styles.bar}>
            <Button loading={out.isPending && out.variables === kind} onClick={() => out.mutate(kind)}>
              {t('sheet.export', { what: t(`sheet.kinds.${kind}`) })}
            </Button>
            <span className={styles.muted}>{listText(recipeHeaders[language][kind])}</span>
          </div>
        ))}
        {may('catalog.recipes.commit') && (
          <div>
            <FileDrop
              label={t('sheet.import')}
              dropLabel={t('sheet.drop')}
              accept=".xlsx,.csv,.txt"
              multiple={false}
              disabled={job?.state === 'running'}
              onFiles={([first]) => first && take(first)}
            />
          </div>
        )}
        {preview.isPending && <p>{t('sheet.reading', { file: file?.name })}</p>}
        {job && <RecipeJob job={job} />}
        {preview.data && file && (
          <RecipePreviewView
            preview={preview.data}
            isWriting={commit.isPending}
            onCommit={() => void commit.run({ file, read: preview.data.read })}
            onCancel={() => preview.reset()}
          />
        )}
      </div>
    </Drawer>
  )
}
