import { Button, Group, Loader, Progress, TextInput, UnstyledButton } from '@mantine/core'
import { IconPlayerStop, IconRadar2, IconRefresh } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSentenceOf } from '#renderer/ui/error-sentence.ts'
import { ErrorState } from '#renderer/ui/error-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { Panel } from '#renderer/ui/panel.tsx'
import { StatusMark } from '#renderer/ui/status-mark.tsx'
import { type FoundDevice, MAX_SCANNED_ADDRESSES } from '#shared/cameras/cameras.model.ts'
import { shortAddress } from '../camera-words.ts'
import { settledAddress } from '../found-devices.ts'
import type { DeviceSearch } from '../use-device-search.ts'

type DiscoveryPanelProps = {
  readonly search: DeviceSearch
  /** The address in the form: its device is marked. */
  readonly address: string
  readonly nameOfCamera: (id: string) => string | undefined
  readonly onPick: (device: FoundDevice) => void
}

export function DiscoveryPanel({ search, address, nameOfCamera, onPick }: DiscoveryPanelProps): ReactNode {
  const { t } = useTranslation()
  const { devices, phase } = search
  const free = devices.filter(({ knownCameraId }) => knownCameraId === null).length
  return (
    <Panel title={t('cameras.search.title')} aside={<SearchButton search={search} />}>
      <div className="mc-found-state" role="status">
        <SearchState search={search} free={free} />
      </div>
      {devices.length > 0 && (
        <ul className="mc-found" aria-label={t('cameras.search.title')}>
          {devices.map((device) => (
            <li key={device.address}>
              <FoundRow
                device={device}
                chosen={settledAddress(device.address) === settledAddress(address)}
                usedBy={device.knownCameraId === null ? null : (nameOfCamera(device.knownCameraId) ?? '…')}
                onPick={onPick}
              />
            </li>
          ))}
        </ul>
      )}
      {devices.length === 0 && phase === 'done' && <NothingFound />}
      <RangeSearch search={search} />
    </Panel>
  )
}

function SearchButton({ search }: { readonly search: DeviceSearch }): ReactNode {
  const { t } = useTranslation()
  return search.phase === 'running' ? (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconPlayerStop size={13} aria-hidden />}
      onClick={search.cancel}
    >
      {t('cameras.search.stop')}
    </Button>
  ) : (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconRefresh size={13} aria-hidden />}
      onClick={search.searchAll}
      data-testid="discover"
    >
      {t('cameras.search.again')}
    </Button>
  )
}

function SearchState({ search, free }: { readonly search: DeviceSearch; readonly free: number }): ReactNode {
  const { t } = useTranslation()
  const sentenceOf = useSentenceOf()
  const { devices, asked, phase, error } = search
  if (phase === 'failed') {
    return <ErrorState title={t('cameras.search.failed')} message={sentenceOf(error)} />
  }
  const count = t('cameras.search.count', { found: formatNumber(devices.length), free: formatNumber(free) })
  if (phase !== 'running') return devices.length > 0 && <span className="mc-quiet">{count}</span>
  return (
    <>
      <Group gap={8} className="mc-quiet">
        <Loader size={13} />
        {asked === null
          ? t('cameras.search.running', { found: formatNumber(devices.length) })
          : t('cameras.search.asked', {
              done: formatNumber(asked.done),
              total: formatNumber(asked.total),
              found: formatNumber(devices.length),
            })}
      </Group>
      {asked !== null && (
        <Progress
          size={4}
          mt={4}
          value={(asked.done / asked.total) * 100}
          aria-label={t('cameras.search.title')}
        />
      )}
    </>
  )
}

type FoundRowProps = {
  readonly device: FoundDevice
  readonly chosen: boolean
  /** Name of the camera in service; null when the device is free. */
  readonly usedBy: string | null
  readonly onPick: (device: FoundDevice) => void
}

function FoundRow({ device, chosen, usedBy, onPick }: FoundRowProps): ReactNode {
  const { t } = useTranslation()
  const { name, hardware, location, address } = device
  const about = [hardware, location].filter(Boolean).join(' · ')
  const content = (
    <>
      <span className="mc-found-name">{name ?? hardware ?? t('cameras.search.nameless')}</span>
      <span className="mc-mono">{shortAddress(address)}</span>
      {usedBy === null ? (
        about !== '' && <span className="mc-found-about">{about}</span>
      ) : (
        <StatusMark tone="ok">{t('cameras.search.inUse', { name: usedBy })}</StatusMark>
      )}
    </>
  )
  if (usedBy !== null) {
    return (
      <div className="mc-found-row" data-used data-testid="found-device">
        {content}
      </div>
    )
  }
  return (
    <UnstyledButton
      className="mc-found-row"
      data-chosen={chosen || undefined}
      aria-pressed={chosen}
      data-testid="found-device"
      onClick={() => onPick(device)}
      onKeyDown={moveFocus}
    >
      {content}
    </UnstyledButton>
  )
}

/** ↑ and ↓ go from one device that can be added to the next. */
function moveFocus(event: KeyboardEvent<HTMLButtonElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])]
  rows[rows.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}

function NothingFound(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mc-quiet" data-testid="nothing-found">
      <strong>{t('cameras.search.nothing')}</strong>
      <ul className="mc-advice">
        <li>{t('cameras.search.adviceSubnet')}</li>
        <li>{t('cameras.search.adviceAddress')}</li>
        <li>{t('cameras.search.adviceBlocked')}</li>
      </ul>
    </div>
  )
}

/** Outside the form: Enter here searches, it does not check a camera. */
function RangeSearch({ search }: { readonly search: DeviceSearch }): ReactNode {
  const { t } = useTranslation()
  const [range, setRange] = useState('')
  const scan = (): void => {
    if (range.trim() !== '') search.searchAddresses(range.trim())
  }
  return (
    <div className="mc-range">
      <TextInput
        size="xs"
        label={t('cameras.search.range')}
        description={t('cameras.search.rangeHint', { limit: formatNumber(MAX_SCANNED_ADDRESSES) })}
        placeholder="192.168.1.10-60, 10.0.0.0/26"
        spellCheck={false}
        maxLength={2000}
        value={range}
        onChange={(event) => setRange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          scan()
        }}
        data-testid="discover-range"
      />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRadar2 size={14} aria-hidden />}
        disabled={range.trim() === '' || search.phase === 'running'}
        onClick={scan}
        data-testid="discover-scan"
      >
        {t('cameras.search.scan')}
      </Button>
    </div>
  )
}
