import { Alert, Button, Drawer, Group, Stack } from '@mantine/core'
import { IconPencil, IconPlayerPlay, IconRestore, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLargeGroup } from '#shared/receptions/form-01-tcd.rules.ts'
import type { Visit } from '#shared/receptions/receptions.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { api, orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatDate, formatNumber, formatShortTime } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { lookFrom } from '../reception-rooms.ts'
import { useNotices } from '../use-receptions.ts'
import { useRemoval } from '../use-removal.tsx'
import { EntryStateMark } from './entry-state.tsx'
import { FactList } from './fact-list.tsx'
import { VisitForm } from './visit-form.tsx'

type VisitDrawerProps = {
  /** undefined: closed. */
  readonly id: string | undefined
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}

/** One visit as the register tells it, and the way to its footage. */
export function VisitDrawer({ id, tree, onClose }: VisitDrawerProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size={560}
      title={t('receptions.visit')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      {id !== undefined && <VisitDetail id={id} tree={tree} onClose={onClose} />}
    </Drawer>
  )
}

function VisitDetail({ id, tree, onClose }: VisitDrawerProps & { readonly id: string }): ReactNode {
  const visit = useQuery(orpc.receptions.visit.queryOptions({ input: { id } }))
  return (
    <QueryView query={visit} rows={12}>
      {(data) => (
        <Stack gap="md" data-testid="visit-detail">
          <VisitFacts visit={data} tree={tree} />
          <VisitActions visit={data} tree={tree} onClose={onClose} />
        </Stack>
      )}
    </QueryView>
  )
}

function VisitFacts({
  visit,
  tree,
}: {
  readonly visit: Visit
  readonly tree: UnitTree | undefined
}): ReactNode {
  const { t } = useTranslation()
  const field = (name: string): string => t(`receptions.field.${name}`)
  const session =
    visit.session === null ? t('receptions.sessionUnknown') : t(`receptions.session.${visit.session}`)
  const time = visit.atLogMs === null ? '' : ` ${formatShortTime(visit.atLogMs)}`
  return (
    <>
      <EntryStateMark state={visit.state} />
      {visit.withheld !== 'nothing' && (
        <Alert color="yellow">{t(`receptions.withheld.${visit.withheld}`)}</Alert>
      )}
      <FactList
        facts={[
          { label: t('receptions.filter.room'), value: placeOf(tree, visit.roomId) },
          { label: field('day'), value: `${formatDate(visit.dayMs)} · ${session}${time}` },
          { label: field('ordinal'), value: visit.ordinal },
          { label: field('regime'), value: t(`receptions.regime.${visit.regime}`) },
          { label: field('kind'), value: t(`receptions.kind.${visit.kind ?? 'none'}`) },
          {
            label: field('people'),
            value: isLargeGroup(visit)
              ? t('receptions.largeGroup', { people: formatNumber(visit.peopleCount) })
              : formatNumber(visit.peopleCount),
          },
          { label: field('visitNumber'), value: visit.visitNumber },
          { label: field('caseCode'), value: visit.caseCode },
          { label: field('visitorName'), value: visit.visitorName },
          { label: field('address'), value: visit.address },
          { label: field('content'), value: visit.content },
          {
            label: field('handling'),
            value: visit.handling === null ? null : t(`receptions.handling.${visit.handling}`),
          },
          { label: field('receiverName'), value: visit.receiverName },
          { label: field('resolvedBy'), value: visit.resolvedBy },
          { label: field('followUp'), value: visit.followUp },
          { label: field('note'), value: visit.note },
          {
            label: t('receptions.origin'),
            value:
              visit.rowNumber === null
                ? t('receptions.byHand')
                : t('receptions.fromFile', { row: visit.rowNumber }),
          },
        ]}
      />
    </>
  )
}

function VisitActions(props: {
  readonly visit: Visit
  readonly tree: UnitTree | undefined
  readonly onClose: () => void
}): ReactNode {
  const { visit, tree, onClose } = props
  const { t } = useTranslation()
  const may = useMay()
  const navigate = useNavigate()
  const { done, failed } = useNotices()
  const [isEditing, setEditing] = useState(false)
  const remove = useRemoval(api.receptions.removeVisit, api.receptions.restoreVisit)
  const restore = useMutation(
    orpc.receptions.restoreVisit.mutationOptions({
      onSuccess: () => done('receptions.restored'),
      onError: failed,
    }),
  )
  const isRemoved = visit.state === 'removed'
  return (
    <Group gap="xs">
      {may('recordings.view') && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() =>
            void navigate({ to: '/review', search: { room: visit.roomId, at: lookFrom(visit) } })
          }
        >
          {t('receptions.footage')}
        </Button>
      )}
      {may('receptions.manage') && !isRemoved && (
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
              void remove(visit.id, t('receptions.visitOf', { day: formatDate(visit.dayMs) }))
            }}
          >
            {t('receptions.remove')}
          </Button>
        </>
      )}
      {may('receptions.manage') && isRemoved && (
        <Button
          variant="default"
          leftSection={<IconRestore size={16} aria-hidden />}
          loading={restore.isPending}
          onClick={() => restore.mutate({ id: visit.id })}
        >
          {t('receptions.restore')}
        </Button>
      )}
      {isEditing && (
        <VisitForm visit={visit} roomId={visit.roomId} tree={tree} onClose={() => setEditing(false)} />
      )}
    </Group>
  )
}
