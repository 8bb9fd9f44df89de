import { Button, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PrintJob } from '../../../shared/stations/print-contract.ts'
import { client } from '../../app/client.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { useCommand } from '../../ui/use-command.ts'

/** What can be said of a job that waits, failed or is asked about. */
export function JobAnswers({ job, size }: { readonly job: PrintJob; readonly size: 'small' | 'large' }) {
  const { t } = useTranslation('stations')
  const settle = useCommand(client.stations.printing.settle)
  const answers =
    job.state === 'asks'
      ? (['printed', 'again', 'cancelled'] as const)
      : job.state === 'failed'
        ? (['again', 'cancelled'] as const)
        : job.state === 'waiting'
          ? (['cancelled'] as const)
          : []
  return (
    <>
      <Space wrap>
        {answers.map((as) => (
          <Button
            key={as}
            size={size}
            disabled={settle.isPending}
            onClick={() => void settle.run({ id: job.id, as })}
          >
            {t(job.state === 'asks' ? `printing.asked.${as}` : `printing.settle.${as}`)}
          </Button>
        ))}
      </Space>
      <ErrorNote error={settle.error} />
    </>
  )
}
