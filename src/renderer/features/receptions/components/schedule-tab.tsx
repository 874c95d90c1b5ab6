import { ActionIcon, Button, Group, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE_MS } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDate } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { roomLabel } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import { receptionRooms } from '../reception-rooms.ts'
import { monthOf, rangeOfMonth, shiftMonth } from '../schedule-month.ts'
import { useReceptionsSearch } from '../use-receptions.ts'
import { ChairWeeks } from './chair-weeks.tsx'
import { SessionCalendar } from './session-calendar.tsx'
import { SessionDrawer } from './session-drawer.tsx'
import { SessionForm } from './session-form.tsx'

/** Lịch tiếp công dân against register and footage, a month of one room. */
export function ScheduleTab({ tree }: { readonly tree: UnitTree | undefined }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { search, go } = useReceptionsSearch()
  const [isAdding, setAdding] = useState(false)
  const nowMs = useNow()
  const month = search.month ?? monthOf(nowMs)
  const viewable = useQuery(orpc.receptions.rooms.queryOptions())
  const rooms = receptionRooms(tree).filter(({ id }) => viewable.data?.includes(id) ?? false)
  const roomId = rooms.find(({ id }) => id === search.room)?.id ?? rooms[0]?.id
  if (tree === undefined || viewable.data === undefined)
    return (
      <QueryView query={viewable} rows={14}>
        {() => null}
      </QueryView>
    )
  if (roomId === undefined)
    return <EmptyState title={t('receptions.noRooms')} advice={t('receptions.noRoomsAdvice')} />
  return (
    <div className="reception-schedule">
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <Select
            w={280}
            searchable
            allowDeselect={false}
            aria-label={t('receptions.filter.room')}
            data={rooms.map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
            value={roomId}
            onChange={(room) => go({ room: room ?? undefined, open: undefined })}
          />
          <MonthChoice month={month} onChange={(next) => go({ month: next, open: undefined })} />
        </Group>
        <Group gap="sm">
          <ExportListButton
            wanted={{ list: 'reception-schedule', filter: { roomId, ...rangeOfMonth(month) } }}
          />
          {may('receptions.manage') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
              {t('receptions.addSession')}
            </Button>
          )}
        </Group>
      </Group>
      <Month roomId={roomId} month={month} tree={tree} />
      {isAdding && (
        <SessionForm session={null} roomId={roomId} tree={tree} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}

type MonthProps = { readonly roomId: string; readonly month: string; readonly tree: UnitTree }

function Month({ roomId, month, tree }: MonthProps): ReactNode {
  const { t } = useTranslation()
  const { search, go } = useReceptionsSearch()
  const schedule = useQuery(
    orpc.receptions.schedule.queryOptions({
      input: { roomId, ...rangeOfMonth(month) },
      staleTime: MINUTE_MS,
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <QueryView query={schedule} rows={16}>
      {(data) => (
        <>
          {data.sessions.length === 0 ? (
            <EmptyState
              compact
              title={t('receptions.noSessions')}
              advice={t('receptions.noSessionsAdvice')}
            />
          ) : (
            <p className="mc-quiet">
              {data.registerToMs === null
                ? t('receptions.registerEmpty')
                : t('receptions.registerReaches', { day: formatDate(data.registerToMs) })}
            </p>
          )}
          <div className="reception-month">
            <Panel flush title={t('receptions.calendar')}>
              <SessionCalendar schedule={data} month={month} onOpen={(open) => go({ open })} />
            </Panel>
            <Panel title={t('receptions.chairDays')}>
              <ChairWeeks weeks={data.weeks} />
            </Panel>
          </div>
          <SessionDrawer
            session={data.sessions.find(({ id }) => id === search.open) ?? null}
            registerToMs={data.registerToMs}
            tree={tree}
            onClose={() => go({ open: undefined })}
          />
        </>
      )}
    </QueryView>
  )
}

type MonthChoiceProps = { readonly month: string; readonly onChange: (month: string) => void }

function MonthChoice({ month, onChange }: MonthChoiceProps): ReactNode {
  const { t } = useTranslation()
  const [year = '', number = ''] = month.split('-')
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('receptions.previousMonth')}
        onClick={() => onChange(shiftMonth(month, -1))}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <strong className="mc-nowrap" aria-live="polite">
        {t('receptions.month', { month: number, year })}
      </strong>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('receptions.nextMonth')}
        onClick={() => onChange(shiftMonth(month, 1))}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
