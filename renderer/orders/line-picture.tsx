import { DeleteOutlined, PictureOutlined } from '@ant-design/icons'
import { Button, Modal, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { YifangError } from '../../shared/errors.ts'
import { client } from '../app/client.ts'
import { Photo } from '../catalog/photo.tsx'
import { photoUrl } from '../catalog/photo-cache.ts'
import { shrinkPhoto } from '../catalog/shrink-photo.ts'
import { ErrorNote } from '../ui/error-note.tsx'
import styles from './orders.module.css'

/** A line's picture: what the buyer wants it to look like. A click shows it as large as the window allows. */
export function LinePicture(props: { readonly hash: string; readonly side: number; readonly alt: string }) {
  const [isLarge, setLarge] = useState(false)
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
        width="min(1100px, calc(100vw - 64px))"
        centered
        footer={null}
        title={props.alt}
        onCancel={() => setLarge(false)}
      >
        {isLarge && <WholePicture hash={props.hash} alt={props.alt} />}
      </Modal>
    </>
  )
}

/** The picture uncut: a square would hide what the buyer drew at its edge. */
function WholePicture({ hash, alt }: { readonly hash: string; readonly alt: string }) {
  const [url, setUrl] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  useEffect(() => {
    photoUrl(hash, 'original').then(setUrl, setError)
  }, [hash])
  if (error !== null) return <ErrorNote error={error} />
  return url === null ? <Spin /> : <img className={styles.large} src={url} alt={alt} />
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
