import styles from './catalog.module.css'

/** A colour's name with its swatch before it, where it has one. */
export function ColourName({ name, swatch }: { readonly name: string; readonly swatch: string }) {
  if (name === '') return null
  return (
    <span className={styles.colour}>
      {swatch !== '' && <span className={styles.swatch} style={{ background: swatch }} />}
      {name}
    </span>
  )
}
