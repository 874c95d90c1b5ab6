import { Button, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { AddressForm } from './components/address-form.tsx'
import { CameraPicture } from './components/camera-picture.tsx'
import { DiscoveryPanel } from './components/discovery-panel.tsx'
import { LadderPanel } from './components/ladder-panel.tsx'
import { PlaceForm } from './components/place-form.tsx'
import { ProbeFindings } from './components/probe-findings.tsx'
import { shortAddress } from './camera-words.ts'
import { addObstacle } from './ladder-run.ts'
import { scheduleOf } from './schedule-values.ts'
import { useAddCamera } from './use-add-camera.ts'
import { useDeviceSearch } from './use-device-search.ts'

/** The typed address and the found devices, the ladder, the picture with its place: left to right, as the work goes. */
export function AddOne({ modeSwitch }: { readonly modeSwitch: ReactNode }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const search = useDeviceSearch()
  const checkButton = useRef<HTMLButtonElement>(null)
  const addressInput = useRef<HTMLInputElement>(null)
  const { form, ladder, add, check, submit, tree, cameras, addedNames } = useAddCamera(search, (hasNext) =>
    (hasNext ? checkButton : addressInput).current?.focus(),
  )
  const { values } = form
  const { report } = ladder.run
  const checking = ladder.phase === 'running'
  const { name, roomId } = values
  const obstacle = addObstacle({ checking, report, name, roomId })
  const { searchAll } = search
  useEffect(searchAll, [searchAll])

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (report?.ok === true) submit()
    else if (!checking) check()
  }

  return (
    <form onSubmit={onSubmit} autoComplete="off">
      <div className="mc-add-head">
        <PageHeader
          title={t('cameras.addTitle')}
          description={
            addedNames.length === 0
              ? t('cameras.addDescription')
              : t('cameras.addedSoFar', { count: addedNames.length, names: addedNames.slice(-3).join(', ') })
          }
          action={
            <>
              {modeSwitch}
              <Text size="xs" c="dimmed" lh={1.25} className="mc-add-obstacle" id="add-obstacle">
                {obstacle === null ? '' : t(`cameras.obstacle.${obstacle}`)}
              </Text>
              <Button
                disabled={obstacle !== null}
                aria-describedby={obstacle === null ? undefined : 'add-obstacle'}
                loading={add.isPending}
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => submit()}
                data-testid="add-camera"
              >
                {t('cameras.addSubmit')}
              </Button>
            </>
          }
        />
      </div>
      {add.isError && (
        <div className="mc-add-failure">
          <ErrorState title={t('cameras.notAdded')} message={sentenceOf(add.error)} />
        </div>
      )}
      <div className="mc-add-camera">
        <div className="mc-add-column">
          <AddressForm
            form={form}
            checking={checking}
            onCheck={check}
            checkButton={checkButton}
            addressInput={addressInput}
          />
          <DiscoveryPanel
            search={search}
            address={values.address}
            nameOfCamera={(id) => cameras?.find((camera) => camera.id === id)?.name}
            onPick={(device) => {
              form.setFieldValue('address', shortAddress(device.address))
              form.clearFieldError('address')
              checkButton.current?.focus()
            }}
          />
        </div>
        <div className="mc-add-column">
          <LadderPanel ladder={ladder} />
          <ProbeFindings
            report={report}
            schedule={scheduleOf(values.schedule)}
            recordedStream={values.recordedStream}
          />
        </div>
        <div className="mc-add-column">
          <CameraPicture run={ladder.run} />
          <PlaceForm form={form} tree={tree} report={report} />
        </div>
      </div>
    </form>
  )
}
