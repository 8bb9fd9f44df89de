import { CloseOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftColour } from '../../../shared/catalog/grid-draft.ts'
import styles from './style.module.css'

/** The name of a row or column, with its way out. */
export function NameInput(props: {
  readonly label: string
  readonly value: string
  readonly isReadOnly: boolean
  readonly onChange: (name: string) => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation('catalog')
  return (
    <span className={styles.nameBox}>
      <input
        className={styles.nameInput}
        value={props.value}
        readOnly={props.isReadOnly}
        maxLength={60}
        aria-label={props.label}
        placeholder={t('grid.unnamed')}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {!props.isReadOnly && (
        <button
          type="button"
          className={styles.remove}
          aria-label={t('grid.remove', { name: props.value })}
          title={t('grid.remove', { name: props.value })}
          onClick={props.onRemove}
        >
          <CloseOutlined />
        </button>
      )}
    </span>
  )
}

/** The colour as it looks. */
export function Swatch(props: {
  readonly colour: DraftColour
  readonly isReadOnly: boolean
  readonly onChange: (swatch: string) => void
}) {
  const { t } = useTranslation('catalog')
  const { name, swatch } = props.colour
  return (
    <input
      type="color"
      className={swatch === '' ? styles.noSwatch : styles.swatchInput}
      value={swatch === '' ? '#ffffff' : swatch}
      disabled={props.isReadOnly}
      aria-label={t('grid.swatch', { name })}
      title={t('grid.swatch', { name })}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}

/** Several names at once, parted by blanks, commas or new lines; Enter adds them. */
export function NamesInput(props: {
  readonly placeholder: string
  readonly onAdd: (names: readonly string[]) => void
}) {
  const [text, setText] = useState('')
  const add = (source: string) => {
    const names = source.split(/[\s,，、;；/]+/).filter(Boolean)
    if (names.length > 0) props.onAdd(names)
    setText('')
  }
  return (
    <Input
      size="small"
      style={{ width: 200 }}
      value={text}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => text.trim() !== '' && add(text)}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) add(text)
      }}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData('text/plain')
        if (!/[\n\t]/.test(pasted.trim())) return
        event.preventDefault()
        add(pasted)
      }}
    />
  )
}
