import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { IconCalendarTime, IconKey, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel } from '#renderer/ui/panel.tsx'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { useCameraActions } from '../use-camera-actions.tsx'
import { useCameraSettings } from '../use-camera-settings.ts'
import { useCameraWords } from '../use-camera-words.ts'
import { AudioForm } from './audio-form.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'

/** When, which stream, with or without sound, with which login; and the end of it. */
export function SettingsPanel({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const words = useCameraWords()
  const actions = useCameraActions(camera)
  const [scheduling, schedule] = useDisclosure(false)
  return (
    <Panel title={t('cameras.page.settings')}>
      <Setting name={t('cameras.schedule.label')} about={words.schedule(camera.schedule)}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconCalendarTime size={14} aria-hidden />}
          onClick={schedule.open}
        >
          {t('cameras.page.change')}
        </Button>
      </Setting>
      <StreamSetting camera={camera} />
      <AudioSetting camera={camera} />
      <Setting name={t('cameras.page.login')} about={t('cameras.page.loginAs', { user: camera.username })}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconKey size={14} aria-hidden />}
          onClick={actions.askForCredentials}
        >
          {t('cameras.page.change')}
        </Button>
      </Setting>
      <Setting name={t('cameras.remove')} about={t('cameras.page.removeAbout')}>
        <Button
          size="compact-sm"
          variant="outline"
          color="red"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={actions.askToRemove}
        >
          {t('cameras.remove')}
        </Button>
      </Setting>
      <ScheduleDialog cameras={[camera]} opened={scheduling} onClose={schedule.close} />
    </Panel>
  )
}

type SettingProps = { readonly name: string; readonly about: string; readonly children: ReactNode }

function Setting({ name, about, children }: SettingProps): ReactNode {
  return (
    <div className="mc-setting">
      <div className="mc-shrink">
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {about}
        </Text>
      </div>
      {children}
    </div>
  )
}

function StreamSetting({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const { setStream } = useCameraSettings()
  const { subStream, recordedStream, id } = camera
  const about =
    subStream === null
      ? t('cameras.stream.noSub')
      : t(recordedStream === 'sub' ? 'cameras.stream.subHint' : 'cameras.stream.mainHint')
  return (
    <Setting name={t('cameras.stream.label')} about={about}>
      <SegmentedControl
        size="xs"
        aria-label={t('cameras.stream.label')}
        data={[
          { value: 'main', label: t('cameras.stream.main') },
          { value: 'sub', label: t('cameras.stream.sub') },
        ]}
        disabled={subStream === null || setStream.isPending}
        value={recordedStream}
        onChange={(stream) => setStream.mutate({ id, stream: stream === 'sub' ? stream : 'main' })}
      />
    </Setting>
  )
}

function AudioSetting({ camera }: { readonly camera: Camera }): ReactNode {
  const { t } = useTranslation()
  const { setAudio } = useCameraSettings()
  const { id, name, audioEnabled, audioReason } = camera
  const about = audioEnabled
    ? t('cameras.audio.onSince', { reason: audioReason ?? '' })
    : t('cameras.audio.off')

  function askForReason(): void {
    const modalId = modals.open({
      title: t('cameras.audio.title', { name }),
      children: <AudioForm cameraId={id} onDone={() => modals.close(modalId)} />,
    })
  }

  return (
    <Setting name={t('cameras.audio.label')} about={about}>
      <Group gap={4} wrap="nowrap">
        {audioEnabled ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={setAudio.isPending}
            onClick={() => setAudio.mutate({ id, reason: null })}
          >
            {t('cameras.audio.turnOff')}
          </Button>
        ) : (
          <Button size="compact-sm" variant="default" onClick={askForReason} data-testid="audio-on">
            {t('cameras.audio.turnOn')}
          </Button>
        )}
      </Group>
    </Setting>
  )
}
