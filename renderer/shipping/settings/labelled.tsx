import type { ReactNode } from 'react'

/** A control outside a form, with its name above it; `children` puts the name on the control itself. */
export function Labelled(props: {
  readonly label: string
  readonly children: (name: { readonly 'aria-label': string }) => ReactNode
}) {
  return (
    <div style={{ display: 'flex', flexDirection: 'column', gap: 4 }}>
      <span aria-hidden="true">{props.label}</span>
      {props.children({ 'aria-label': props.label })}
    </div>
  )
}
