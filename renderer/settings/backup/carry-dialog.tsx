import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Modal, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { useCommand } from '../../ui/use-command.ts'
import { CarriedKey } from './carried-key.tsx'
import { NewPassphrase, usablePassphrase } from './new-passphrase.tsx'

/** Everything as one file to carry away, with a passphrase or without; says what each means. */
export function CarryDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('care')
  const [isSealed, setSealed] = useState(false)
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [isKeyCarried, setKeyCarried] = useState(true)
  const carried = useCommand(client.settings.backup.carried)
  const passphrase = usablePassphrase(typed)
  const save = useMutation({
    mutationFn: async () => {
      const { fileName, file } = await client.settings.backup.download({
        withoutKey: !isKeyCarried,
        ...(isSealed && passphrase !== null && { passphrase }),
      })
      saveFile(fileName, file)
      return fileName
    },
  })
  return (
    <Modal
      open
      title={t('carry.title')}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <Space>
          <Button onClick={onClose}>{t(save.data ? 'ui:close' : 'ui:cancel')}</Button>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={isSealed && passphrase === null}
            onClick={() => save.mutate()}
          >
            {t('carry.go')}
          </Button>
        </Space>
      }
    >
      <p>{t('downloadHelp')}</p>
      <Checkbox checked={isSealed} onChange={(event) => setSealed(event.target.checked)}>
        {t('carry.seal')}
      </Checkbox>
      {isSealed ? <NewPassphrase typed={typed} onChange={setTyped} /> : <p>{t('carry.open')}</p>}
      <CarriedKey isCarried={isKeyCarried} isSealed={isSealed} onChange={setKeyCarried} />
      <ErrorNote error={save.error ?? carried.error} />
      {save.data && (
        <Alert
          type="success"
          showIcon
          style={{ marginTop: 12 }}
          title={carried.answer ? t('carry.noted') : save.data}
          action={
            !carried.answer && (
              <Button size="small" loading={carried.isPending} onClick={() => void carried.run({})}>
                {t('carry.taken')}
              </Button>
            )
          }
        />
      )}
    </Modal>
  )
}
