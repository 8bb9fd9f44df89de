import type { ReactNode } from 'react'
import { PrintPage } from '../print-page.tsx'
import type { PrintTexts } from '../texts.ts'

export interface TimeSheetProps {
  readonly workshopName: string
  readonly name: string
  /** How she is paid. */
  readonly kind: string
  /** "2026-05" */
  readonly month: string
  /** Kinds of hours. */
  readonly columns: readonly string[]
  readonly days: readonly {
    /** "18 Mon" */
    readonly day: string
    /** Came and left by badge. */
    readonly times: string
    readonly hours: readonly string[]
    /** Rest day, leave, farm season. */
    readonly note: string
  }[]
  /** Of the columns. */
  readonly sums: readonly string[]
  readonly facts: readonly (readonly [name: string, value: string])[]
}

/** One worker's month, day by day, on one page, with her signature. */
export function TimeSheet(props: TimeSheetProps & { readonly labels: PrintTexts['timeSheet'] }): ReactNode {
  const { labels } = props
  return (
    <PrintPage kind="timesheet">
      <div className="row h10">
        <span className="grow line b s18">{`${props.name}　${props.month} ${labels.title}`}</span>
        <span className="nowrap s11">{props.kind}</span>
      </div>
      <div className="row rule hair h9 b s9">
        <span className="time-day">{labels.day}</span>
        <span className="time-times">{labels.times}</span>
        {props.columns.map((title) => (
          <span key={title} className="time-hours clamp c2 end">
            {title}
          </span>
        ))}
        <span className="grow">{labels.note}</span>
      </div>
      {props.days.map(({ day, times, hours, note }) => (
        <div key={day} className="row hair h7 s10">
          <span className="time-day">{day}</span>
          <span className="time-times line">{times}</span>
          {hours.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column each, in their order
            <span key={index} className="time-hours end">
              {text}
            </span>
          ))}
          <span className="grow line s9">{note}</span>
        </div>
      ))}
      <div className="row h8 b s11">
        <span className="time-day">{labels.sum}</span>
        <span className="time-times" />
        {props.sums.map((text, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column each, in their order
          <span key={index} className="time-hours end">
            {text}
          </span>
        ))}
      </div>
      <div className="row h6 s10">
        <span className="grow line">{props.facts.map(([name, value]) => `${name} ${value}`).join('　')}</span>
      </div>
      <div className="row h12 s11 foot">
        <span className="grow blank">{`${labels.worker} ${props.name}`}</span>
        <span className="grow blank">{labels.workshop}</span>
        <span className="grow blank">{labels.date}</span>
      </div>
      <div className="row s9">
        <span className="grow">{props.workshopName}</span>
      </div>
    </PrintPage>
  )
}
