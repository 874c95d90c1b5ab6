import { Alert, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { totalMs } from '#shared/kernel/time-range.ts'
import type { ScheduledSession } from '#shared/receptions/schedule.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { api } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import {
  formatDate,
  formatDuration,
  formatNumber,
  formatPercent,
  formatShortTime,
} from '#renderer/ui/format.ts'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { SESSION_TONES } from '../schedule-month.ts'
import { useReceptionsSearch } from '../use-receptions.ts'
import { useRemoval } from '../use-removal.tsx'
import { FactList } from './fact-list.tsx'
import { SessionForm } from './session-form.tsx'

type SessionDrawerProps = {
  /** null: closed. */
  readonly session: ScheduledSession | null
  readonly registerToMs: InstantMs | null
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

/** What became of a session, why, and the way to what can be looked at. */
export function SessionDrawer({ session, registerToMs, tree, onClose }: SessionDrawerProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={session !== null}
      onClose={onClose}
      position="right"
      size={560}
      title={session === null ? '' : t('receptions.sessionOf', { day: formatDate(session.dayMs) })}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {session !== null && (
        <Stack gap="md" data-testid="session-detail">
          <StatusMark tone={SESSION_TONES[session.sessionState]}>
            {t(`receptions.sessionState.${session.sessionState}`)}
          </StatusMark>
          <Text size="sm">{t(`receptions.sessionMeaning.${session.sessionState}`)}</Text>
          {session.sessionState === 'not-held' && (registerToMs ?? 0) < session.dayMs && (
            <Alert color="yellow">{t('receptions.registerMissing')}</Alert>
          )}
          <SessionFacts session={session} />
          <SessionActions session={session} tree={tree} onClose={onClose} />
        </Stack>
      )}
    </Drawer>
  )
}

function SessionFacts({ session }: { readonly session: ScheduledSession }): ReactNode {
  const { t } = useTranslation()
  const { windows, footage, visits, visitsOfDay } = session
  const hours = windows
    .map(({ fromMs, toMs }) => `${formatShortTime(fromMs)}–${formatShortTime(toMs)}`)
    .join(', ')
  const register = t('receptions.registerEntries', { visits: formatNumber(visits) })
  const dayOnly =
    visitsOfDay === 0 ? '' : ` ${t('receptions.ofDayOnly', { visits: formatNumber(visitsOfDay) })}`
  return (
    <FactList
      facts={[
        { label: t('receptions.hours'), value: hours },
        { label: t('receptions.field.regime'), value: t(`receptions.regime.${session.regime}`) },
        {
          label: t('receptions.host'),
          value: [t(`receptions.hostRole.${session.hostRole}`), session.hostName].filter(Boolean).join(' · '),
        },
        { label: t('receptions.tab.visits'), value: register + dayOnly },
        { label: t('receptions.byHead'), value: formatNumber(session.headVisits) },
        { label: t('receptions.byDelegate'), value: formatNumber(session.delegatedVisits) },
        {
          label: t('receptions.filmed'),
          value: footage === null ? null : <FilmedShare footage={footage} lengthMs={totalMs(windows)} />,
        },
      ]}
    />
  )
}

type FilmedShareProps = {
  readonly footage: NonNullable<ScheduledSession['footage']>
  readonly lengthMs: number
}

function FilmedShare({ footage, lengthMs }: FilmedShareProps): ReactNode {
  const { t } = useTranslation()
  const { filmedMs, footageMs, causes } = footage
  return (
    <>
      {`${formatDuration(filmedMs)}/${formatDuration(lengthMs)} (${formatPercent(filmedMs / lengthMs)})`}
      {footageMs < filmedMs && ` · ${t('receptions.stillThere', { length: formatDuration(footageMs) })}`}
      {causes.map(({ state, reason, lengthMs: missingMs }) => (
        <div key={`${state} ${reason}`}>
          {t('receptions.missing', {
            length: formatDuration(missingMs),
            cause: t([`ui.footage.${reason ?? state}`, `ui.footage.${state}`]),
          })}
        </div>
      ))}
    </>
  )
}

function SessionActions(props: {
  readonly session: ScheduledSession
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}): ReactNode {
  const { session, tree, onClose } = props
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { go } = useReceptionsSearch()
  const [isEditing, setEditing] = useState(false)
  const remove = useRemoval(api.receptions.removeSession, api.receptions.restoreSession)
  const { roomId, dayMs, windows, footage } = session
  return (
    <Group gap="xs">
      {may('recordings.view') && (footage?.footageMs ?? 0) > 0 && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() =>
            void navigate({ to: '/review', search: { room: roomId, at: windows[0]?.fromMs ?? dayMs } })
          }
        >
          {t('receptions.footage')}
        </Button>
      )}
      <Button
        variant="default"
        onClick={() => go({ tab: 'visits', room: roomId, from: dayMs, to: dayMs, open: undefined })}
      >
        {t('receptions.registerOfDay')}
      </Button>
      {may('receptions.manage') && (
        <>
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('receptions.edit')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => {
              onClose()
              void remove(session.id, t('receptions.sessionOf', { day: formatDate(dayMs) }))
            }}
          >
            {t('receptions.remove')}
          </Button>
        </>
      )}
      {isEditing && (
        <SessionForm session={session} roomId={roomId} tree={tree} onClose={() => setEditing(false)} />
      )}
    </Group>
  )
}
