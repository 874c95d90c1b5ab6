import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconKey } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { actorName } from '#renderer/ui/actor-name.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatDate } from '#renderer/ui/format.ts'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { placeOf, unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { RoomGrant } from '#shared/users/users.model.ts'
import { useNow } from '#renderer/ui/use-now.ts'
import { GrantForm } from './components/grant-form.tsx'

/** Which units may view rooms that they do not own. */
export function GrantsPanel(): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const nowMs = useNow()
  const queryClient = useQueryClient()
  const grants = useQuery(orpc.users.grants.queryOptions())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const [creating, form] = useDisclosure(false)
  const { mutate: revoke } = useMutation(
    orpc.users.revokeGrant.mutationOptions({
      onSuccess: () => {
        showDone(t('users.grant.revoked'))
        return queryClient.invalidateQueries({ queryKey: orpc.users.grants.key() })
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
    }),
  )
  const columns = useMemo((): DataColumn<RoomGrant>[] => {
    const ask = ({ id, roomId, granteeUnitId }: RoomGrant): void => {
      modals.openConfirmModal({
        title: t('users.grant.revokeTitle'),
        children: t('users.grant.revokeQuestion', {
          unit: unitName(tree.data, granteeUnitId),
          room: placeOf(tree.data, roomId),
        }),
        labels: { confirm: t('users.grant.revoke'), cancel: t('ui.cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => revoke({ id }),
      })
    }
    return [
      {
        id: 'room',
        header: t('users.grant.room'),
        cell: ({ roomId }) => <span className="mc-nowrap">{placeOf(tree.data, roomId)}</span>,
        sortBy: ({ roomId }) => placeOf(tree.data, roomId),
      },
      {
        id: 'grantee',
        header: t('users.grant.grantee'),
        cell: ({ granteeUnitId }) => <strong>{unitName(tree.data, granteeUnitId)}</strong>,
        sortBy: ({ granteeUnitId }) => unitName(tree.data, granteeUnitId),
      },
      {
        id: 'reason',
        header: t('users.grant.reason'),
        cell: ({ reason }) => <span title={reason}>{reason}</span>,
        cut: true,
      },
      {
        id: 'by',
        header: t('users.grant.by'),
        cell: ({ grantedBy }) => <span className="mc-nowrap">{actorName(t, grantedBy)}</span>,
      },
      {
        id: 'valid',
        header: t('users.grant.valid'),
        cell: ({ validFromMs, validToMs }) => (
          <span className="mc-nowrap">
            {formatDate(validFromMs)} – {validToMs === null ? t('users.grant.noEnd') : formatDate(validToMs)}
          </span>
        ),
        sortBy: ({ validFromMs }) => validFromMs,
      },
      {
        id: 'state',
        header: t('users.column.state'),
        cell: (grant) => <GrantState grant={grant} nowMs={nowMs} />,
      },
      {
        id: 'actions',
        header: '',
        align: 'right',
        cell: (grant) =>
          !hasEnded(grant, nowMs) && (
            <Button size="compact-xs" variant="subtle" color="red" onClick={() => ask(grant)}>
              {t('users.grant.revoke')}
            </Button>
          ),
      },
    ]
  }, [t, tree.data, revoke, nowMs])
  const add = (
    <Button size="xs" leftSection={<IconKey size={14} aria-hidden />} onClick={form.open}>
      {t('users.grant.add')}
    </Button>
  )

  return (
    <Panel title={t('users.grant.title')} aside={add} flush>
      <QueryView query={grants} rows={6}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('users.grant.none')} advice={t('users.grant.noneAdvice')} action={add} />
          ) : (
            <DataTable
              label={t('users.grant.title')}
              columns={columns}
              rows={rows}
              rowId={({ id }) => id}
              initialSort={{ id: 'valid', desc: true }}
            />
          )
        }
      </QueryView>
      <Modal opened={creating} onClose={form.close} title={t('users.grant.add')}>
        <GrantForm tree={tree.data} onDone={form.close} />
      </Modal>
    </Panel>
  )
}

type GrantStateProps = { readonly grant: RoomGrant; readonly nowMs: InstantMs }

function GrantState({ grant, nowMs }: GrantStateProps): ReactNode {
  const { t } = useTranslation()
  if (grant.revokedAtMs !== null) {
    return (
      <StatusMark tone="neutral">
        {t('users.grant.revokedOn', { date: formatDate(grant.revokedAtMs) })}
      </StatusMark>
    )
  }
  return hasEnded(grant, nowMs) ? (
    <StatusMark tone="neutral">{t('users.grant.notInForce')}</StatusMark>
  ) : (
    <StatusMark tone="ok">{t('users.grant.inForce')}</StatusMark>
  )
}

/** By this screen's clock, which may lag behind the station's: so a grant that has just begun counts as begun. */
function hasEnded({ revokedAtMs, validToMs }: RoomGrant, nowMs: InstantMs): boolean {
  return revokedAtMs !== null || (validToMs !== null && validToMs <= nowMs)
}
