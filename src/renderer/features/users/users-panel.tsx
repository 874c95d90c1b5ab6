import { Button, Group, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime, NONE } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { unitName } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import type { UnitTree } from '#shared/units/units.model.ts'
import type { User } from '#shared/users/users.model.ts'
import { PasswordForm } from './components/password-form.tsx'
import { UserForm } from './components/user-form.tsx'
import { useSetActive } from './use-set-active.ts'

/** Who may log in, in which role, and for which unit. */
export function UsersPanel(): ReactNode {
  const { t } = useTranslation()
  const users = useQuery(orpc.users.list.queryOptions())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const [creating, form] = useDisclosure(false)
  const [resetting, setResetting] = useState<User | null>(null)
  const add = (
    <Button size="xs" leftSection={<IconUserPlus size={14} aria-hidden />} onClick={form.open}>
      {t('users.add')}
    </Button>
  )

  return (
    <Panel title={t('users.title')} aside={add} flush>
      <QueryView query={users} rows={8}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={t('users.none')} advice={t('users.noneAdvice')} action={add} />
          ) : (
            <UserTable users={rows} tree={tree.data} onReset={setResetting} />
          )
        }
      </QueryView>
      <Modal opened={creating} onClose={form.close} title={t('users.add')}>
        <UserForm tree={tree.data} onDone={form.close} />
      </Modal>
      <Modal
        opened={resetting !== null}
        onClose={() => setResetting(null)}
        title={t('users.resetTitle', { name: resetting?.displayName ?? '' })}
      >
        {resetting !== null && <PasswordForm user={resetting} onDone={() => setResetting(null)} />}
      </Modal>
    </Panel>
  )
}

type UserTableProps = {
  readonly users: readonly User[]
  readonly tree: UnitTree | undefined
  readonly onReset: (user: User) => void
}

function UserTable({ users, tree, onReset }: UserTableProps): ReactNode {
  const { t } = useTranslation()
  const askToSetActive = useSetActive()
  const columns = useMemo(
    (): DataColumn<User>[] => [
      {
        id: 'name',
        header: t('users.column.name'),
        cell: ({ displayName }) => <strong>{displayName}</strong>,
        sortBy: ({ displayName }) => displayName,
      },
      {
        id: 'username',
        header: t('users.column.username'),
        cell: ({ username }) => <span className="mc-mono">{username}</span>,
        sortBy: ({ username }) => username,
      },
      {
        id: 'role',
        header: t('users.column.role'),
        cell: ({ role }) => t(`users.role.${role}`),
        sortBy: ({ role }) => t(`users.role.${role}`),
      },
      {
        id: 'unit',
        header: t('users.column.unit'),
        cell: ({ unitId }) => unitName(tree, unitId),
        sortBy: ({ unitId }) => unitName(tree, unitId),
      },
      {
        id: 'lastLogin',
        header: t('users.column.lastLogin'),
        cell: ({ lastLoginAtMs: ms }) => (
          <span className="mc-nowrap">{ms === null ? NONE : formatDateTime(ms)}</span>
        ),
        sortBy: ({ lastLoginAtMs }) => lastLoginAtMs,
      },
      {
        id: 'active',
        header: t('users.column.state'),
        cell: ({ active }) => (
          <StatusMark tone={active ? 'ok' : 'neutral'}>
            {t(active ? 'users.active' : 'users.inactive')}
          </StatusMark>
        ),
        sortBy: ({ active }) => (active ? 0 : 1),
      },
      {
        id: 'actions',
        header: '',
        align: 'right',
        cell: (user) => (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            <Button size="compact-xs" variant="default" onClick={() => onReset(user)}>
              {t('users.reset')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color={user.active ? 'red' : 'pine'}
              w={64}
              onClick={() => askToSetActive(user, !user.active)}
            >
              {t(user.active ? 'users.deactivate' : 'users.activate')}
            </Button>
          </Group>
        ),
      },
    ],
    [t, tree, onReset, askToSetActive],
  )
  return (
    <DataTable
      label={t('users.title')}
      columns={columns}
      rows={users}
      rowId={({ id }) => id}
      initialSort={{ id: 'name', desc: false }}
    />
  )
}
