import { Alert } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Restored } from '../../../shared/settings/backup-contract.ts'

/** What a restore brought and what is not there any more, in figures. */
export function RestoredNote({ restored }: { readonly restored: Restored }) {
  const { t } = useTranslation('care')
  const { lost, keptAs, epoch } = restored
  return (
    <Alert
      type="success"
      showIcon
      role="status"
      title={t('restored')}
      description={
        <>
          {lost.commands === null && <p>{t('lostUnknown')}</p>}
          {lost.commands === 0 && <p>{t('lostNothing')}</p>}
          {lost.commands !== null && lost.commands > 0 && (
            <p>
              {t('lost', { commands: lost.commands, orders: lost.orders ?? 0, parcels: lost.parcels ?? 0 })}
            </p>
          )}
          {keptAs && <p>{t('keptAs', { file: keptAs })}</p>}
          <p>{t('newCodes', { epoch })}</p>
          {restored.dataKey !== 'none' && <p>{t(`key.restored.${restored.dataKey}`)}</p>}
        </>
      }
    />
  )
}
