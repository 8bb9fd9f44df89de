import { QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './help-sheet.module.css'
import { isForScanner, useKnownShortcuts, useShortcuts } from './shortcuts.ts'

/** The keys that work on this screen, one press away. */
export function HelpSheet() {
  const { t } = useTranslation('app')
  const [isOpen, setOpen] = useState(false)
  const open = () => setOpen(true)
  useShortcuts([
    { keys: '?', label: t('help.open'), run: open },
    { keys: 'F1', label: t('help.open'), run: open },
  ])
  const known = useKnownShortcuts()
  // In a scan field letters are what is scanned: shown are the keys that work there.
  const shortcuts = !isOpen
    ? []
    : isForScanner()
      ? known
          .filter(({ keys, run }) => run === null || keys.startsWith('g ') || /^F\d/.test(keys))
          .map((one) => ({
            ...one,
            keys: one.keys.replace(/^g (.)$/, (_all, letter: string) => `Alt ${letter.toUpperCase()}`),
          }))
      : known.filter(({ keys }) => keys !== 'F1')
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
            <div key={`${shortcut.keys} ${shortcut.label}`}>
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
