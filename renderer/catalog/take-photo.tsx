import { Button } from 'antd'
import { type ReactNode, useRef } from 'react'
import { YifangError } from '../../shared/errors.ts'
import { client } from '../app/client.ts'
import { shrinkPhoto } from './shrink-photo.ts'

/** A button that takes a picture (on a tablet by its camera) or a file, keeps it, and gives its hash. */
export function TakePhoto(props: {
  readonly camera: 'user' | 'environment'
  readonly label: string
  readonly icon?: ReactNode
  readonly size?: 'large'
  readonly onTaken: (hash: string) => void
  readonly onError: (error: unknown) => void
}) {
  const picture = useRef<HTMLInputElement>(null)
  const take = async (file: File) => {
    props.onError(null)
    try {
      const photo = await shrinkPhoto(file)
      if (!photo) throw new YifangError('photo-unreadable', { file: file.name })
      props.onTaken((await client.catalog.photos.upload(photo)).hash)
    } catch (error) {
      props.onError(error)
    }
  }
  return (
    <>
      <input
        ref={picture}
        hidden
        type="file"
        accept="image/*"
        capture={props.camera}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) void take(file)
        }}
      />
      <Button size={props.size ?? 'middle'} icon={props.icon} onClick={() => picture.current?.click()}>
        {props.label}
      </Button>
    </>
  )
}
