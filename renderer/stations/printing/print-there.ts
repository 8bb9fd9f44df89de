import { v7 } from 'uuid'
import type { PrintDocument } from '../../../shared/shipping/printer-profile.ts'
import { client } from '../../app/client.ts'
import type { Paper } from '../../print/paper.ts'
import type { PrintFonts } from '../../print/print-css.ts'

/** Bundled type by its place alone: the printing station serves the same files from an address of its own. */
export function placeOnly({ regularUrl, boldUrl, rareCssUrls }: PrintFonts): PrintFonts {
  const path = (url: string) => new URL(url, location.href).pathname
  return { regularUrl: path(regularUrl), boldUrl: path(boldUrl), rareCssUrls: (rareCssUrls ?? []).map(path) }
}

export interface JobThere {
  readonly sharedPrinterId: number
  readonly document: PrintDocument
  readonly pages: number
  readonly html: string
  readonly paper: Paper
}

/** The last one whose answer did not come: pressed once more, it is the same job and comes out once. */
let unanswered: { readonly text: string; readonly id: string } | null = null

/** Sends a document to another station's printer. Gives the job's id. */
export async function printThere({ html, paper, ...job }: JobThere): Promise<number> {
  const { widthMm: width, heightMm: height } = paper
  const input = { ...job, html: await withPictures(html), width, height, copies: 1 }
  const text = JSON.stringify(input)
  const commandId = unanswered?.text === text ? unanswered.id : v7()
  unanswered = { text, id: commandId }
  const { id } = await client.stations.printing.print({ commandId, ...input })
  unanswered = null
  return id
}

/** Photos are known to this page alone: they go along inside the document. One that is lost leaves its place empty. */
export async function withPictures(html: string): Promise<string> {
  const urls = [...new Set([...html.matchAll(/<img[^>]* src="(blob:[^"]+)"/g)].map(([, url]) => url!))]
  const pictures = await Promise.all(
    urls.map(async (url) => [url, await dataUrl(url).catch(() => '')] as const),
  )
  return pictures.reduce((text, [url, data]) => text.replaceAll(`src="${url}"`, `src="${data}"`), html)
}

/** Drawn anew: the page's own policy lets pictures show these addresses, and nobody else read them. */
async function dataUrl(url: string): Promise<string> {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.naturalWidth
  canvas.height = picture.naturalHeight
  canvas.getContext('2d')!.drawImage(picture, 0, 0)
  return canvas.toDataURL('image/jpeg', 0.85)
}
