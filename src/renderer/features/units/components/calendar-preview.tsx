import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { workingCalendarBodySchema } from '#shared/units/working-calendar.model.ts'
import { vietnamWeekdayOf } from '#shared/units/working-calendar.rules.ts'
import { type CalendarValues, fromMsOf, previewOf, toBody } from '../calendar-form.ts'

/** The two weeks from the chosen day on, as the form now says. */
export function CalendarPreview({ values }: { readonly values: CalendarValues }): ReactNode {
  const { t } = useTranslation()
  const body = workingCalendarBodySchema.safeParse(toBody(values))
  const fromMs = fromMsOf(values)
  return (
    <section aria-live="polite">
      <h3 className="mc-small-head">{t('units.calendar.preview')}</h3>
      {!body.success || fromMs === null ? (
        <p className="mc-quiet">{t('units.calendar.previewNone')}</p>
      ) : (
        <ul className="units-preview">
          {previewOf(body.data, fromMs).map(({ dayMs, date, sessions }) => (
            <li key={dayMs} data-closed={sessions.length === 0 || undefined}>
              <span>
                {t(`units.calendar.weekday.${vietnamWeekdayOf(dayMs)}`)} {date.slice(0, 5)}
              </span>
              <span>{sessions.length === 0 ? t('units.calendar.closed') : sessions.join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
