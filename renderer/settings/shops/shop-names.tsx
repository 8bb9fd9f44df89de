import { useQuery } from '@tanstack/react-query'
import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { api, client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'
import styles from '../settings-page.module.css'

/** What order files call a shop, each to be taken away: files with that name ask again. */
export function ShopNames({ shopId }: { readonly shopId: number }) {
  const { t } = useTranslation('settings')
  const { data: shops } = useQuery(api.settings.shops.list.queryOptions())
  const forget = useCommand(client.settings.shops.forgetName)
  const names = shops?.find((shop) => shop.id === shopId)?.namesInFiles ?? []
  if (names.length === 0) return null
  return (
    <section aria-label={t('shop.namesInFiles')}>
      <strong style={{ display: 'block', marginBottom: 4 }}>{t('shop.namesInFiles')}</strong>
      {names.map(({ id, platform, name }) => (
        <Tag
          key={id}
          closable={{ 'aria-label': t('shop.forgetName', { name }) }}
          onClose={(event) => {
            event.preventDefault()
            void forget.run({ id })
          }}
        >
          {name} · {platform === null ? t('shop.nameOfErp') : t(`platform.${platform}`)}
        </Tag>
      ))}
      <p className={styles.note}>{t('shop.namesInFilesHelp')}</p>
      <ErrorNote error={forget.error} />
    </section>
  )
}
