import { SkinOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { SkuLabel } from '../../../shared/catalog/sku-label.ts'
import { api } from '../../app/client.ts'
import styles from '../inventory.module.css'

/** The costume's picture, wherever it is named; a plain sign where there is none. */
export function SkuPhoto({ hash, size = 40 }: { readonly hash: string | null; readonly size?: number }) {
  const query = useQuery({
    ...api.catalog.photo.queryOptions({ input: { hash: hash ?? '', size: 'thumbnail' } }),
    enabled: hash !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!query.data) return
    const made = URL.createObjectURL(query.data)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [query.data])
  if (url === null)
    return (
      <span className={styles.noPhoto} style={{ width: size, height: size }}>
        <SkinOutlined />
      </span>
    )
  return <img className={styles.photo} src={url} width={size} height={size} alt="" />
}

/** A SKU as photo, style, colour and size; leads to its stock page. */
export function SkuCell({ sku, photo = 40 }: { readonly sku: SkuLabel; readonly photo?: number }) {
  return (
    <span className={styles.sku}>
      <SkuPhoto hash={sku.photoHash} size={photo} />
      <span>
        <Link to={`/stock/sku/${sku.id}`}>
          <strong>{sku.styleNumber}</strong> {sku.styleName}
        </Link>
        <br />
        <span className={styles.muted}>
          {[sku.colour, sku.size, sku.sellerCode].filter((part) => part !== '').join(' · ')}
        </span>
      </span>
    </span>
  )
}
