import { Group, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  petitionKindSchema,
  receptionHandlingSchema,
  receptionRegimeSchema,
} from '#shared/imports/import-rows.model.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import {
  halfDaySchema,
  LONGEST_TEXT,
  type Visit,
  type VisitBody,
  visitBodySchema,
} from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useNotices } from '../use-receptions.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { ChoiceField, DayField, TextField } from './fields.tsx'

type VisitFormProps = {
  /** null: a new one. */
  readonly visit: Visit | null
  readonly roomId: string | null
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

const emptyVisit = (): VisitBody =>
  visitBodySchema.parse({ dayMs: startOfVietnamDay(Date.now()), regime: 'regular' })

/** One line of the reception register, entered or corrected by hand. */
export function VisitForm({ visit, roomId, tree, onClose }: VisitFormProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const [room, setRoom] = useState(roomId)
  const [body, setBody] = useState<VisitBody>(() => (visit ? visitBodySchema.parse(visit) : emptyVisit()))
  const options = {
    onSuccess: () => {
      onClose()
      return done('receptions.saved')
    },
    onError: failed,
  }
  const add = useMutation(orpc.receptions.addVisit.mutationOptions(options))
  const edit = useMutation(orpc.receptions.editVisit.mutationOptions(options))
  const change = (part: Partial<VisitBody>): void => setBody({ ...body, ...part })
  const parsed = visitBodySchema.safeParse(body)
  const withheld = visit?.withheld ?? 'nothing'

  function save(): void {
    if (!parsed.success) return
    if (visit !== null) edit.mutate({ id: visit.id, ...parsed.data })
    else if (room !== null) add.mutate({ roomId: room, ...parsed.data })
  }

  return (
    <EntryDialog
      title={t(visit === null ? 'receptions.addVisit' : 'receptions.editVisit')}
      tree={tree}
      roomId={visit?.roomId ?? room}
      {...(visit === null ? { onRoom: setRoom } : {})}
      note={withheld === 'nothing' ? undefined : t(`receptions.withheld.${withheld}`)}
      canSave={parsed.success}
      isBusy={add.isPending || edit.isPending}
      onClose={onClose}
      onSave={save}
    >
      <WhenAndHow body={body} change={change} />
      <WhoAndWhat body={body} change={change} withheld={withheld} />
    </EntryDialog>
  )
}

type PartProps = { readonly body: VisitBody; readonly change: (part: Partial<VisitBody>) => void }

function WhenAndHow({ body, change }: PartProps): ReactNode {
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
          options={halfDaySchema.options}
          words="receptions.session"
          value={body.session}
          onChange={(session) => change({ session })}
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
          label={t('receptions.field.kind')}
          options={petitionKindSchema.options}
          words="receptions.kind"
          value={body.kind}
          onChange={(kind) => change({ kind })}
        />
        <NumberInput
          label={t('receptions.field.people')}
          min={1}
          allowDecimal={false}
          value={body.peopleCount}
          onChange={(value) => change({ peopleCount: Number(value) })}
        />
        <NumberInput
          label={t('receptions.field.visitNumber')}
          min={1}
          allowDecimal={false}
          value={body.visitNumber}
          onChange={(value) => change({ visitNumber: Number(value) })}
        />
        <TextField
          label={t('receptions.field.caseCode')}
          longest={LONGEST_TEXT.caseCode}
          value={body.caseCode}
          onChange={(caseCode) => change({ caseCode })}
        />
      </Group>
    </>
  )
}

function WhoAndWhat(props: PartProps & { readonly withheld: Visit['withheld'] }): ReactNode {
  const { t } = useTranslation()
  const { body, change, withheld } = props
  const text = (
    field: 'visitorName' | 'address' | 'content' | 'resolvedBy' | 'followUp' | 'note' | 'receiverName',
  ) => ({
    label: t(`receptions.field.${field}`),
    longest: LONGEST_TEXT[field],
    value: body[field],
    onChange: (value: string | null) => change({ [field]: value }),
  })
  return (
    <>
      {withheld === 'nothing' && (
        <Group grow align="flex-start">
          <TextField {...text('visitorName')} />
          <TextField {...text('address')} />
        </Group>
      )}
      {withheld !== 'all' && <TextField {...text('content')} lines={2} />}
      <Group grow align="flex-start">
        <ChoiceField
          label={t('receptions.field.handling')}
          options={receptionHandlingSchema.options}
          words="receptions.handling"
          value={body.handling}
          onChange={(handling) => change({ handling })}
        />
        <TextField {...text('receiverName')} />
      </Group>
      {withheld !== 'all' && (
        <>
          <Group grow align="flex-start">
            <TextField {...text('resolvedBy')} />
            <TextField {...text('followUp')} />
          </Group>
          <TextField {...text('note')} />
        </>
      )}
    </>
  )
}
