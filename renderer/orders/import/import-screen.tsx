import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { api } from '../../app/client.ts'
import { paths } from '../../app/paths.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import styles from '../orders.module.css'
import { WatchChoice } from '../watch/new-files-bar.tsx'
import { ImportPreview } from './import-preview.tsx'
import { ImportResult } from './import-result.tsx'
import { Questions } from './questions.tsx'
import { RefusedFiles } from './refused-files.tsx'
import { type ImportFlow, useImport } from './use-import.ts'

/**
 * Order files in: choose or drop them, answer what they do not say, look at what would change, then take it over.
 * `?batch=`: opens what was looked at before and not imported.
 */
export function ImportScreen() {
  const [params] = useSearchParams()
  const opened = params.get('batch')
  return <OneImport key={opened} opened={opened} />
}

function OneImport({ opened }: { readonly opened: string | null }) {
  const { t } = useTranslation('orders')
  const navigate = useNavigate()
  const own = useImport(opened)
  const flow: ImportFlow =
    opened === null
      ? own
      : {
          ...own,
          discard: () => own.discard().then(() => navigate(paths.waitingImports)),
          again: () => void navigate(paths.importOrders),
        }
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('import.title')}
        note={t('import.note')}
        back="/orders"
        actions={<Button onClick={() => void navigate('/orders/imports')}>{t('import.past')}</Button>}
      />
      <ErrorNote error={flow.error} />
      <RefusedFiles flow={flow} />
      {flow.step === 'choose' && <Choose flow={flow} />}
      {flow.step === 'reading' && (
        <p role="status">{t('import.reading', { count: flow.fileNames.length })}</p>
      )}
      {flow.step === 'questions' && <Questions flow={flow} />}
      {flow.step === 'preview' && <ImportPreview flow={flow} />}
      {(flow.step === 'running' || flow.step === 'done') && <ImportResult flow={flow} />}
    </div>
  )
}

function Choose({ flow }: { readonly flow: ImportFlow }) {
  const { t } = useTranslation('orders')
  const shops = useQuery(api.settings.shops.list.queryOptions())
  return (
    <div className={styles.drop}>
      <FileDrop
        type="primary"
        label={t('import.choose')}
        dropLabel={t('import.dropHere')}
        accept=".csv,.xlsx,.txt,.tsv"
        onFiles={(files) => void flow.read(files)}
      />
      <span className={styles.muted}>{t('import.dropText')}</span>
      <label className={styles.bar}>
        {t('import.shopChoice')}
        <Select
          style={{ width: 320 }}
          aria-label={t('import.shopChoice')}
          value={flow.shopId ?? 0}
          onChange={(id) => flow.setShopId(id === 0 ? null : id)}
          options={[
            { value: 0, label: t('import.shopByFile') },
            ...(shops.data ?? [])
              .filter((shop) => !shop.archived)
              .map((shop) => ({
                value: shop.id,
                label: `${shop.name} · ${t(`settings:platform.${shop.platform}`)}`,
              })),
          ]}
        />
      </label>
      <WatchChoice />
    </div>
  )
}
