import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Panel } from '#renderer/ui/panel.tsx'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { CalendarPanel } from './components/calendar-panel.tsx'
import { CounterForm } from './components/counter-form.tsx'
import { RoomForm } from './components/room-form.tsx'
import { UnitBranch } from './components/unit-branch.tsx'
import { UnitForm } from './components/unit-form.tsx'
import type { UnitsDialog } from './units-dialog.ts'
import { branchesOf } from './unit-tree.ts'
import './units.css'

/** The administrative tree with its rooms and counters. */
export function UnitsPanel(): ReactNode {
  const { t } = useTranslation()
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const [dialog, setDialog] = useState<UnitsDialog | null>(null)
  const branches = useMemo(() => (tree.data === undefined ? [] : branchesOf(tree.data)), [tree.data])
  const close = (): void => setDialog(null)
  const addUnit = (
    <Button
      size="xs"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={() => setDialog({ kind: 'unit', parent: null })}
    >
      {t('units.addUnit')}
    </Button>
  )

  return (
    <Panel title={t('units.tree')} aside={addUnit}>
      <QueryView query={tree} rows={10}>
        {(data) =>
          branches.length === 0 ? (
            <EmptyState title={t('units.none')} advice={t('units.noneAdvice')} action={addUnit} />
          ) : (
            <Stack gap="xs">
              <Group gap="md">
                <Text size="sm" c="dimmed">
                  {t('units.counts', { units: data.units.length, rooms: data.rooms.length })}
                </Text>
              </Group>
              <ul className="mc-tree" aria-label={t('units.tree')}>
                {branches.map((branch) => (
                  <UnitBranch key={branch.unit.id} branch={branch} tree={data} onDialog={setDialog} />
                ))}
              </ul>
            </Stack>
          )
        }
      </QueryView>
      <Modal
        opened={dialog !== null}
        onClose={close}
        title={
          dialog === null
            ? ''
            : t(`units.dialog.${dialog.kind}`, { unit: dialog.kind === 'calendar' ? dialog.unit.name : '' })
        }
        size={dialog?.kind === 'calendar' ? 860 : 'md'}
      >
        {dialog?.kind === 'unit' && tree.data !== undefined && (
          <UnitForm tree={tree.data} parent={dialog.parent} onDone={close} />
        )}
        {dialog?.kind === 'room' && tree.data !== undefined && (
          <RoomForm tree={tree.data} commune={dialog.commune} onDone={close} />
        )}
        {dialog?.kind === 'calendar' && tree.data !== undefined && (
          <CalendarPanel unit={dialog.unit} tree={tree.data} onDone={close} />
        )}
        {dialog?.kind === 'counter' && <CounterForm room={dialog.room} onDone={close} />}
      </Modal>
    </Panel>
  )
}
