import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { useCommand } from '../../ui/use-command.ts'

type Sheet = Omit<Parameters<typeof client.production.work.recordMany>[0], 'commandId' | 'again'>

/** Writes a sheet of strips or of a team's shares at once, and says what came of it. */
export function useRecordSheet(onRecorded: () => void) {
  const { t } = useTranslation('production')
  const { message } = App.useApp()
  const record = useCommand(client.production.work.recordMany, {
    onSuccess: ({ pieces, entries, ratesMissing }) => {
      onRecorded()
      void message.success(t('many.done', { pieces, entries }), 5)
      if (ratesMissing > 0) void message.warning(t('many.ratesMissing', { count: ratesMissing }), 8)
    },
  })
  return {
    /** `again`: the very same sheet was written today, and this is really another one. */
    save: (sheet: Sheet, again = false) => void record.run({ ...sheet, again }),
    isRepeated: record.error !== null && shownError(record.error).code === 'sheet-recorded',
    isPending: record.isPending,
    error: record.error,
  }
}
