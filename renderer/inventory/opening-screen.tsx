import { Alert, App, Button, Checkbox, Table } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { OpeningRow } from '../../shared/inventory/opening-contract.ts'
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
  readonly blank: number
  readonly problems: readonly OpeningProblem[]
}

/** Opening stock from a list: read, looked at, then taken in as one. */
export function OpeningScreen() {
  const { t } = useTranslation('inventory')
  const { language } = useSession()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const showLosses = useShowLosses()
  const [locationId, setLocationId] = useState<number | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  /** Goods that opening stock has brought before are left out, unless the user says otherwise. */
  const [isSkipping, setSkipping] = useState(true)
  const [error, setError] = useState<unknown>(null)
  const [isReading, setReading] = useState(false)
  const commit = useCommand(client.inventory.opening.commit, {
    onSuccess: ({ skus, pieces, losses }) => {
      message.success(t('opening.done', { skus, pieces }), 5)
      showLosses(losses)
      void navigate('/stock')
    },
  })
  // Read again when another place is chosen: what is there already is another place's.
  useEffect(() => {
    if (file === null || locationId === null) return
    let isCurrent = true
    setReading(true)
    setError(null)
    setPreview(null)
    setSkipping(true)
    client.inventory.opening
      .preview({ file, locationId })
      .then((read) => isCurrent && setPreview(read))
      .catch((raised: unknown) => isCurrent && setError(raised))
      .finally(() => isCurrent && setReading(false))
    return () => {
      isCurrent = false
    }
  }, [file, locationId])
  const template = async () => {
    try {
      const { fileName, file } = await client.inventory.opening.template({ language })
      saveFile(fileName, file)
    } catch (raised) {
      setError(raised)
    }
  }
  const opened = preview?.rows.filter((row) => row.opened > 0).length ?? 0
  const rows = preview?.rows.filter((row) => !isSkipping || row.opened === 0) ?? []
  const onTop = rows.filter((row) => row.onHand !== 0).length
  const pieces = rows.reduce((sum, row) => sum + row.quantity, 0)
  const value = rows.reduce((sum, row) => sum + (row.value ?? 0), 0)
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
          onFiles={([chosen]) => chosen && setFile(chosen)}
        />
      </div>
      <ErrorNote error={error ?? commit.error} />
      {preview && (
        <>
          <div className={styles.facts}>
            <Fact name={t('opening.file')}>{preview.fileName}</Fact>
            <Fact name={t('opening.good')}>{t('opening.rows', { count: rows.length })}</Fact>
            <Fact name={t('pieces')}>{pieces}</Fact>
            <Fact name={t('value')}>
              <Fen value={value} />
            </Fact>
          </div>
          {preview.problems.length > 0 && <Problems problems={preview.problems} />}
          {preview.blank > 0 && (
            <p className={styles.muted}>{t('opening.blank', { count: preview.blank })}</p>
          )}
          {opened > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('opening.opened', { count: opened })}
              description={
                <Checkbox checked={isSkipping} onChange={(event) => setSkipping(event.target.checked)}>
                  {t('opening.skip', { count: opened })}
                </Checkbox>
              }
            />
          )}
          {onTop > 0 && <Alert type="warning" showIcon title={t('opening.onTop', { count: onTop })} />}
          <Table
            size="small"
            rowKey="row"
            dataSource={rows}
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
              disabled={rows.length === 0}
              loading={commit.isPending}
              onClick={() =>
                void commit.run({
                  fileName: preview.fileName,
                  lines: rows.map((row) => ({
                    itemId: row.sku.id,
                    locationId: row.locationId,
                    quantity: row.quantity,
                    value: row.value,
                  })),
                })
              }
            >
              {t('opening.commit', { count: rows.length })}
            </Button>
            <Button
              onClick={() => {
                setFile(null)
                setPreview(null)
              }}
            >
              {t('opening.discard')}
            </Button>
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
          { title: t('sku'), dataIndex: 'sku' },
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
