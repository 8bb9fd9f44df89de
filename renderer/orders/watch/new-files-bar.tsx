import { FolderOpenOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useMay } from '../../app/session.tsx'
import { listText } from '../../ui/list-text.ts'
import { carryFiles } from '../import/carried-files.ts'
import { useFolderWatch } from './use-folder-watch.ts'
import styles from './watch.module.css'

/** New order files in the watched folder, quietly offered; nothing where there are none or nobody watches. */
export function NewFilesBar() {
  const may = useMay()
  return may('orders.imports.stage') ? <Bar /> : null
}

function Bar() {
  const { t } = useTranslation('watch')
  const navigate = useNavigate()
  const { view, watch } = useFolderWatch()
  if (view.folder === null) return null
  if (view.needsClick)
    return (
      <div className={styles.bar} role="status">
        <FolderOpenOutlined aria-hidden />
        <span>{t('needsClick', { folder: view.folder })}</span>
        <Button size="small" onClick={() => void watch.allow()}>
          {t('allow')}
        </Button>
        <Button size="small" type="text" onClick={() => void watch.stop()}>
          {t('stop')}
        </Button>
      </div>
    )
  if (view.offers.length === 0) return null
  const take = async () => {
    carryFiles(await watch.answer())
    void navigate('/orders/import')
  }
  return (
    <div className={styles.bar} role="status">
      <FolderOpenOutlined aria-hidden />
      <span>{t('found', { count: view.offers.length, folder: view.folder })}</span>
      <span className={styles.names}>{listText(view.offers.map((file) => file.name))}</span>
      <Button size="small" type="primary" onClick={() => void take()}>
        {t('import')}
      </Button>
      <Button size="small" onClick={() => void watch.answer()}>
        {t('notNow')}
      </Button>
    </div>
  )
}

/** On the import screen: which folder is watched, and choosing one. Says nothing where that cannot be done. */
export function WatchChoice() {
  const { t } = useTranslation('watch')
  const { view, watch, isAble, choose } = useFolderWatch()
  if (!isAble) return null
  return (
    <div className={styles.choice}>
      {view.folder === null ? (
        <Button type="link" icon={<FolderOpenOutlined />} onClick={() => void choose()}>
          {t('choose')}
        </Button>
      ) : (
        <span>
          {t('watching', { folder: view.folder })}{' '}
          <Button type="link" onClick={() => void choose()}>
            {t('chooseOther')}
          </Button>
          <Button type="link" onClick={() => void watch.stop()}>
            {t('stop')}
          </Button>
        </span>
      )}
      <span className={styles.help}>{t('help')}</span>
    </div>
  )
}
