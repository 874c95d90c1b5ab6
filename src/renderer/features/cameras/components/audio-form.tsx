import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#shared/kernel/ids.ts'
import { useCameraSettings } from '../use-camera-settings.ts'

type AudioFormProps = { readonly cameraId: Id; readonly onDone: () => void }

const LEAST = 10
const MOST = 500

/** Sound is recorded only for a reason, and the reason stays in the log. */
export function AudioForm({ cameraId, onDone }: AudioFormProps): ReactNode {
  const { t } = useTranslation()
  const { setAudio } = useCameraSettings()
  const form = useForm({
    initialValues: { reason: '' },
    validate: {
      reason: (value) =>
        value.trim().length < LEAST
          ? t('ui.field.tooShort', { minimum: LEAST })
          : value.trim().length > MOST
            ? t('ui.field.tooLong', { maximum: MOST })
            : null,
    },
  })
  return (
    <form
      onSubmit={form.onSubmit(({ reason }) =>
        setAudio.mutate({ id: cameraId, reason: reason.trim() }, { onSuccess: onDone }),
      )}
    >
      <Stack gap="sm">
        <Text size="sm">{t('cameras.audio.why')}</Text>
        <Textarea
          label={t('cameras.audio.reason')}
          description={t('cameras.audio.reasonHint')}
          rows={3}
          withAsterisk
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('ui.cancel')}
          </Button>
          <Button type="submit" loading={setAudio.isPending}>
            {t('cameras.audio.turnOn')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
