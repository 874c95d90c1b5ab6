import { ActionIcon, Button, Group } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronLeft, IconChevronRight, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { ExportListButton } from '#renderer/dialogs/export-list-button.tsx'
import { dayLabel } from '#renderer/ui/day-label.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { toDateInput } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { roomLabel } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { useNow } from '#renderer/ui/use-now.ts'
import type { Counter, Room, UnitTree } from '#shared/units/units.model.ts'
import { CounterEvents } from './components/counter-events.tsx'
import { CounterFigures } from './components/counter-figures.tsx'
import { CounterLanes } from './components/counter-lanes.tsx'
import { FindingRows } from './components/finding-rows.tsx'
import { shiftDay } from './counter-day.ts'
import { useCounterDay } from './use-counter-day.ts'
import './dossiers.css'

/** One counter, one day: when it was open, what the cameras recorded, what the log says happened. */
export function CounterDayPage(): ReactNode {
  const { t } = useTranslation()
  const { counterId } = useParams({ from: '/frame/counters/$counterId' })
  const today = toDateInput(useNow())
  const { day = today } = useSearch({ from: '/frame/counters/$counterId' })
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  return (
    <QueryView query={tree} rows={12}>
      {(data) => {
        const room = data.rooms.find((one) => one.counters.some(({ id }) => id === counterId))
        const counter = room?.counters.find(({ id }) => id === counterId)
        return room === undefined || counter === undefined ? (
          <EmptyState
            title={t('dossiers.counterDay.unknown')}
            advice={t('dossiers.counterDay.unknownAdvice')}
          />
        ) : (
          <OneDay counter={counter} room={room} tree={data} day={day} />
        )
      }}
    </QueryView>
  )
}

type OneDayProps = {
  readonly counter: Counter
  readonly room: Room
  readonly tree: UnitTree
  readonly day: string
}

function OneDay({ counter, room, tree, day }: OneDayProps): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const data = useCounterDay(counter.id, room, day)
  const { events, range, findings } = data
  const first = events[0]?.atMs ?? data.sessions[0]?.fromMs ?? data.shown.fromMs
  return (
    <div className="dossier-page">
      <PageHeader
        title={`${counter.name} · ${roomLabel(tree, room)}`}
        description={t('dossiers.counterDay.description')}
        action={
          <>
            <DayChoice counterId={counter.id} day={day} />
            <ExportListButton
              wanted={{
                list: 'coverage-events',
                filter: { roomId: room.id, counterId: counter.id, ...range },
              }}
              disabled={events.length === 0}
            />
            {may('recordings.view') && (
              <Button
                renderRoot={(props) => <Link {...props} to="/review" search={{ room: room.id, at: first }} />}
                leftSection={<IconPlayerPlay size={16} aria-hidden />}
              >
                {t('dossiers.counterDay.watch')}
              </Button>
            )}
          </>
        }
      />
      <QueryView query={data.coverage} rows={10}>
        {() => (
          <>
            <CounterFigures events={events} />
            <CounterLanes room={room} data={data} />
            <div className="dossier-columns">
              <Panel title={t('dossiers.counterDay.events')} flush>
                <CounterEvents events={events} />
              </Panel>
              <Panel title={t('dossiers.one.findings')}>
                {findings.length === 0 ? (
                  <p className="mc-quiet">{t('dossiers.counterDay.noFindings')}</p>
                ) : (
                  <FindingRows findings={findings} />
                )}
              </Panel>
            </div>
          </>
        )}
      </QueryView>
    </div>
  )
}

/** ← and → go to the day before and after. */
function DayChoice({ counterId, day }: { readonly counterId: string; readonly day: string }): ReactNode {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const go = (next: string): void =>
    void navigate({ to: '/counters/$counterId', params: { counterId }, search: { day: next }, replace: true })
  useHotkeys([
    ['ArrowLeft', () => go(shiftDay(day, -1))],
    ['ArrowRight', () => go(shiftDay(day, 1))],
  ])
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('dossiers.counterDay.dayBefore')}
        onClick={() => go(shiftDay(day, -1))}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <DatePickerInput
        w={130}
        valueFormat="DD/MM/YYYY"
        value={day}
        onChange={(next) => next !== null && go(next)}
        aria-label={dayLabel(t('dossiers.counterDay.day'), [day])}
      />
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('dossiers.counterDay.dayAfter')}
        onClick={() => go(shiftDay(day, 1))}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
