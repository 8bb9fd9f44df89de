import { knownShopNames } from '../../../db/orders/import/shop-names.ts'
import { YifangError } from '../../../shared/errors.ts'
import {
  type FileLayout,
  filePlatform,
  type NamedShop,
  namedShopKey,
  shopPlatforms,
} from '../../../shared/orders/file-shops.ts'
import type { ImportQuestion } from '../../../shared/orders/imports-contract.ts'
import { numberSeries, type Platform } from '../../../shared/orders/platforms.ts'
import type { HostServices } from '../services.ts'

/** Whose the user says files are. */
export interface ShopChoice {
  readonly shopId: number | null
  readonly shops: readonly (NamedShop & { readonly shopId: number | null })[]
}

export interface FileShops {
  /** Shop id of each name in the file, '' for rows that give none. Empty where all of it is left out. */
  readonly shops: ReadonlyMap<string, number>
  /** Names whose rows are left out. */
  readonly unknownShops: readonly string[]
  readonly questions: readonly ImportQuestion[]
  /** In which the file's times are. */
  readonly timeZone: string
}

interface KnownShop {
  readonly id: number
  readonly name: string
  readonly platform: Platform
  readonly time_zone: string
  readonly archived_at: number | null
}

/**
 * Which shop each shop name of a file is: what the user answered, else chose for a file with one name, else what such
 * a name meant before, else the shop called like it. A file without names is the chosen shop's or that of its
 * platform's only one. Raises file-other-platform.
 */
export async function shopsOfFile(
  host: HostServices,
  choice: ShopChoice,
  fileName: string,
  layout: FileLayout,
  shopNames: readonly string[],
): Promise<FileShops> {
  const platform = filePlatform(layout)
  const platforms = shopPlatforms(layout)
  const all = (await host.store.writer.selectFrom('shop').selectAll().execute()) as KnownShop[]
  const given = (id: number) => {
    const shop = all.find((candidate) => candidate.id === id)
    if (!shop) throw new YifangError('not-found', { what: 'shop', id })
    if (platform === null || platforms.includes(shop.platform)) return shop.id
    throw new YifangError('file-other-platform', {
      file: fileName,
      platform,
      shop: shop.name,
      shopPlatform: shop.platform,
    })
  }
  const chosen = choice.shopId === null ? null : given(choice.shopId)
  const known = all.filter((shop) => shop.archived_at === null && platforms.includes(shop.platform))
  const remembered = await knownShopNames(host.store.writer, platform)
  const named = shopNames.filter((name) => name !== '')
  const inQuestion = (shopName: string) => ({ platform, mapped: layout.mapping !== null, shopName })
  const answers = new Map(choice.shops.map((answer) => [namedShopKey(answer), answer.shopId]))

  function shopOf(name: string): number | null | undefined {
    const answer = answers.get(namedShopKey(inQuestion(name)))
    if (answer !== undefined) return answer === null ? null : given(answer)
    if (chosen !== null && (name === '' || named.length === 1)) return chosen
    if (name === '') return only(platform ? ofPlatform(known, platform) : known)
    const meant = known.find((shop) => shop.id === remembered.get(name))
    return meant?.id ?? only(known.filter((shop) => shop.name === name))
  }

  const shops = new Map<string, number>()
  const unknownShops: string[] = []
  const questions: ImportQuestion[] = []
  for (const name of named.length > 0 ? named : ['']) {
    const shop = shopOf(name)
    if (shop === null) unknownShops.push(name)
    else if (shop !== undefined) shops.set(name, shop)
    else questions.push({ kind: 'shop', fileName, ...inQuestion(name), platforms: [...platforms] })
  }
  // Rows that name no shop in a file that names some belong to the chosen or the first named.
  const rest = chosen ?? shops.values().next().value
  if (rest !== undefined && (shops.size === 0 || shopNames.includes(''))) shops.set('', rest)
  const timeZone = all.find((shop) => shop.id === rest)?.time_zone ?? 'Asia/Shanghai'
  return { shops, unknownShops, questions, timeZone }
}

const only = (shops: readonly KnownShop[]) => (shops.length === 1 ? shops[0]!.id : undefined)

const ofPlatform = (shops: readonly KnownShop[], platform: Platform) =>
  shops.filter((shop) => numberSeries(platform).includes(shop.platform))
