import { DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YifangError } from '../../shared/errors.ts'
import { client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { shrinkPhoto } from '../catalog/shrink-photo.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import styles from './orders.module.css'

/** A line's picture: what the buyer wants it to look like. A click shows it as large as the window allows. */
export function LinePicture(props: { readonly hash: string; readonly side: number; readonly alt: string }) {
  const [isLarge, setLarge] = useState(false)
  const side = Math.max(240, Math.min(window.innerHeight - 140, window.innerWidth - 120, 1000))
  return (
    <>
      <button
        type="button"
        className={styles.pictureButton}
        aria-label={props.alt}
        onClick={() => setLarge(true)}
      >
        <Photo hash={props.hash} side={props.side} alt={props.alt} />
      </button>
      <Modal
        open={isLarge}
        width={side + 48}
        centered
        footer={null}
        title={props.alt}
        onCancel={() => setLarge(false)}
      >
        <Photo hash={props.hash} side={side} alt={props.alt} />
      </Modal>
    </>
  )
}

/** Chooses, pastes or takes away a line's picture. Empty hash: none. */
export function PictureField(props: { readonly hash: string; readonly onChange: (hash: string) => void }) {
  const { t } = useTranslation('orders')
  const input = useRef<HTMLInputElement>(null)
  const [isRunning, setRunning] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const upload = async (file: File) => {
    setError(null)
    setRunning(true)
    try {
      const shrunk = await shrinkPhoto(file)
      if (shrunk === null) throw new YifangError('photo-unreadable', { file: file.name })
      props.onChange((await client.catalog.photos.upload(shrunk)).hash)
    } catch (raised) {
      setError(raised)
    } finally {
      setRunning(false)
    }
  }
  return (
    <div
      onPaste={(event) => {
        const file = [...event.clipboardData.files].find((one) => one.type.startsWith('image/'))
        if (file) void upload(file)
      }}
    >
      <span className={styles.picture}>
        {props.hash !== '' && <LinePicture hash={props.hash} side={96} alt={t('line.picture')} />}
        <Button icon={<PictureOutlined />} loading={isRunning} onClick={() => input.current?.click()}>
          {t(props.hash === '' ? 'line.choosePicture' : 'line.otherPicture')}
        </Button>
        {props.hash !== '' && (
          <Button
            icon={<DeleteOutlined />}
            title={t('line.removePicture')}
            aria-label={t('line.removePicture')}
            onClick={() => props.onChange('')}
          />
        )}
      </span>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void upload(file)
        }}
      />
      <ErrorNote error={error} />
    </div>
  )
}
