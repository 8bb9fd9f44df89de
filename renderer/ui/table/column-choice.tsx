import { SettingOutlined } from '@ant-design/icons'
import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Which columns of a list are hidden, remembered on this PC. */
export function useHiddenColumns(list: string, hiddenAtFirst: readonly string[]) {
  const key = `columns.${list}`
  const [chosen, setChosen] = useState<readonly string[] | null>(() => read(key))
  const set = (names: readonly string[]) => {
    setChosen(names)
    localStorage.setItem(key, JSON.stringify(names))
  }
  return { hidden: chosen ?? hiddenAtFirst, set }
}

function read(key: string): readonly string[] | null {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? 'null') as unknown
    return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : null
  } catch {
    return null
  }
}

export function ColumnChoice(props: {
  readonly columns: readonly { readonly name: string; readonly title: string }[]
  readonly hidden: readonly string[]
  readonly onChange: (hidden: readonly string[]) => void
}) {
  const { t } = useTranslation('ui')
  const { columns, hidden, onChange } = props
  const toggle = (name: string, isShown: boolean) =>
    onChange(isShown ? hidden.filter((other) => other !== name) : [...hidden, name])
  const content = (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      {columns.map(({ name, title }) => (
        <Checkbox
          key={name}
          checked={!hidden.includes(name)}
          onChange={(event) => toggle(name, event.target.checked)}
        >
          {title}
        </Checkbox>
      ))}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('table.columns')} content={content}>
      <Button icon={<SettingOutlined />} aria-label={t('table.columns')} title={t('table.columns')} />
    </Popover>
  )
}
