import { CameraOutlined, DeleteOutlined, LeftOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select, Spin } from 'antd'
import { type ChangeEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StyleDraft } from '../../../shared/catalog/grid-draft.ts'
import { YifangError } from '../../../shared/errors.ts'
import { client } from '../../app/client.ts'
import { shownError } from '../../app/shown-error.ts'
import { useIsTouch } from '../../app/touch.ts'
import { errorText } from '../../ui/error-text.ts'
import { useWindowDrop } from '../../ui/use-window-drop.ts'
import { Photo } from '../photo.tsx'
import { shrinkPhoto } from '../shrink-photo.ts'
import styles from './style.module.css'

interface PhotosFieldProps {
  readonly draft: StyleDraft
  readonly onChange: (change: (draft: StyleDraft) => StyleDraft) => void
  readonly isReadOnly: boolean
}

const most = 30

/** A style's photos, the first being its face; each may belong to a colour. Chosen, dropped on the window, or pasted. */
export function PhotosField({ draft, onChange, isReadOnly }: PhotosFieldProps) {
  const { t } = useTranslation('catalog')
  const input = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const isTouch = useIsTouch()
  const [running, setRunning] = useState(0)
  const [failed, setFailed] = useState<readonly string[]>([])
  const upload = async (files: readonly File[]) => {
    setFailed([])
    setRunning((count) => count + files.length)
    // One after the other: a phone's photo takes some 50 MB while it is made smaller.
    for (const file of files) {
      try {
        const shrunk = await shrinkPhoto(file)
        const text = errorText(t, { code: 'photo-unreadable', data: { file: file.name } })
        if (shrunk === null) setFailed((known) => [...known, text])
        else {
          const { hash } = await client.catalog.photos.upload(shrunk)
          onChange((now) =>
            now.photos.some((photo) => photo.hash === hash) || now.photos.length >= most
              ? now
              : { ...now, photos: [...now.photos, { hash, colourKey: null }] },
          )
        }
      } catch (error) {
        const shown =
          error instanceof YifangError ? { code: error.code, data: { ...error.data } } : shownError(error)
        setFailed((known) => [...known, `${file.name}: ${errorText(t, shown)}`])
      } finally {
        setRunning((count) => count - 1)
      }
    }
  }
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    void upload(files)
  }
  const isOver = useWindowDrop((files) => void upload(files), isReadOnly)
  const toFront = (hash: string) =>
    onChange((now) => ({
      ...now,
      photos: now.photos.toSorted((a, b) => Number(b.hash === hash) - Number(a.hash === hash)),
    }))
  const colours = draft.colours.filter((colour) => colour.name.trim() !== '')
  return (
    <section
      className={isOver ? `${styles.photos} ${styles.photosOver}` : styles.photos}
      aria-label={t('photos.title')}
      onPaste={(event) => {
        const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'))
        if (files.length > 0 && !isReadOnly) void upload(files)
      }}
    >
      {draft.photos.map((photo, index) => (
        <figure key={photo.hash} className={styles.figure}>
          <Photo hash={photo.hash} side={132} alt={t('photos.alt', { number: index + 1 })} />
          {!isReadOnly && (
            <figcaption className={styles.caption}>
              <Select
                size="small"
                style={{ width: 84 }}
                value={photo.colourKey}
                aria-label={t('photos.colour')}
                options={[
                  { value: null, label: t('photos.anyColour') },
                  ...colours.map((colour) => ({ value: colour.key, label: colour.name })),
                ]}
                onChange={(colourKey: number | null) =>
                  onChange((now) => ({
                    ...now,
                    photos: now.photos.map((known) =>
                      known.hash === photo.hash ? { ...known, colourKey } : known,
                    ),
                  }))
                }
              />
              <Button
                size="small"
                type="text"
                disabled={index === 0}
                icon={<LeftOutlined />}
                aria-label={t('photos.first')}
                title={t('photos.first')}
                onClick={() => toFront(photo.hash)}
              />
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('photos.remove')}
                title={t('photos.remove')}
                onClick={() =>
                  onChange((now) => ({
                    ...now,
                    photos: now.photos.filter((known) => known.hash !== photo.hash),
                  }))
                }
              />
            </figcaption>
          )}
        </figure>
      ))}
      {!isReadOnly && draft.photos.length < most && (
        <button type="button" className={styles.addPhoto} onClick={() => input.current?.click()}>
          {running > 0 ? <Spin /> : <PlusOutlined />}
          <span>{running > 0 ? t('photos.running', { count: running }) : t('photos.add')}</span>
        </button>
      )}
      {!isReadOnly && isTouch && draft.photos.length < most && (
        <button type="button" className={styles.addPhoto} onClick={() => camera.current?.click()}>
          <CameraOutlined />
          <span>{t('photos.take')}</span>
        </button>
      )}
      {isReadOnly && draft.photos.length === 0 && <Photo hash={null} side={132} alt={t('photos.none')} />}
      <input ref={input} type="file" hidden multiple accept="image/*" onChange={choose} />
      <input ref={camera} type="file" hidden accept="image/*" capture="environment" onChange={choose} />
      {failed.length > 0 && (
        <ul className={styles.problems} role="alert">
          {failed.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
