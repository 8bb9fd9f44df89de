import { correctAlias, saveAliases } from '../../../db/catalog/aliases.ts'
import { readBom, saveBom } from '../../../db/catalog/bom.ts'
import { readBomVersions } from '../../../db/catalog/bom-versions.ts'
import { createFromListing } from '../../../db/catalog/create-from-listing.ts'
import { listAliases } from '../../../db/catalog/list-aliases.ts'
import { listListings } from '../../../db/catalog/listings.ts'
import { findSku, skuLabels } from '../../../db/catalog/lookups.ts'
import { saveStyle } from '../../../db/catalog/save-style.ts'
import { searchSkus } from '../../../db/catalog/search-skus.ts'
import { saveSets } from '../../../db/catalog/sets.ts'
import { readSizeChart, saveSizeChart } from '../../../db/catalog/size-chart.ts'
import { archiveStyles, listStyles, readStyle } from '../../../db/catalog/styles.ts'
import { suggestSiblings, suggestSkus } from '../../../db/catalog/suggestions.ts'
import { unknownCode } from '../../../db/printed-code.ts'
import { procedures } from '../procedures.ts'
import { command } from '../services.ts'
import { followUp } from './apply-matches.ts'
import { exportAliases, exportListings } from './export-listings.ts'
import { photoTypes, readPhoto, storePhoto } from './photo-files.ts'
import { commitRecipes, exportRecipeSheet, previewRecipes } from './recipes.ts'
import { commitSheet, exportSheet, previewSheet } from './sheet.ts'

const os = procedures.catalog

export const catalogRouter = os.router({
  recipes: {
    export: os.recipes.export.handler(({ context, input }) =>
      exportRecipeSheet(context, input.kind, input.headers),
    ),
    preview: os.recipes.preview.handler(({ context, input }) => previewRecipes(context, input.file)),
    commit: os.recipes.commit.handler(({ context, input, path }) => commitRecipes(context, path, input)),
  },
  sizeChart: {
    get: os.sizeChart.get.handler(({ context, input }) =>
      readSizeChart(context.host.store.reader, input.styleId),
    ),
    save: os.sizeChart.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) =>
        saveSizeChart(scope, input.styleId, input.points, input.before),
      ),
    ),
  },
  bom: {
    versions: os.bom.versions.handler(({ context, input }) =>
      readBomVersions(context.host.store.reader, input.styleId),
    ),
    get: os.bom.get.handler(({ context, input }) => readBom(context.host.store.reader, input.styleId)),
    save: os.bom.save.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveBom(scope, input.styleId, input.lines, input.before)),
    ),
  },
  styles: {
    list: os.styles.list.handler(({ context, input }) => listStyles(context.host.store.reader, input)),
    get: os.styles.get.handler(({ context, input }) => readStyle(context.host.store.reader, input.id)),
    save: os.styles.save.handler(async ({ context, input, path }) => {
      const types = await photoTypes(
        context.host.dataDir,
        input.photos.map((photo) => photo.hash),
      )
      const { newCodes, ...saved } = await command(context, path, input, (scope) =>
        saveStyle(scope, input, types),
      )
      return { ...saved, matched: await followUp(context, path, input, { saved: null, codesOf: newCodes }) }
    }),
    archive: os.styles.archive.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => archiveStyles(scope, input.ids, input.archived)),
    ),
  },
  skus: {
    search: os.skus.search.handler(({ context, input }) =>
      searchSkus(context.host.store.reader, input.search, input),
    ),
    find: os.skus.find.handler(async ({ context, input }) => {
      const { reader } = context.host.store
      const sku = await findSku(reader, input.code)
      if (!sku) throw await unknownCode(reader, input.code)
      return sku
    }),
    labels: os.skus.labels.handler(async ({ context, input }) => [
      ...(await skuLabels(context.host.store.reader, input.ids)).values(),
    ]),
    saveSets: os.skus.saveSets.handler(({ context, input, path }) =>
      command(context, path, input, (scope) => saveSets(scope, input.sets)),
    ),
  },
  photos: {
    upload: os.photos.upload.handler(async ({ context, input }) => ({
      hash: await storePhoto(context.host.dataDir, input.original, input.thumbnail),
    })),
  },
  photo: os.photo.handler(({ context, input }) => readPhoto(context.host.dataDir, input.hash, input.size)),
  sheet: {
    export: os.sheet.export.handler(({ context, input }) => exportSheet(context, input, input.headers)),
    preview: os.sheet.preview.handler(({ context, input }) => previewSheet(context, input.file)),
    commit: os.sheet.commit.handler(({ context, input, path }) => commitSheet(context, path, input)),
  },
  listings: {
    list: os.listings.list.handler(({ context, input }) => listListings(context.host.store.reader, input)),
    export: os.listings.export.handler(({ context, input }) => exportListings(context, input)),
    exportAliases: os.listings.exportAliases.handler(({ context, input }) => exportAliases(context, input)),
    suggest: os.listings.suggest.handler(({ context, input }) =>
      suggestSkus(context.host.store.reader, input.shopId, input.matchKey),
    ),
    siblings: os.listings.siblings.handler(({ context, input }) =>
      suggestSiblings(context.host.store.reader, input),
    ),
    match: os.listings.match.handler(async ({ context, input, path }) => {
      const saved = await command(context, path, input, (scope) => saveAliases(scope, input.matches))
      const matched = await followUp(context, path, input, { saved, codesOf: [] })
      return { ...matched, aliasIds: saved.aliasIds }
    }),
    createSku: os.listings.createSku.handler(async ({ context, input, path }) => {
      const { saved, ...made } = await command(context, path, input, (scope) =>
        createFromListing(scope, input),
      )
      return { ...made, matched: await followUp(context, path, input, { saved, codesOf: [made.skuId] }) }
    }),
    aliases: os.listings.aliases.handler(({ context, input }) =>
      listAliases(context.host.store.reader, input),
    ),
    rematch: os.listings.rematch.handler(async ({ context, input, path }) => {
      const saved = await command(context, path, input, (scope) =>
        correctAlias(scope, input.aliasId, input.means),
      )
      return followUp(context, path, input, { saved, codesOf: [] })
    }),
  },
})
