import { Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { type PolicyRow, policyRows } from '../policy-rows.ts'
import { policyDays, policyMeaning, scopeWord } from '../storage-words.ts'
import { useCameraNames } from '../use-camera-names.ts'
import { useNotices } from '../use-notices.ts'
import { PolicyDialog } from './policy-dialog.tsx'

/** How long footage stays: for the station, a kind of room, a camera. */
export function PoliciesTab(): ReactNode {
  const { t } = useTranslation()
  const mayManage = useMay()('retention.manage')
  const policies = useQuery(orpc.retention.policies.queryOptions())
  const [editing, setEditing] = useState<PolicyRow | 'camera' | null>(null)
  const columns = useColumns(mayManage, setEditing)
  return (
    <Panel
      flush
      title={t('retention.tab.policies')}
      aside={
        mayManage && (
          <Button size="xs" variant="default" onClick={() => setEditing('camera')}>
            {t('retention.policies.add')}
          </Button>
        )
      }
    >
      <QueryView query={policies} rows={4}>
        {(set) => (
          <DataTable
            label={t('retention.tab.policies')}
            columns={columns}
            rows={policyRows(set)}
            rowId={({ key }) => key}
          />
        )}
      </QueryView>
      {editing !== null && (
        <PolicyDialog row={editing === 'camera' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  )
}

function useRemove(): (row: PolicyRow, scope: string) => void {
  const { t } = useTranslation()
  const { done, failed } = useNotices()
  const { mutate } = useMutation(
    orpc.retention.removePolicy.mutationOptions({
      onSuccess: () => done('retention.policies.removed'),
      onError: (error) => failed('retention.policies.notRemoved', error),
    }),
  )
  return (row, scope) => {
    modals.openConfirmModal({
      title: t('retention.policies.remove'),
      children: t('retention.policies.removeText', { scope }),
      labels: { confirm: t('retention.policies.remove'), cancel: t('ui.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate({ scope: row.scope }),
    })
  }
}

function useColumns(mayManage: boolean, onEdit: (row: PolicyRow) => void): readonly DataColumn<PolicyRow>[] {
  const { t } = useTranslation()
  const { nameOf } = useCameraNames()
  const remove = useRemove()
  return useMemo((): DataColumn<PolicyRow>[] => {
    const actions: DataColumn<PolicyRow> = {
      id: 'do',
      header: '',
      align: 'right',
      cell: (row) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {row.isSet && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => remove(row, scopeWord(t, row.scope, nameOf))}
            >
              {t('retention.policies.remove')}
            </Button>
          )}
          <Button size="compact-xs" variant="default" data-testid="policy-edit" onClick={() => onEdit(row)}>
            {row.isSet ? t('retention.policies.edit') : t('retention.policies.set')}
          </Button>
        </Group>
      ),
    }
    const follows = ({ scope }: PolicyRow): string =>
      scope.kind === 'station' ? t('retention.policies.default') : t('retention.policies.fixed')
    return [
      {
        id: 'scope',
        header: t('retention.scope.label'),
        cell: ({ scope }) => <span data-testid="policy-row">{scopeWord(t, scope, nameOf)}</span>,
      },
      {
        id: 'days',
        header: t('retention.policy'),
        cell: (row) => (
          <>
            <span className="mc-nowrap">{policyDays(t, row.days)}</span>
            {!row.isSet && (
              <Text size="xs" c="dimmed">
                {follows(row)}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'meaning',
        header: t('retention.policies.meaning'),
        cell: ({ days }) => policyMeaning(t, days),
      },
      ...(mayManage ? [actions] : []),
    ]
  }, [t, nameOf, mayManage, onEdit, remove])
}
