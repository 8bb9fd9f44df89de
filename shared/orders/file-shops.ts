import { numberSeries, type Platform, platforms } from './platforms.ts'

/** What tells whose orders a file holds: its layout, and what the user said of a layout we do not know. */
export interface FileLayout {
  /** e.g. 'taobao-orders', 'jushuitan', 'mapped' */
  readonly format: string
  readonly mapping: { readonly platform: Platform } | null
}

/** The marketplace whose orders a file holds; null for an ERP's file, which carries those of several. */
export function filePlatform({ format, mapping }: FileLayout): Platform | null {
  if (mapping) return mapping.platform
  const [source] = format.split('-')
  return platforms.find((platform) => platform === source) ?? null
}

/**
 * Platforms whose shops may take a file: those of its marketplace. A table of the user's own may also be a direct
 * customer's, and an ERP's may be of any.
 */
export function shopPlatforms(file: FileLayout): readonly Platform[] {
  const platform = filePlatform(file)
  if (platform === null) return platforms
  const series = numberSeries(platform)
  return file.mapping && platform !== 'direct' ? [...series, 'direct'] : series
}

/**
 * One question a shop: files alike (of one marketplace, or tables of the user's own) and the name they give it, ''
 * where they give none.
 */
export interface NamedShop {
  readonly platform: Platform | null
  readonly mapped: boolean
  readonly shopName: string
}

/** The same for every file whose rows one answer serves. */
export function namedShopKey({ platform, mapped, shopName }: NamedShop): string {
  return JSON.stringify([platform, mapped, shopName])
}
