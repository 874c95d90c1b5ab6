import { Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { petitionKindSchema } from '#shared/imports/import-rows.model.ts'
import { startOfVietnamDay } from '#shared/kernel/instant.ts'
import {
  LONGEST_TEXT,
  type Petition,
  type PetitionBody,
  petitionBodySchema,
  petitionOutcomeSchema,
  petitionSourceSchema,
} from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useNotices } from '../use-receptions.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { ChoiceField, DayField, TernaryField, TextField } from './fields.tsx'

type PetitionFormProps = {
  /** null: a new one. */
  readonly petition: Petition | null
  readonly roomId: string | null
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

/** One petition, entered or corrected by hand. */
export function PetitionForm({ petition, roomId, tree, onClose }: PetitionFormProps): ReactNode {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const [room, setRoom] = useState(roomId)
  const [body, setBody] = useState<PetitionBody>(() =>
    petitionBodySchema.parse(petition ?? { dayMs: startOfVietnamDay(Date.now()) }),
  )
  const options = {
    onSuccess: () => {
      onClose()
      return done('receptions.saved')
    },
    onError: failed,
  }
  const add = useMutation(orpc.receptions.addPetition.mutationOptions(options))
  const edit = useMutation(orpc.receptions.editPetition.mutationOptions(options))
  const parsed = petitionBodySchema.safeParse(body)
  const withheld = petition?.withheld ?? 'nothing'

  function save(): void {
    if (!parsed.success) return
    if (petition !== null) edit.mutate({ id: petition.id, ...parsed.data })
    else if (room !== null) add.mutate({ roomId: room, ...parsed.data })
  }

  return (
    <EntryDialog
      title={t(petition === null ? 'receptions.addPetition' : 'receptions.editPetition')}
      tree={tree}
      roomId={petition?.roomId ?? room}
      {...(petition === null ? { onRoom: setRoom } : {})}
      note={withheld === 'nothing' ? undefined : t(`receptions.withheld.${withheld}`)}
      canSave={parsed.success}
      isBusy={add.isPending || edit.isPending}
      onClose={onClose}
      onSave={save}
    >
      <PetitionFields
        body={body}
        withheld={withheld}
        change={(part) => setBody((before) => ({ ...before, ...part }))}
      />
    </EntryDialog>
  )
}

type FieldsProps = {
  readonly body: PetitionBody
  readonly withheld: Petition['withheld']
  readonly change: (part: Partial<PetitionBody>) => void
}

function PetitionFields({ body, withheld, change }: FieldsProps): ReactNode {
  const { t } = useTranslation()
  const text = (field: 'number' | 'senderName' | 'address' | 'content' | 'result') => ({
    label: t(`receptions.field.${field}`),
    longest: LONGEST_TEXT[field],
    value: body[field],
    onChange: (value: string | null) => change({ [field]: value }),
  })
  return (
    <>
      <Group grow align="flex-start">
        <TextField {...text('number')} />
        <DayField
          label={t('receptions.field.receivedDay')}
          required
          value={body.dayMs}
          onChange={(dayMs) => dayMs !== null && change({ dayMs })}
        />
        <ChoiceField
          label={t('receptions.field.kind')}
          options={petitionKindSchema.options}
          words="receptions.kind"
          value={body.kind}
          onChange={(kind) => change({ kind })}
        />
        <ChoiceField
          label={t('receptions.field.source')}
          options={petitionSourceSchema.options}
          words="receptions.source"
          value={body.source}
          onChange={(source) => change({ source })}
        />
      </Group>
      {withheld === 'nothing' && (
        <Group grow align="flex-start">
          <TextField {...text('senderName')} />
          <TextField {...text('address')} />
        </Group>
      )}
      {withheld !== 'all' && <TextField {...text('content')} lines={2} />}
      <Group grow align="flex-start">
        <TernaryField
          label={t('receptions.field.eligible')}
          value={body.eligible}
          onChange={(eligible) => change({ eligible })}
        />
        <TernaryField
          label={t('receptions.field.withinCompetence')}
          value={body.withinCompetence}
          onChange={(withinCompetence) => change({ withinCompetence })}
        />
      </Group>
      <Group grow align="flex-start">
        <DayField
          label={t('receptions.field.dueDay')}
          value={body.dueDayMs}
          onChange={(dueDayMs) => change({ dueDayMs })}
        />
        <DayField
          label={t('receptions.field.resolvedDay')}
          value={body.resolvedDayMs}
          onChange={(resolvedDayMs) => change({ resolvedDayMs })}
        />
        <ChoiceField
          label={t('receptions.field.outcome')}
          options={petitionOutcomeSchema.options}
          words="receptions.outcome"
          value={body.outcome}
          onChange={(outcome) => change({ outcome })}
        />
      </Group>
      {withheld !== 'all' && <TextField {...text('result')} />}
    </>
  )
}
