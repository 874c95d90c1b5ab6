import { Alert, Button, Checkbox, Group, Modal, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '#renderer/api/client.ts'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { formatBytes, formatDate } from '#renderer/ui/format.ts'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import { showDone, showFailure } from '#renderer/ui/notices.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import { LOCK_REASON_MIN } from '#shared/retention/retention.model.ts'
import { CostOrWait, useLockCost } from './lock-cost.tsx'
import { lockProblem, lockRangeOf, type LockWish } from './lock-wish.ts'

const PROVISIONAL_DAYS = 30

type LockDialogProps = {
  readonly range: TimeRange
  /** All of the room, in the order of its tiles. */
  readonly cameras: readonly { readonly id: Id; readonly name: string }[]
  /** Chosen at first; null: all. */
  readonly cameraId: Id | null
  readonly onClose: () => void
  /** The lock stands. */
  readonly onDone: () => void
}

/** Locks a range against deletion. What it costs is shown before it can be done. */
export function LockDialog({ range, cameras, cameraId, onClose, onDone }: LockDialogProps): ReactNode {
  const { t } = useTranslation()
  const [wish, setWish] = useState<LockWish>({
    ...range,
    cameraIds: cameraId === null ? cameras.map(({ id }) => id) : [cameraId],
  })
  const [reason, setReason] = useState('')
  const [provisionalDays, setProvisionalDays] = useState<number | null>(null)
  const asked = lockRangeOf(wish)
  const problem = lockProblem(wish)
  const cost = useLockCost(asked)
  const lock = useLock(onDone)
  const isShort = reason.trim().length < LOCK_REASON_MIN
  const isReady = asked !== null && cost.data !== undefined && !cost.isPlaceholderData && !isShort

  return (
    <Modal opened title={t('dialogs.lock.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !lock.isPending) lock.mutate({ ...asked, reason: reason.trim(), provisionalDays })
        }}
      >
        <Stack gap="sm">
          <Group grow align="flex-start">
            <InstantInput
              label={t('dialogs.lock.from')}
              initialMs={range.fromMs}
              testId="lock-from"
              onChange={(fromMs) => setWish({ ...wish, fromMs })}
            />
            <InstantInput
              label={t('dialogs.lock.to')}
              initialMs={range.toMs}
              testId="lock-to"
              onChange={(toMs) => setWish({ ...wish, toMs })}
            />
          </Group>
          <CameraChoice
            cameras={cameras}
            chosen={wish.cameraIds}
            onChange={(cameraIds) => setWish({ ...wish, cameraIds })}
          />
          <Textarea
            label={t('dialogs.lock.reason')}
            description={t('dialogs.lock.reasonHint', { minimum: LOCK_REASON_MIN })}
            withAsterisk
            autosize
            minRows={2}
            maxRows={4}
            maxLength={500}
            data-autofocus
            data-testid="lock-reason"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ProvisionalChoice days={provisionalDays} onChange={setProvisionalDays} />
          {problem !== null && (
            <Alert color="yellow" p="xs">
              {t(`dialogs.lock.problem.${problem}`)}
            </Alert>
          )}
          {problem === null && <CostOrWait cost={cost} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button type="submit" data-testid="lock-save" disabled={!isReady} loading={lock.isPending}>
              {t('dialogs.lock.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type CameraChoiceProps = {
  readonly cameras: LockDialogProps['cameras']
  readonly chosen: readonly Id[]
  readonly onChange: (cameraIds: readonly Id[]) => void
}

function CameraChoice({ cameras, chosen, onChange }: CameraChoiceProps): ReactNode {
  const { t } = useTranslation()
  if (cameras.length < 2) return <Text size="sm">{cameras[0]?.name}</Text>
  return (
    <div>
      <Checkbox.Group label={t('dialogs.lock.cameras')} value={[...chosen]} onChange={onChange}>
        <Group gap="md" mt={4}>
          {cameras.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <Button
        size="compact-xs"
        variant="subtle"
        mt={4}
        disabled={chosen.length === cameras.length}
        onClick={() => onChange(cameras.map(({ id }) => id))}
      >
        {t('dialogs.lock.allCameras')}
      </Button>
    </div>
  )
}

type ProvisionalChoiceProps = {
  readonly days: number | null
  readonly onChange: (days: number | null) => void
}

function ProvisionalChoice({ days, onChange }: ProvisionalChoiceProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Group gap="md" align="flex-start" wrap="nowrap">
      <Checkbox
        checked={days !== null}
        label={t('dialogs.lock.provisional')}
        description={t('dialogs.lock.provisionalHint')}
        onChange={(event) => onChange(event.currentTarget.checked ? PROVISIONAL_DAYS : null)}
      />
      {days !== null && (
        <NumberInput
          w={96}
          min={1}
          max={365}
          clampBehavior="strict"
          allowDecimal={false}
          aria-label={t('dialogs.lock.provisionalDays')}
          value={days}
          onChange={(value) => onChange(Number(value) || 1)}
        />
      )}
    </Group>
  )
}

function useLock(onDone: () => void) {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const client = useQueryClient()
  return useMutation(
    orpc.retention.lock.mutationOptions({
      onSuccess: async ({ bytes, cameraIds, lapsesAtMs }) => {
        const until =
          lapsesAtMs === null
            ? t('dialogs.lock.untilReleased')
            : t('dialogs.lock.untilLapsed', { date: formatDate(lapsesAtMs) })
        const done = t('dialogs.lock.done', { bytes: formatBytes(bytes), count: cameraIds.length })
        showDone(`${done} ${until}`)
        onDone()
        await client.invalidateQueries({ queryKey: orpc.retention.key() })
      },
      onError: (error) => showFailure(t('dialogs.lock.failed'), sentenceOf(error)),
    }),
  )
}
