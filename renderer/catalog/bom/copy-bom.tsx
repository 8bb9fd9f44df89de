import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BomLineRow } from '../../../shared/catalog/bom-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { StylePick } from '../style-pick.tsx'

/** Takes the BOM of a similar style along, to be looked at before it is saved. */
export function CopyBom(props: {
  readonly except: number
  readonly onCopied: (lines: readonly BomLineRow[]) => void
}) {
  const { t } = useTranslation('materials')
  const { message } = App.useApp()
  const [error, setError] = useState<unknown>(null)
  const copy = async (styleId: number) => {
    setError(null)
    try {
      const lines = await client.catalog.bom.get({ styleId })
      props.onCopied(lines)
      void message.info(t('bom.copied', { count: lines.length }))
    } catch (raised) {
      setError(raised)
    }
  }
  return (
    <>
      <StylePick except={props.except} label={t('bom.copy')} onPick={(id) => void copy(id)} />
      <ErrorNote error={error} />
    </>
  )
}
