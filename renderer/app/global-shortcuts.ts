import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { navItems } from './nav-items.tsx'
import { useMay } from './session.tsx'
import { pressShortcut, useShortcuts } from './shortcuts.ts'

/** Marks the field that / jumps to. */
export const searchMark = { 'data-search': '' } as const

/** g and a letter goes to a screen, / to the screen's search. */
export function useGlobalShortcuts(): void {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  const may = useMay()
  useShortcuts([
    ...navItems
      .filter((item) => may(item.needs))
      .map((item) => ({
        keys: `g ${item.key}`,
        label: t(`nav.${item.name}`),
        run: () => void navigate(item.path),
      })),
    {
      keys: '/',
      label: t('help.search'),
      run: () => {
        const field = document.querySelector<HTMLElement>('[data-search]')
        const input = field?.matches('input') ? field : field?.querySelector<HTMLElement>('input')
        input?.focus()
      },
    },
  ])
  useEffect(() => {
    window.addEventListener('keydown', pressShortcut)
    return () => window.removeEventListener('keydown', pressShortcut)
  }, [])
}
