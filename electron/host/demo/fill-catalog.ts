import type { ContractRouterClient } from '@orpc/contract'
import { v7 } from 'uuid'
import type { Contract } from '../../../shared/contract.ts'
import { demoStyles } from './catalog-data.ts'
import { type DemoStyle, demoSkuCode } from './demo-style.ts'
import { drawCostume } from './draw-costume.ts'

export type DemoClient = ContractRouterClient<Contract>

export interface DemoSku {
  readonly id: number
  readonly style: DemoStyle
  readonly colour: number
  readonly size: string
}

/** Thirty styles with a picture of each colour, their SKUs with seller codes, and what the sets are made of. */
export async function fillCatalog(client: DemoClient): Promise<DemoSku[]> {
  const skus: DemoSku[] = []
  for (const style of demoStyles) {
    const photos: { hash: string; colour: string }[] = []
    for (const [name, swatch] of style.colours) {
      const drawn = drawCostume(style.shape, swatch, style.trim)
      const picture = (size: keyof typeof drawn) =>
        new File([new Uint8Array(drawn[size])], `${style.number}-${size}.png`, { type: 'image/png' })
      const { hash } = await client.catalog.photos.upload({
        original: picture('original'),
        thumbnail: picture('thumbnail'),
      })
      if (!photos.some((photo) => photo.hash === hash)) photos.push({ hash, colour: name })
    }
    const { id } = await client.catalog.styles.save({
      commandId: v7(),
      id: null,
      styleNumber: style.number,
      name: style.name,
      note: '',
      photos,
      colours: style.colours.map(([name, swatch]) => ({ id: null, name, swatch })),
      sizes: style.sizes.map((name) => ({ id: null, name })),
      skus: style.colours.flatMap(([name], colour) =>
        style.sizes.map((size) => ({
          id: null,
          colour: name,
          size,
          sellerCode: demoSkuCode(style.number, colour, size),
          barcode: '',
          safetyStock: style.parts || size === '均码' ? 0 : 5,
        })),
      ),
    })
    const saved = await client.catalog.styles.get({ id })
    for (const sku of saved.skus) {
      const colour = style.colours.findIndex(([name]) => name === sku.colour)
      skus.push({ id: sku.id, style, colour, size: sku.size })
    }
  }
  await saveSets(client, skus)
  return skus
}

/** A set of a colour and size holds its parts of the same size, and of the same colour where they have it. */
async function saveSets(client: DemoClient, skus: readonly DemoSku[]): Promise<void> {
  const sets = skus
    .filter((sku) => sku.style.parts)
    .map((set) => ({
      skuId: set.id,
      parts: set.style.parts!.map((number) => {
        const colourName = set.style.colours[set.colour]![0]
        const ofStyle = skus.filter(
          (sku) => sku.style.number === number && (sku.size === set.size || sku.size === '均码'),
        )
        const part = ofStyle.find((sku) => sku.style.colours[sku.colour]![0] === colourName) ?? ofStyle[0]!
        return { skuId: part.id, quantity: 1 }
      }),
    }))
  await client.catalog.skus.saveSets({ commandId: v7(), sets })
}
