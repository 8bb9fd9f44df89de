import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import styles from './file-drop.module.css'
import { useWindowDrop } from './use-window-drop.ts'

interface FileDropProps {
  /** On the button: "Choose order files". */
  readonly label: string
  /** Over the whole window while files are dragged: "Drop the order files here". */
  readonly dropLabel: string
  /** e.g. ".csv,.xlsx"; dropped files are not filtered, so that a wrong one gets a sentence and not silence. */
  readonly accept: string
  readonly onFiles: (files: readonly File[]) => void
  readonly multiple?: boolean
  readonly disabled?: boolean
  readonly type?: 'primary' | 'default'
}

/** Takes files by a button, or dropped anywhere on the window. */
export function FileDrop({
  label,
  dropLabel,
  accept,
  onFiles,
  multiple = true,
  disabled = false,
  type = 'default',
}: FileDropProps) {
  const input = useRef<HTMLInputElement>(null)
  const isOver = useWindowDrop(onFiles, disabled)
  return (
    <>
      <Button
        type={type}
        icon={<UploadOutlined />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        accept={accept}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file chosen again must be a change again.
          event.target.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
      {isOver && <div className={styles.overlay}>{dropLabel}</div>}
    </>
  )
}
