import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

/** What shrinks; fonts and photos are compressed in themselves. */
const kinds: ReadonlySet<string> = new Set(['.html', '.js', '.css', '.json', '.svg', '.wasm'])
const atLeastBytes = 1024
/** Of 11: the last two make files a tenth smaller and the build ten seconds longer. */
const quality = 9

const compress = promisify(brotliCompress)

/** Writes `name.br` beside each file of a folder that is smaller that way. Station doors answer with it (http/static-files.ts). */
export async function compressFiles(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !kinds.has(extname(entry.name))) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = await readFile(file)
    if (bytes.length < atLeastBytes) continue
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }
    const small = await compress(bytes, { params })
    if (small.length < bytes.length) await writeFile(`${file}.br`, small)
  }
}

/** A tablet's first load over the workshop's Wi-Fi: a quarter of the bytes, without the host's time. */
export const compressedFiles: Plugin = {
  name: 'compressed-files',
  // After all is written: what a file's bytes are is known then.
  writeBundle: { order: 'post', sequential: true, handler: ({ dir }) => compressFiles(dir!) },
}
