import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../../app/language-switch.tsx'
import { languages } from '../../app/languages.ts'
import styles from '../settings-page.module.css'
import { SettingsSection } from '../settings-section.tsx'

const ownNames = { 'zh-CN': '中文', en: 'English' } as const

export function LanguageTab() {
  const { t, i18n } = useTranslation('settings')
  return (
    <SettingsSection title={t('tab.language')} note={t('language.note')}>
      <div className={styles.choices}>
        {languages.map((language) => (
          <Button
            key={language}
            size="large"
            lang={language}
            type={i18n.language === language ? 'primary' : 'default'}
            aria-pressed={i18n.language === language}
            onClick={() => void chooseLanguage(language)}
          >
            {ownNames[language]}
          </Button>
        ))}
      </div>
    </SettingsSection>
  )
}
