import { ActionIcon, Badge, Button, Group, Menu } from '@mantine/core'
import { IconBuildingCommunity, IconDoor, IconDotsVertical, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '#renderer/ui/format.ts'
import { unitName } from '#renderer/ui/place.ts'
import type { Room, UnitTree } from '#shared/units/units.model.ts'
import type { Branch } from '../unit-tree.ts'
import type { UnitsDialog } from '../units-dialog.ts'
import { useEndUnit } from '../use-end-unit.ts'

type UnitBranchProps = {
  readonly branch: Branch
  readonly tree: UnitTree
  readonly onDialog: (dialog: UnitsDialog) => void
}

export function UnitBranch({ branch, tree, onDialog }: UnitBranchProps): ReactNode {
  const { t } = useTranslation()
  const askToEnd = useEndUnit()
  const { unit, rooms, below } = branch
  return (
    <li>
      <div className="mc-tree-row">
        <IconBuildingCommunity size={16} stroke={1.6} aria-hidden />
        <strong>{unit.name}</strong>
        {unit.code !== null && <span className="mc-mono">{unit.code}</span>}
        <Badge color="gray">{t(`units.kind.${unit.kind}`)}</Badge>
        {unit.roles.map((role) => (
          <Badge key={role}>{t(`units.role.${role}`)}</Badge>
        ))}
        <span className="mc-quiet">
          {unit.validToMs === null
            ? t('units.since', { from: formatDate(unit.validFromMs) })
            : t('units.until', { from: formatDate(unit.validFromMs), to: formatDate(unit.validToMs) })}
        </span>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon
              className="mc-tree-menu"
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('units.menu', { name: unit.name })}
            >
              <IconDotsVertical size={15} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onDialog({ kind: 'unit', parent: unit })}>
              {t('units.addBelow')}
            </Menu.Item>
            {unit.kind === 'commune' && (
              <Menu.Item onClick={() => onDialog({ kind: 'room', commune: unit })}>
                {t('units.addRoom')}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => onDialog({ kind: 'calendar', unit })}>
              {t('units.calendar.open')}
            </Menu.Item>
            {unit.validToMs === null && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => askToEnd(unit)}>
                  {t('units.end')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {(rooms.length > 0 || below.length > 0) && (
        <ul>
          {rooms.map((room) => (
            <RoomRow key={room.id} room={room} tree={tree} onDialog={onDialog} />
          ))}
          {below.map((inner) => (
            <UnitBranch key={inner.unit.id} branch={inner} tree={tree} onDialog={onDialog} />
          ))}
        </ul>
      )}
    </li>
  )
}

type RoomRowProps = {
  readonly room: Room
  readonly tree: UnitTree
  readonly onDialog: (dialog: UnitsDialog) => void
}

function RoomRow({ room, tree, onDialog }: RoomRowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <li>
      <div className="mc-tree-row">
        <IconDoor size={16} stroke={1.6} aria-hidden />
        <span>{room.name}</span>
        <Badge color="gray">{t(`units.roomKind.${room.kind}`)}</Badge>
        <span className="mc-quiet">{t('units.owner', { unit: unitName(tree, room.ownerUnitId) })}</span>
      </div>
      <Group gap={6} ml={26} mb={4}>
        {room.counters.map(({ id, code, name }) => (
          <Badge key={id} variant="default" title={code}>
            {name}
          </Badge>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} aria-hidden />}
          onClick={() => onDialog({ kind: 'counter', room })}
          aria-label={t('units.addCounterTo', { room: room.name })}
        >
          {t('units.addCounter')}
        </Button>
      </Group>
    </li>
  )
}
