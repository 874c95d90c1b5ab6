import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  DEFAULT_RETENTION,
  MAX_RETENTION_DAYS,
  type PolicyScope,
  type RetentionDays,
  retentionDaysSchema,
} from '#shared/retention/retention.model.ts'
import { orpc } from '#renderer/api/client.ts'
import type { PolicyRow } from '../policy-rows.ts'
import { policyMeaning, scopeWord } from '../storage-words.ts'
import { useCameraNames } from '../use-camera-names.ts'
import { useNotices } from '../use-notices.ts'

/** What the ceiling starts with where there was none. */
const USUAL_CEILING_DAYS = DEFAULT_RETENTION.ceilingDays ?? MAX_RETENTION_DAYS

type PolicyDialogProps = {
  /** null: a camera is chosen here. */
  readonly row: PolicyRow | null
  readonly onClose: () => void
}

/** Floor and ceiling, and what they come to in plain words while they are typed. */
export function PolicyDialog({ row, onClose }: PolicyDialogProps): ReactNode {
  const { t } = useTranslation()
  const { cameras, nameOf } = useCameraNames()
  const { done, failed } = useNotices()
  const [cameraId, setCameraId] = useState<string | null>(null)
  const [days, setDays] = useState<RetentionDays>(row?.days ?? DEFAULT_RETENTION)
  const scope: PolicyScope | null = row?.scope ?? (cameraId === null ? null : { kind: 'camera', cameraId })
  const isGood = retentionDaysSchema.safeParse(days).success
  const save = useMutation(
    orpc.retention.setPolicy.mutationOptions({
      onSuccess: () => {
        onClose()
        return done('retention.policies.saved')
      },
      onError: (error) => failed('retention.policies.notSaved', error),
    }),
  )
  return (
    <Modal opened title={t('retention.policies.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isGood && scope !== null) save.mutate({ scope, days })
        }}
      >
        <Stack gap="sm">
          {row === null ? (
            <Select
              label={t('retention.policies.camera')}
              searchable
              data={cameras.map(({ id, name }) => ({ value: id, label: name }))}
              value={cameraId}
              onChange={setCameraId}
            />
          ) : (
            <Text fw={600}>{scopeWord(t, row.scope, nameOf)}</Text>
          )}
          <DaysFields days={days} onChange={setDays} />
          {isGood && (
            <Text size="sm" data-testid="policy-meaning">
              {policyMeaning(t, days)}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('ui.cancel')}
            </Button>
            <Button
              type="submit"
              data-testid="policy-save"
              disabled={!isGood || scope === null}
              loading={save.isPending}
            >
              {t('ui.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

type DaysFieldsProps = { readonly days: RetentionDays; readonly onChange: (days: RetentionDays) => void }

function DaysFields({ days, onChange }: DaysFieldsProps): ReactNode {
  const { t } = useTranslation()
  const { floorDays, ceilingDays } = days
  const isBelow = ceilingDays !== null && ceilingDays < floorDays
  return (
    <>
      <NumberInput
        label={t('retention.policies.floor')}
        description={t('retention.policies.floorHint')}
        min={0}
        max={MAX_RETENTION_DAYS}
        allowDecimal={false}
        data-testid="policy-floor"
        value={floorDays}
        onChange={(value) => onChange({ ...days, floorDays: Number(value) })}
      />
      <Checkbox
        checked={ceilingDays !== null}
        label={t('retention.policies.hasCeiling')}
        onChange={(event) =>
          onChange({
            ...days,
            ceilingDays: event.currentTarget.checked ? Math.max(floorDays, USUAL_CEILING_DAYS) : null,
          })
        }
      />
      {ceilingDays !== null && (
        <NumberInput
          label={t('retention.policies.ceiling')}
          description={t('retention.policies.ceilingHint')}
          min={1}
          max={MAX_RETENTION_DAYS}
          allowDecimal={false}
          data-testid="policy-ceiling"
          error={isBelow ? t('retention.policies.ceilingBelowFloor') : undefined}
          value={ceilingDays}
          onChange={(value) => onChange({ ...days, ceilingDays: Number(value) })}
        />
      )}
    </>
  )
}
