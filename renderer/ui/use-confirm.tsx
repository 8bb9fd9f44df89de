import { App } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

export interface Confirmation {
  /** The question: "Undo this import?" */
  readonly title: string
  /** What will happen, named: "120 orders are removed; …". */
  readonly text: ReactNode
  /** The verb on the button: "Undo". */
  readonly confirm: string
}

/**
 * Asks before a step that cannot be taken back. Cancel is the default button: Enter by habit changes nothing. Who
 * leaves the screen has said no: a question that stayed would stand over another screen.
 */
export function useConfirm(): (confirmation: Confirmation) => Promise<boolean> {
  const { modal } = App.useApp()
  const { t } = useTranslation('ui')
  const open = useRef(new Set<() => void>())
  useEffect(() => {
    const questions = open.current
    return () => {
      for (const close of questions) close()
    }
  }, [])
  return ({ title, text, confirm }) =>
    new Promise((resolve) => {
      const question = modal.confirm({
        title,
        content: text,
        okText: confirm,
        okButtonProps: { danger: true },
        cancelText: t('cancel'),
        focusable: { autoFocusButton: 'cancel' },
        onOk: () => answer(true),
        onCancel: () => answer(false),
      })
      const leave = () => {
        question.destroy()
        answer(false)
      }
      const answer = (isSure: boolean) => {
        open.current.delete(leave)
        resolve(isSure)
      }
      open.current.add(leave)
    })
}
