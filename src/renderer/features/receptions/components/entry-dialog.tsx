import { Alert, Button, Group, Modal, Select, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitTree } from '#shared/units/units.model.ts'
import { roomLabel } from '#renderer/ui/place.ts'
import { receptionRooms } from '../reception-rooms.ts'

type EntryDialogProps = {
  readonly title: string
  readonly tree: UnitTree | undefined
  /** null: nobody chose one yet. */
  readonly roomId: string | null
  /** Absent while a row that stands in a room is edited. */
  readonly onRoom?: (roomId: string | null) => void
  /** Why some fields cannot be filled in. */
  readonly note?: string | undefined
  readonly canSave: boolean
  readonly isBusy: boolean
  readonly onClose: () => void
  readonly onSave: () => void
  readonly children: ReactNode
}

/** The frame of each form of a register: the room, the fields, save and cancel. */
export function EntryDialog(props: EntryDialogProps): ReactNode {
  const { t } = useTranslation()
  const { title, tree, roomId, onRoom, note, canSave, isBusy, onClose, onSave, children } = props
  return (
    <Modal
      opened
      size="lg"
      title={title}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave && roomId !== null) onSave()
        }}
      >
        <Stack gap="sm">
          {onRoom !== undefined && (
            <Select
              label={t('receptions.filter.room')}
              withAsterisk
              searchable
              data={receptionRooms(tree).map((room) => ({ value: room.id, label: roomLabel(tree, room) }))}
              value={roomId}
              onChange={onRoom}
            />
          )}
          {note !== undefined && <Alert color="yellow">{note}</Alert>}
          {children}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={!canSave || roomId === null}
              data-testid="reception-save"
            >
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
