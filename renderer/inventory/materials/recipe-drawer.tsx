import { useMutation } from '@tanstack/react-query'
import { App, Button, Drawer, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { type RecipeKind, recipeHeaders, recipeKinds } from '../../../shared/catalog/recipe-sheet.ts'
import { client } from '../../app/client.ts'
import { useMay, useSession } from '../../app/session.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../inventory.module.css'

/** Materials, BOMs and routings out to a spreadsheet and back: first what would be written and what is wrong. */
export function RecipeDrawer({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const { language } = useSession()
  const may = useMay()
  const out = useMutation({
    mutationFn: (kind: RecipeKind) => client.catalog.recipes.export({ kind, headers: language }),
    onSuccess: ({ fileName, file }) => saveFile(fileName, file),
  })
  const preview = useMutation({ mutationFn: (file: File) => client.catalog.recipes.preview({ file }) })
  const commit = useCommand(client.catalog.recipes.commit, {
    onSuccess: ({ materials, styles: count }) => {
      void message.success(t('sheet.done', { materials, styles: count }), 5)
      preview.reset()
    },
  })
  const { data } = preview
  return (
    <Drawer open size={760} title={t('sheet.title')} onClose={onClose}>
      <div className={styles.page}>
        <ErrorNote error={out.error ?? preview.error ?? commit.error} />
        <p>{t('sheet.help')}</p>
        {recipeKinds.map((kind) => (
          <div key={kind} className={styles.bar}>
            <Button loading={out.isPending && out.variables === kind} onClick={() => out.mutate(kind)}>
              {t('sheet.export', { what: t(`sheet.kinds.${kind}`) })}
            </Button>
            <span className={styles.muted}>
              {recipeHeaders[language][kind].join(language === 'en' ? ', ' : '、')}
            </span>
          </div>
        ))}
        {may('catalog.recipes.commit') && (
          <div>
            <FileDrop
              label={t('sheet.import')}
              dropLabel={t('sheet.drop')}
              accept=".xlsx,.xls,.csv"
              multiple={false}
              onFiles={([file]) => file && preview.mutate(file)}
            />
          </div>
        )}
        {data && (
          <>
            <b>
              {t('sheet.found', {
                what: t(`sheet.kinds.${data.kind}`),
                rows: data.rows.length,
                fresh: data.fresh,
                styles: data.styles,
              })}
            </b>
            {data.kind !== 'materials' && data.rows.length > 0 && <p>{t('sheet.whole')}</p>}
            {data.problems.length > 0 && (
              <Table
                size="small"
                title={() => t('sheet.problems', { count: data.problems.length })}
                rowKey={(row) => `${row.row} ${row.problem} ${row.text}`}
                dataSource={data.problems}
                pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
                columns={[
                  { title: t('sheet.row'), dataIndex: 'row' },
                  { title: t('sheet.wrong'), render: (_, row) => t(`sheet.wrongs.${row.problem}`) },
                  { title: t('sheet.text'), dataIndex: 'text' },
                ]}
              />
            )}
            <div className={styles.bar}>
              <Button
                type="primary"
                disabled={data.rows.length === 0}
                loading={commit.isPending}
                onClick={() => void commit.run({ rows: data.rows })}
              >
                {t('sheet.commit', { count: data.rows.length })}
              </Button>
              <Button onClick={() => preview.reset()}>{t('cancel')}</Button>
            </div>
          </>
        )}
      </div>
    </Drawer>
  )
}
