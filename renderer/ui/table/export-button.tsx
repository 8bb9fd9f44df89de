import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownError } from '../../app/shown-error.ts'
import { errorText } from '../error-text.ts'
import { saveFile } from '../save-file.ts'

export interface ExportedFile {
  readonly fileName: string
  readonly file: Blob
}

/** The whole filtered list as a file, made by the host. */
export function ExportButton({
  onExport,
  disabled,
}: {
  readonly onExport: () => Promise<ExportedFile>
  readonly disabled?: boolean
}) {
  const { t } = useTranslation('ui')
  const { message } = App.useApp()
  const job = useMutation({
    mutationFn: onExport,
    onSuccess: ({ fileName, file }) => saveFile(fileName, file),
    onError: (error) => void message.error(errorText(t, shownError(error)), 8),
  })
  return (
    <Button
      icon={<DownloadOutlined />}
      disabled={disabled}
      loading={job.isPending}
      onClick={() => job.mutate()}
    >
      {t('table.export')}
    </Button>
  )
}
