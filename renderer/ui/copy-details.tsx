import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Copies what a developer needs to find a bug. */
export function CopyDetails({ text }: { readonly text: string }) {
  const { t } = useTranslation('ui')
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return <Button onClick={() => void copy()}>{isCopied ? t('copied') : t('copyDetails')}</Button>
}
