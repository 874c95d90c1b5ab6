import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { toVietnamDateTime } from '#shared/kernel/instant.ts'
import type { Schedule, ScheduledSession } from '#shared/receptions/schedule.model.ts'
import { formatDate } from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { type CalendarDay, calendarWeeks, SESSION_TONES } from '../schedule-month.ts'

type SessionCalendarProps = {
  readonly schedule: Schedule
  readonly month: string
  readonly onOpen: (id: string) => void
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** Weeks from Monday on; each session with its state in shape, colour and word. */
export function SessionCalendar({ schedule, month, onOpen }: SessionCalendarProps): ReactNode {
  const { t } = useTranslation()
  const weeks = calendarWeeks(schedule, month, schedule.sessions, schedule.nowMs)
  return (
    <div className="mc-table-scroll">
      <table className="reception-calendar" aria-label={t('receptions.calendar')}>
        <thead>
          <tr>
            {WEEKDAYS.map((weekday) => (
              <th key={weekday} scope="col">
                {t(`receptions.weekday.${weekday}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days[0]?.dayMs}>
              {days.map((day) => (
                <Day key={day.dayMs} day={day} onOpen={onOpen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Day({
  day,
  onOpen,
}: {
  readonly day: CalendarDay
  readonly onOpen: (id: string) => void
}): ReactNode {
  const { dayMs, inMonth, isToday, sessions } = day
  return (
    <td data-outside={!inMonth || undefined} aria-current={isToday ? 'date' : undefined}>
      <time dateTime={formatDate(dayMs)} className="reception-day-number">
        {toVietnamDateTime(dayMs).day}
      </time>
      {sessions.map((session) => (
        <SessionChip key={session.id} session={session} onOpen={onOpen} />
      ))}
    </td>
  )
}

type ChipProps = { readonly session: ScheduledSession; readonly onOpen: (id: string) => void }

function SessionChip({ session, onOpen }: ChipProps): ReactNode {
  const { t } = useTranslation()
  return (
    <UnstyledButton
      className="reception-session"
      data-state={session.sessionState}
      data-testid="reception-session"
      onClick={() => onOpen(session.id)}
    >
      <span className="reception-session-head">
        {t(`receptions.session.${session.session}`)} · {t(`receptions.hostRole.${session.hostRole}`)}
      </span>
      <StatusMark tone={SESSION_TONES[session.sessionState]}>
        {t(`receptions.sessionState.${session.sessionState}`)}
      </StatusMark>
    </UnstyledButton>
  )
}
