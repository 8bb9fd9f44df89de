import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/dates.ts'
import { api, client } from '../app/client.ts'
import { useMay } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { useCommand } from '../ui/use-command.ts'
import { useConfirm } from '../ui/use-confirm.tsx'
import { OpenNumbers } from './open-numbers.tsx'
import { RecoveryCode } from './recovery-code.tsx'

/** Whether ID and bank numbers can be kept and read now, and what the owner can do about it. `isQuiet`: only where not. */
export function DataKeyNote({ isQuiet = false }: { readonly isQuiet?: boolean }) {
  const { t } = useTranslation('workers')
  const may = useMay()
  const confirm = useConfirm()
  const { data, error } = useQuery(api.workers.dataKey.state.queryOptions())
  const [code, setCode] = useState<string | null>(null)
  const [isOpening, setOpening] = useState(false)
  const show = ({ code: made }: { readonly code: string }) => setCode(made)
  const create = useCommand(client.workers.dataKey.create, { onSuccess: show })
  const renew = useCommand(client.workers.dataKey.renew, { onSuccess: show })
  const isOwner = may('workers.dataKey.create')
  const askRenew = async () => {
    const words = { title: t('key.renewTitle'), text: t('key.renewText'), confirm: t('key.renew') }
    if (await confirm(words)) await renew.run({})
  }
  const askForget = async () => {
    const words = { title: t('key.forgetTitle'), text: t('key.forgetText'), confirm: t('key.forget') }
    if (!(await confirm(words))) return
    setOpening(false)
    await create.run({ forget: true })
  }
  const action = {
    none: (
      <Button
        type="primary"
        size="small"
        loading={create.isPending}
        onClick={() => void create.run({ forget: false })}
      >
        {t('key.create')}
      </Button>
    ),
    locked: (
      <Button size="small" onClick={() => setOpening(true)}>
        {t('key.open')}
      </Button>
    ),
    open: (
      <Button size="small" loading={renew.isPending} onClick={() => void askRenew()}>
        {t('key.renew')}
      </Button>
    ),
  }
  const keeping = data?.keptHere ? 'openHere' : 'openNow'
  const text = data?.state === 'open' ? keeping : (data?.state ?? 'none')
  return (
    <>
      <ErrorNote error={error ?? create.error ?? renew.error} />
      {data && !(isQuiet && data.state === 'open') && (
        <Alert
          type={data.state === 'open' ? 'success' : 'info'}
          showIcon
          title={t(isOwner ? `key.${text}` : data.state === 'open' ? 'key.openHere' : `key.${text}Office`, {
            made: data.codeMadeAt === null ? '' : formatInstant(data.codeMadeAt).slice(0, 10),
          })}
          action={isOwner && action[data.state]}
        />
      )}
      {code !== null && <RecoveryCode code={code} onDone={() => setCode(null)} />}
      {isOpening && <OpenNumbers onDone={() => setOpening(false)} onLost={() => void askForget()} />}
    </>
  )
}
