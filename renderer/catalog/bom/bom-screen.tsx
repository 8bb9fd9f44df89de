import { useQuery } from '@tanstack/react-query'
import { Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { api } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { BomEditor } from './bom-editor.tsx'

/** What a style is made of. */
export function BomScreen() {
  const { t } = useTranslation('materials')
  const styleId = Number(useParams().id)
  const style = useQuery(api.catalog.styles.get.queryOptions({ input: { id: styleId } }))
  // What is typed stays, whatever is read again behind it: only a save begins anew.
  const [round, setRound] = useState(0)
  const options = api.catalog.bom.get.queryOptions({ input: { styleId } })
  const bom = useQuery({ ...options, queryKey: [...options.queryKey, round] as const, gcTime: 0 })
  const error = bom.error ?? style.error
  if (!bom.data || !style.data) return error ? <ErrorNote error={error} /> : <Spin delay={150} />
  return (
    <>
      <PageHeader
        back={`/catalog/styles/${styleId}`}
        title={t('bom.title', { style: `${style.data.styleNumber} ${style.data.name}` })}
      />
      <BomEditor
        key={`${styleId} ${round}`}
        styleId={styleId}
        colours={style.data.colours.map(({ name }) => name)}
        sizes={style.data.sizes.map(({ name }) => name)}
        lines={bom.data}
        onSaved={() => setRound(round + 1)}
      />
    </>
  )
}
