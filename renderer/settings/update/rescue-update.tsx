import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RescueState } from '../../../shared/settings/rescue-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { useAgainWords } from './again-words.ts'

/** On the rescue screen: an update that did not come up, or a return that was not finished. Both ways are open. */
export function RescueUpdate(props: {
  readonly kind: RescueState['kind']
  readonly update: NonNullable<RescueState['update']>
  readonly onDone: () => void
}) {
  const { t } = useTranslation('care')
  const { kind, update, onDone } = props
  const { from, to, detail } = update
  const words = useAgainWords()
  const isNewer = kind === 'newer'
  // She has chosen to go back already.
  const isReturning = kind === 'going-back'
  const goBack = useMutation({
    mutationFn: (file: File | null) => client.settings.rescue.goBack({ words, ...(file && { file }) }),
    // With the older program here already there is nothing to install.
    onSuccess: () => isNewer && onDone(),
  })
  const goOn = useMutation({ mutationFn: () => client.settings.rescue.goOn(), onSuccess: onDone })
  if (goBack.isSuccess && !isNewer) return <Alert type="info" showIcon title={t('rescue.ending')} />
  return (
    <>
      {isNewer && <p>{t('rescue.newer.goBackText', { to, from })}</p>}
      {detail !== '' && <p>{t('rescue.update.detail', { detail })}</p>}
      <ErrorNote error={goBack.error ?? goOn.error} />
      <Space wrap>
        {!isNewer && (
          <Button
            type={isReturning ? 'default' : 'primary'}
            size="large"
            autoFocus={!isReturning}
            loading={goOn.isPending}
            onClick={() => goOn.mutate()}
          >
            {t(`rescue.${kind}.goOn`, { to, from })}
          </Button>
        )}
        <Button
          type={isReturning ? 'primary' : 'default'}
          size="large"
          autoFocus={isReturning}
          loading={goBack.isPending}
          disabled={goOn.isPending}
          onClick={() => goBack.mutate(null)}
        >
          {t(`rescue.${kind}.goBack`, { to, from })}
        </Button>
        {!isNewer && (
          <FileDrop
            label={t('rescue.setupFile', { version: kind === 'update' ? from : to })}
            dropLabel={t('rescue.setupDrop')}
            accept=".yifang-update"
            multiple={false}
            disabled={goBack.isPending || goOn.isPending}
            onFiles={([file]) => file && goBack.mutate(file)}
          />
        )}
      </Space>
    </>
  )
}
