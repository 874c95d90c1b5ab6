import { Alert, Button, Group, Select, Tabs } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import type { PresenceSearch } from '#renderer/api/presence-search.ts'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { toDateInput } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { roomLabel } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { Room } from '#shared/units/units.model.ts'
import { CounterCells } from './components/counter-cells.tsx'
import { ReceptionTables } from './components/reception-tables.tsx'
import { DetectorsTab } from './detectors-tab.tsx'
import { dayRange } from './presence-day.ts'
import './presence.css'

type Suggestions = (roomId: Id, range: TimeRange) => ReactNode
type PresencePageProps = {
  /** What the day of the room suggests, to be decided on. */
  readonly suggestions: Suggestions
}

/** People at counters against the log, and how often what that suggested was dismissed. Suggestions, never verdicts. */
export function PresencePage({ suggestions }: PresencePageProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/presence' })
  // Administrators see no footage; what is suggested too often is theirs to switch off.
  const mayWatch = useMay()('recordings.view')
  const tab = mayWatch ? (search.tab ?? 'day') : 'detectors'
  return (
    <>
      <PageHeader title={t('presence.title')} description={t('presence.description')} />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) =>
          void navigate({
            to: '/presence',
            search: { ...search, tab: value === 'detectors' ? 'detectors' : undefined },
          })
        }
      >
        <Tabs.List mb="sm">
          {mayWatch && <Tabs.Tab value="day">{t('presence.tab.day')}</Tabs.Tab>}
          <Tabs.Tab value="detectors" data-testid="presence-tab-detectors">
            {t('presence.tab.detectors')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="day">
          <DayTab suggestions={suggestions} />
        </Tabs.Panel>
        <Tabs.Panel value="detectors">
          <DetectorsTab />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

/** One room, one day. */
function DayTab({ suggestions }: PresencePageProps): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ from: '/frame/presence' })
  const today = toDateInput(useNow())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  // Rooms of others would be refused: those that have a camera which the person may see are offered.
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const rooms = (tree.data?.rooms ?? []).filter((each) =>
    cameras.data?.some(({ roomId }) => roomId === each.id),
  )
  const room =
    rooms.find(({ id }) => id === search.room) ?? (search.room === undefined ? rooms[0] : undefined)
  const day = search.day ?? today
  const go = (next: PresenceSearch): void =>
    void navigate({ to: '/presence', search: { ...search, ...next } })
  return (
    <>
      <Alert
        color="gray"
        icon={<IconInfoCircle size={18} aria-hidden />}
        mb="sm"
        title={t('presence.suggestion')}
      >
        {t('presence.suggestionMeans')}
      </Alert>
      <Group gap="sm" mb="sm">
        <Select
          aria-label={t('presence.room')}
          placeholder={t('presence.room')}
          data={rooms.map((each) => ({ value: each.id, label: roomLabel(tree.data, each) }))}
          value={room?.id ?? null}
          onChange={(value) => go({ room: value ?? undefined })}
          searchable
          w={280}
        />
        <DatePickerInput
          w={140}
          valueFormat="DD/MM/YYYY"
          value={day}
          aria-label={dayLabel(t('presence.day'), [day])}
          onChange={(next) => next !== null && go({ day: next })}
        />
        {room !== undefined && (
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/findings" search={{ room: room.id }} />}
          >
            {t('presence.toFindings')}
          </Button>
        )}
      </Group>
      <QueryView query={tree} rows={8}>
        {() =>
          room === undefined ? (
            <EmptyState title={t('presence.noRoom')} advice={t('presence.noRoomAdvice')} />
          ) : (
            <RoomDay key={`${room.id} ${day}`} room={room} day={day} suggestions={suggestions} />
          )
        }
      </QueryView>
    </>
  )
}

type RoomDayProps = PresencePageProps & { readonly room: Room; readonly day: string }

function RoomDay({ room, day, suggestions }: RoomDayProps): ReactNode {
  const { t } = useTranslation()
  const range = dayRange(day)
  const counters = useQuery(orpc.presence.counters.queryOptions({ input: { roomId: room.id, ...range } }))
  return (
    <>
      <ReceptionTables roomId={room.id} range={range} />
      {suggestions(room.id, range)}
      <QueryView query={counters} rows={8}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              title={t('presence.noZones')}
              advice={t('presence.noZonesAdvice')}
              action={
                <Button renderRoot={(props) => <Link {...props} to="/cameras" />}>
                  {t('presence.toCameras')}
                </Button>
              }
            />
          ) : (
            list.map((counter) => (
              <CounterCells
                key={counter.counterId}
                counter={counter}
                roomId={room.id}
                name={room.counters.find(({ id }) => id === counter.counterId)?.name ?? '…'}
              />
            ))
          )
        }
      </QueryView>
    </>
  )
}
