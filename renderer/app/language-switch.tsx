import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from './client.ts'
import { setShownLanguage } from './i18n.ts'
import type { Language } from './languages.ts'
import { takeSession, useSession } from './session.tsx'

/** One press to the other language; its name is written in itself, so that who cannot read this one finds it. */
export function LanguageSwitch() {
  const { t } = useTranslation('app')
  const { language } = useSession()
  const next: Language = language === 'en' ? 'zh-CN' : 'en'
  return (
    <Button type="text" lang={next} aria-label={t('language')} onClick={() => void chooseLanguage(next)}>
      {next === 'en' ? 'English' : '中文'}
    </Button>
  )
}

/** Shows a language at once and remembers it for this user. */
export async function chooseLanguage(language: Language): Promise<void> {
  await setShownLanguage(language)
  takeSession(await client.settings.session.setLanguage({ language }))
}
