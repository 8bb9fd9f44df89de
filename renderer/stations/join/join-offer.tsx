import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import settings from '../settings/stations.module.css'
import { JoinDialog } from './join-dialog.tsx'

/** In the desktop program: this PC may work in another PC's workshop. `isShort`: one line, for a program that is new here. */
export function JoinOffer({ isShort = false }: { readonly isShort?: boolean }) {
  const { t } = useTranslation('join')
  const [isOpen, setOpen] = useState(false)
  if (window.yifang === undefined) return null
  const dialog = isOpen && <JoinDialog onClose={() => setOpen(false)} />
  if (isShort)
    return (
      <>
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          {t('first')}
        </Button>
        {dialog}
      </>
    )
  return (
    <section className={settings.part} aria-label={t('offer.title')}>
      <h3 className={settings.title}>{t('offer.title')}</h3>
      <p className={settings.hint}>{t('offer.text')}</p>
      <Button onClick={() => setOpen(true)}>{t('offer.button')}</Button>
      {dialog}
    </section>
  )
}
