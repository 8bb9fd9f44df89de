import { Alert, App, Button, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { OpeningRow } from '../../shared/inventory/contract.ts'
import type { OpeningProblem } from '../../shared/inventory/opening-rows.ts'
import { client } from '../app/client.ts'
import { useSession } from '../app/session.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { saveFile } from '../ui/save-file.ts'
import { useCommand } from '../ui/use-command.ts'
import styles from './inventory.module.css'
import { Fact, Fen, Field } from './parts/figures.tsx'
import { useShowLosses } from './parts/losses.tsx'
import { PlaceSelect } from './parts/place-select.tsx'
import { SkuCell } from './parts/sku-cell.tsx'

interface Preview {
  readonly fileName: string
  readonly rows: readonly OpeningRow[]
  readonly problems: readonly OpeningProblem[]
  readonly pieces: number
  readonly value: number
}

/** Opening stock from a list: read, looked at, then taken in as one. */
export function OpeningScreen() {
  const { t } = useTranslation('inventory')
  const { language } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const showLosses = useShowLosses()
  const [locationId, setLocationId] = useState<number | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(false)
  const commit = useCommand(client.inventory.opening.commit, {
    onSuccess: ({ skus, pieces, losses }) => {
      message.success(t('opening.done', { skus, pieces }), 5)
      showLosses(losses)
      void navigate('/stock')
    },
  })
  const read = async (file: File) => {
    setReading(true)
    setError(null)
    setPreview(null)
    try {
      setPreview(await client.inventory.opening.preview({ file, locationId }))
    } catch (raised) {
      setError(raised)
    } finally {
      setReading(false)
    }
  }
  const template = async () => {
    try {
      const { fileName, file } = await client.inventory.opening.template({ language })
      saveFile(fileName, file)
    } catch (raised) {
      setError(raised)
    }
  }
  const twice = preview?.rows.filter((row) => row.onHand !== 0).length ?? 0
  return (
    <div className={styles.page}>
      <PageHeader title={t('opening.title')} back="/stock" />
      <p style={{ margin: 0 }}>{t('opening.text')}</p>
      <div className={styles.fields} style={{ alignItems: 'flex-end' }}>
        <Field name={t('opening.place')}>
          <PlaceSelect label={t('opening.place')} value={locationId} onChange={setLocationId} />
        </Field>
        <Button onClick={() => void template()}>{t('opening.template')}</Button>
        <FileDrop
          type="primary"
          accept=".xlsx,.csv"
          multiple={false}
          disabled={isReading}
          label={t('opening.choose')}
          dropLabel={t('opening.drop')}
          onFiles={([file]) => file && void read(file)}
        />
      </div>
      <ErrorNote error={error ?? commit.error} />
      {preview && (
        <>
          <div className={styles.facts}>
            <Fact name={t('opening.file')}>{preview.fileName}</Fact>
            <Fact name={t('opening.good')}>{t('opening.rows', { count: preview.rows.length })}</Fact>
            <Fact name={t('pieces')}>{preview.pieces}</Fact>
            <Fact name={t('value')}>
              <Fen value={preview.value} />
            </Fact>
          </div>
          {preview.problems.length > 0 && <Problems problems={preview.problems} />}
          {twice > 0 && <Alert type="warning" showIcon title={t('opening.onTop', { count: twice })} />}
          <Table
            size="small"
            rowKey="row"
            dataSource={[...preview.rows]}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('opening.row'), dataIndex: 'row', align: 'right', width: 70 },
              { title: t('sku'), render: (_, row) => <SkuCell sku={row.sku} photo={32} /> },
              { title: t('place'), dataIndex: 'locationName' },
              { title: t('quantity'), dataIndex: 'quantity', align: 'right' },
              { title: t('opening.there'), dataIndex: 'onHand', align: 'right' },
              {
                title: t('value'),
                align: 'right',
                render: (_, row) =>
                  row.value === null ? (
                    <span className={styles.muted}>{t('opening.noCost')}</span>
                  ) : (
                    <Fen value={row.value} />
                  ),
              },
            ]}
          />
          <div className={styles.bar}>
            <Button
              type="primary"
              size="large"
              disabled={preview.rows.length === 0}
              loading={commit.isPending}
              onClick={() =>
                void commit.run({
                  fileName: preview.fileName,
                  lines: preview.rows.map((row) => ({
                    itemId: row.sku.id,
                    locationId: row.locationId,
                    quantity: row.quantity,
                    value: row.value,
                  })),
                })
              }
            >
              {t('opening.commit', { count: preview.rows.length })}
            </Button>
            <Button onClick={() => setPreview(null)}>{t('opening.discard')}</Button>
          </div>
        </>
      )}
    </div>
  )
}

function Problems({ problems }: { readonly problems: readonly OpeningProblem[] }) {
  const { t } = useTranslation('inventory')
  return (
    <>
      <Alert type="error" showIcon title={t('opening.problems', { count: problems.length })} />
      <Table
        size="small"
        rowKey={(problem) => `${problem.row}:${problem.code}`}
        dataSource={[...problems]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('opening.row'), dataIndex: 'row', align: 'right', width: 70 },
          { title: t('opening.inFile'), dataIndex: 'value' },
          {
            title: t('opening.wrong'),
            render: (_, problem) => t(`opening.problem.${problem.code}`, { value: problem.value }),
          },
        ]}
      />
    </>
  )
}
