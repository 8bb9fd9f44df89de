import type { ReactNode } from 'react'
import { paginate } from '../fit.ts'
import type { Paper } from '../paper.ts'
import { marginMm } from '../print-css.ts'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

/** Two columns of words, each of a word and what is said under it. */
export type RosterWords = readonly [string, string]

export interface RosterPerson {
  readonly words: readonly [RosterWords, RosterWords]
  /** As many as the titles of figures. */
  readonly figures: readonly string[]
}

export interface RosterProps {
  readonly title: string
  readonly workshopName: string
  /** What the list is of: its year and day, how many. */
  readonly about: string
  readonly wordTitles: RosterWords
  readonly figureTitles: readonly string[]
  readonly people: readonly RosterPerson[]
  readonly note: string
  readonly signatures: readonly string[]
}

const rowMm = 12
const headMm = 28
const footMm = 6
const endMm = 34

/** A list of people as an office files it: a row of two lines for each, signed at its end. */
export function Roster(
  props: RosterProps & { readonly paper: Paper; readonly labels: PrintTexts['roster'] },
): ReactNode {
  const { paper, labels } = props
  const height = paper.heightMm - 2 * marginMm(paper) - headMm - footMm
  const numbered = props.people.map((person, index) => ({ ...person, number: index + 1 }))
  const onPage = Math.floor(height / rowMm)
  const pages = withSomebody(paginate(numbered, onPage, Math.floor((height - endMm) / rowMm)))
  return pages.map((rows, page) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
    <PrintPage key={page} kind="roster">
      <div className="center line b s18">{props.title}</div>
      <div className="row s10">
        <span className="grow line">{props.workshopName}</span>
        <span className="line end">{props.about}</span>
      </div>
      <div className="row rule hair h12 b s8 gap">
        <span className="roster-number" />
        {props.wordTitles.map((title) => (
          <span key={title} className="grow clamp c3">
            {title}
          </span>
        ))}
        {props.figureTitles.map((title) => (
          <span key={title} className="roster-figure clamp c3 end">
            {title}
          </span>
        ))}
      </div>
      {rows.map((person) => (
        <div key={person.number} className="row hair h12">
          <span className="roster-number end s8">{person.number}</span>
          {person.words.map(([word, under], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
            <span key={index} className="grow">
              <span className="roster-word line b s10">{word}</span>
              <span className="clamp c2 s7">{under}</span>
            </span>
          ))}
          {person.figures.map((figure, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: printed once, never re-ordered
            <span key={index} className="roster-figure line end s9">
              {figure}
            </span>
          ))}
        </div>
      ))}
      {page === pages.length - 1 && (
        <>
          <div className="clamp c4 s9 gap">{props.note}</div>
          <div className="row h14 s11">
            {props.signatures.map((name) => (
              <span key={name} className="grow blank">
                {name}
              </span>
            ))}
          </div>
        </>
      )}
      <div className="row foot s9">
        <span className="grow" />
        <span className="nowrap b">{labels.page(page + 1, pages.length)}</span>
      </div>
    </PrintPage>
  ))
}

/** Nobody signs a page without names: the last people of the page before come along. */
function withSomebody<T>(pages: readonly (readonly T[])[]): readonly (readonly T[])[] {
  const before = pages.at(-2)
  if (before === undefined || pages.at(-1)!.length > 0) return pages
  return [...pages.slice(0, -2), before.slice(0, -2), before.slice(-2)]
}
