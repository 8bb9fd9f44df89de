import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './help-sheet.module.css'
import { useKnownShortcuts, useShortcuts } from './shortcuts.ts'

/** The keys that work on this screen, one press away. */
export function HelpSheet() {
  const { t } = useTranslation('app')
  const [isOpen, setOpen] = useState(false)
  useShortcuts([{ keys: '?', label: t('help.open'), run: () => setOpen(true) }])
  const shortcuts = useKnownShortcuts()
  return (
    <>
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-label={t('help.open')}
        onClick={() => setOpen(true)}
      />
      <Modal title={t('help.title')} open={isOpen} onCancel={() => setOpen(false)} footer={null} width={440}>
        <dl className={styles.keys}>
          {shortcuts.map((shortcut) => (
            <div key={shortcut.keys}>
              <dt>
                {shortcut.keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{shortcut.label}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>Esc</kbd>
            </dt>
            <dd>{t('help.back')}</dd>
          </div>
        </dl>
      </Modal>
    </>
  )
}
