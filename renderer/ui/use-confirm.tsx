import { App } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface Confirmation {
  /** The question: "Undo this import?" */
  readonly title: string
  /** What will happen, named: "120 orders are removed; …". */
  readonly text: ReactNode
  /** The verb on the button: "Undo". */
  readonly confirm: string
}

/** Asks before a step that cannot be taken back. Cancel is the default button: Enter by habit changes nothing. */
export function useConfirm(): (confirmation: Confirmation) => Promise<boolean> {
  const { modal } = App.useApp()
  const { t } = useTranslation('ui')
  return ({ title, text, confirm }) =>
    new Promise((resolve) => {
      modal.confirm({
        title,
        content: text,
        okText: confirm,
        okButtonProps: { danger: true },
        cancelText: t('cancel'),
        focusable: { autoFocusButton: 'cancel' },
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      })
    })
}
