import { Alert, Button, Drawer, Group, Stack } from '@mantine/core'
import { IconPencil, IconRestore, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Petition } from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { api, orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDate } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { useNotices } from '../use-receptions.ts'
import { useRemoval } from '../use-removal.tsx'
import { EntryStateMark } from './entry-state.tsx'
import { FactList } from './fact-list.tsx'
import { PetitionForm } from './petition-form.tsx'

type PetitionDrawerProps = {
  /** null: closed. */
  readonly petition: Petition | null
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

/** One petition as the register tells it. */
export function PetitionDrawer({ petition, tree, onClose }: PetitionDrawerProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={petition !== null}
      onClose={onClose}
      position="right"
      size={560}
      title={t('receptions.petition')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {petition !== null && (
        <Stack gap="md">
          <EntryStateMark state={petition.state} />
          {petition.withheld !== 'nothing' && (
            <Alert color="yellow">{t(`receptions.withheld.${petition.withheld}`)}</Alert>
          )}
          <PetitionFacts petition={petition} tree={tree} />
          <PetitionActions petition={petition} tree={tree} onClose={onClose} />
        </Stack>
      )}
    </Drawer>
  )
}

type PartProps = { readonly petition: Petition; readonly tree: UnitTree | undefined }

function PetitionFacts({ petition, tree }: PartProps): ReactNode {
  const { t } = useTranslation()
  const field = (name: string): string => t(`receptions.field.${name}`)
  const day = (dayMs: number | null): string | null => (dayMs === null ? null : formatDate(dayMs))
  const ternary = (value: boolean | null): string | null =>
    value === null ? null : t(value ? 'ui.yes' : 'ui.no')
  const word = (words: string, value: string | null): string | null =>
    value === null ? null : t(`receptions.${words}.${value}`)
  return (
    <FactList
      facts={[
        { label: t('receptions.filter.room'), value: placeOf(tree, petition.roomId) },
        { label: field('number'), value: petition.number },
        { label: field('receivedDay'), value: formatDate(petition.dayMs) },
        { label: field('kind'), value: word('kind', petition.kind ?? 'none') },
        { label: field('source'), value: word('source', petition.source) },
        { label: field('senderName'), value: petition.senderName },
        { label: field('address'), value: petition.address },
        { label: field('content'), value: petition.content },
        { label: field('eligible'), value: ternary(petition.eligible) },
        { label: field('withinCompetence'), value: ternary(petition.withinCompetence) },
        { label: field('dueDay'), value: day(petition.dueDayMs) },
        { label: field('resolvedDay'), value: day(petition.resolvedDayMs) },
        { label: field('outcome'), value: word('outcome', petition.outcome) },
        { label: field('result'), value: petition.result },
      ]}
    />
  )
}

function PetitionActions({
  petition,
  tree,
  onClose,
}: PartProps & { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { done, failed } = useNotices()
  const [isEditing, setEditing] = useState(false)
  const remove = useRemoval(api.receptions.removePetition, api.receptions.restorePetition)
  const restore = useMutation(
    orpc.receptions.restorePetition.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('receptions.restored')
      },
      onError: failed,
    }),
  )
  if (!may('receptions.manage')) return null
  if (petition.state === 'removed')
    return (
      <Button
        variant="default"
        leftSection={<IconRestore size={16} aria-hidden />}
        loading={restore.isPending}
        onClick={() => restore.mutate({ id: petition.id })}
      >
        {t('receptions.restore')}
      </Button>
    )
  return (
    <Group gap="xs">
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
          void remove(petition.id, t('receptions.petitionOf', { day: formatDate(petition.dayMs) }))
        }}
      >
        {t('receptions.remove')}
      </Button>
      {isEditing && (
        <PetitionForm
          petition={petition}
          roomId={petition.roomId}
          tree={tree}
          onClose={() => {
            setEditing(false)
            onClose()
          }}
        />
      )}
    </Group>
  )
}
