import { Group } from '@mantine/core'
import { TimeInput } from '@mantine/dates'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { daySessionSchema, receptionRegimeSchema } from '#shared/imports/import-rows.model.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import { LONGEST_TEXT } from '#shared/receptions/receptions.model.ts'
import {
  hostRoleSchema,
  type ScheduledSession,
  type SessionBody,
  sessionBodySchema,
} from '#shared/receptions/schedule.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useNotices } from '../use-receptions.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { ChoiceField, DayField, TextField } from './fields.tsx'

type SessionFormProps = {
  /** null: a new one. */
  readonly session: ScheduledSession | null
  readonly roomId: string
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

const emptySession = (): SessionBody =>
  sessionBodySchema.parse({
    dayMs: startOfVietnamDay(Date.now()),
    session: 'morning',
    regime: 'head',
    hostRole: 'chair',
  })

const pad = (value: number): string => String(value).padStart(2, '0')
const clockOf = (minute: number | null): string =>
  minute === null ? '' : `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`
function minuteOf(clock: string): number | null {
  const [hour, minute] = clock.split(':').map(Number)
  return clock === '' || hour === undefined || minute === undefined ? null : hour * 60 + minute
}

/** One session of the posted schedule, entered or corrected by hand. */
export function SessionForm({ session, roomId, tree, onClose }: SessionFormProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const [room, setRoom] = useState<string | null>(roomId)
  const [body, setBody] = useState<SessionBody>(() =>
    session === null ? emptySession() : sessionBodySchema.parse(session),
  )
  const options = {
    onSuccess: () => {
      onClose()
      return done('receptions.saved')
    },
    onError: failed,
  }
  const add = useMutation(orpc.receptions.addSession.mutationOptions(options))
  const edit = useMutation(orpc.receptions.editSession.mutationOptions(options))
  const change = (part: Partial<SessionBody>): void => setBody({ ...body, ...part })
  const parsed = sessionBodySchema.safeParse(body)

  function save(): void {
    if (!parsed.success) return
    if (session !== null) edit.mutate({ id: session.id, ...parsed.data })
    else if (room !== null) add.mutate({ roomId: room, ...parsed.data })
  }

  return (
    <EntryDialog
      title={t(session === null ? 'receptions.addSession' : 'receptions.editSession')}
      tree={tree}
      roomId={session?.roomId ?? room}
      {...(session === null ? { onRoom: setRoom } : {})}
      canSave={parsed.success}
      isBusy={add.isPending || edit.isPending}
      onClose={onClose}
      onSave={save}
    >
      <SessionFields body={body} change={change} />
    </EntryDialog>
  )
}

type FieldsProps = { readonly body: SessionBody; readonly change: (part: Partial<SessionBody>) => void }

function SessionFields({ body, change }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <Group grow align="flex-start">
        <DayField
          label={t('receptions.field.day')}
          required
          value={body.dayMs}
          onChange={(dayMs) => dayMs !== null && change({ dayMs })}
        />
        <ChoiceField
          label={t('receptions.field.session')}
          options={daySessionSchema.options}
          words="receptions.session"
          optional={false}
          value={body.session}
          onChange={(session) => session !== null && change({ session })}
        />
        <ChoiceField
          label={t('receptions.field.regime')}
          options={receptionRegimeSchema.options}
          words="receptions.regime"
          optional={false}
          value={body.regime}
          onChange={(regime) => regime !== null && change({ regime })}
        />
      </Group>
      <Group grow align="flex-start">
        <ChoiceField
          label={t('receptions.host')}
          options={hostRoleSchema.options}
          words="receptions.hostRole"
          optional={false}
          value={body.hostRole}
          onChange={(hostRole) => hostRole !== null && change({ hostRole })}
        />
        <TextField
          label={t('receptions.hostName')}
          longest={LONGEST_TEXT.hostName}
          value={body.hostName}
          onChange={(hostName) => change({ hostName })}
        />
      </Group>
      <Group grow align="flex-start">
        <TimeInput
          label={t('receptions.fromHour')}
          description={t('receptions.hoursHint')}
          value={clockOf(body.fromMinute)}
          onChange={(event) => change({ fromMinute: minuteOf(event.currentTarget.value) })}
        />
        <TimeInput
          label={t('receptions.toHour')}
          description={t('receptions.hoursHint')}
          value={clockOf(body.toMinute)}
          onChange={(event) => change({ toMinute: minuteOf(event.currentTarget.value) })}
        />
      </Group>
    </>
  )
}
