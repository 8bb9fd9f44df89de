import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { searchMark } from '../../app/global-shortcuts.ts'

/** How long typing must rest before the list is asked, in milliseconds. */
const restFor = 250

/** A list's search; the / key jumps to it. Asks the list when typing rests, at once on Enter; Esc clears. */
export function SearchField(props: {
  readonly value: string
  readonly placeholder: string
  readonly onSearch: (text: string) => void
  readonly width?: number
}) {
  const { value, onSearch } = props
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onSearch(text.trim()), restFor)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return (
    <Input.Search
      {...searchMark}
      allowClear
      style={{ width: props.width ?? 280 }}
      placeholder={props.placeholder}
      aria-label={props.placeholder}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onSearch={(now) => onSearch(now.trim())}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (text === '') event.currentTarget.blur()
        setText('')
      }}
    />
  )
}
