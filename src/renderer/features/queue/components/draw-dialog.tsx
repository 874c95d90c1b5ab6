import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY_MS, startOfVietnamDay } from '#shared/kernel/instant.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMe } from '#renderer/api/session.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatNumber } from '#renderer/ui/format.ts'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import { roomLabel } from '#renderer/ui/place.ts'
import { useNow } from '#renderer/ui/use-now.ts'

const MOST = 200

type DrawDialogProps = {
  readonly tree: UnitTree | undefined
  readonly roomId: string | undefined
  readonly onClose: () => void
}

/** Draws a random sample of dossiers for one person; the seed is kept, so that anyone can draw it again. */
export function DrawDialog({ tree, roomId, onClose }: DrawDialogProps): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  const todayMs = startOfVietnamDay(useNow())
  const people = useQuery(orpc.queue.people.queryOptions())
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const [room, setRoom] = useState<string | null>(roomId ?? null)
  const [fromMs, setFromMs] = useState<number | null>(todayMs - 7 * DAY_MS)
  const [toMs, setToMs] = useState<number | null>(todayMs)
  const [size, setSize] = useState(10)
  const [assignee, setAssignee] = useState<string | null>(useMe()?.user.username ?? null)
  const [reason, setReason] = useState('')
  const [seed, setSeed] = useState('')
  const rooms = (tree?.rooms ?? []).filter((each) =>
    cameras.data?.some((camera) => camera.roomId === each.id),
  )
  const draw = useMutation(
    orpc.queue.drawSample.mutationOptions({
      onSuccess: (sample) => {
        const figures = { drawn: formatNumber(sample.drawn), drawnFrom: formatNumber(sample.drawnFrom) }
        showDone(t('queue.draw.done', { ...figures, seed: sample.seed }))
        onClose()
      },
      onError: (error) => showFailure(t('ui.actionFailed'), sentenceOf(error)),
      onSettled: () => client.invalidateQueries({ queryKey: orpc.queue.key() }),
    }),
  )
  const ready =
    room !== null &&
    assignee !== null &&
    fromMs !== null &&
    toMs !== null &&
    fromMs < toMs &&
    reason.trim().length >= 5
  const submit = (): void => {
    if (!ready) return
    const wanted = { roomId: room, fromMs, toMs, size, assignee, reason: reason.trim() }
    draw.mutate({ ...wanted, seed: seed.trim() === '' ? null : seed.trim() })
  }
  return (
    <Modal opened onClose={onClose} title={t('queue.draw.title')} size="lg">
      <Stack gap="xs">
        <Select
          label={t('queue.column.place')}
          data={rooms.map((each) => ({ value: each.id, label: roomLabel(tree, each) }))}
          value={room}
          onChange={setRoom}
          searchable
          data-autofocus
        />
        <Group grow>
          <InstantInput label={t('queue.draw.from')} initialMs={fromMs} onChange={setFromMs} />
          <InstantInput label={t('queue.draw.to')} initialMs={toMs} onChange={setToMs} />
        </Group>
        <Group grow>
          <NumberInput
            label={t('queue.draw.size')}
            min={1}
            max={MOST}
            clampBehavior="strict"
            allowDecimal={false}
            value={size}
            onChange={(value) => setSize(Math.max(1, Number(value)))}
          />
          <Select
            label={t('queue.assignee')}
            data={(people.data ?? []).map(({ username, displayName }) => ({
              value: username,
              label: displayName,
            }))}
            value={assignee}
            onChange={setAssignee}
          />
        </Group>
        <TextInput
          label={t('queue.draw.reason')}
          description={t('queue.draw.reasonAdvice')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('queue.draw.seed')}
          description={t('queue.draw.seedAdvice')}
          value={seed}
          onChange={(event) => setSeed(event.currentTarget.value)}
        />
      </Stack>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
        <Button disabled={!ready} loading={draw.isPending} onClick={submit}>
          {t('queue.draw.submit')}
        </Button>
      </Group>
    </Modal>
  )
}
