import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { draftOf, emptyDraft } from '../../../shared/catalog/grid-draft.ts'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { StyleEditor } from './style-editor.tsx'

/** A style that does not exist yet. */
export function NewStyleScreen() {
  return <StyleEditor key="new" style={null} start={emptyDraft} />
}

/** A style with its photos, colours, sizes and grid. */
export function StyleScreen() {
  const { t } = useTranslation('catalog')
  const id = Number(useParams().id)
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id } }))
  if (style.error)
    return (
      <>
        <PageHeader title={t('title')} back="/catalog" />
        <ErrorNote error={style.error} />
      </>
    )
  if (!style.data) return <Spin delay={150} />
  return <StyleEditor key={id} style={style.data} start={draftOf(style.data)} />
}
