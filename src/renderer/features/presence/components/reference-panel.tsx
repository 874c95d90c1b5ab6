import { Alert, Button, Group, SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actorName } from '#renderer/ui/actor-name.ts'
import { formatDateTime } from '#renderer/ui/format.ts'
import { GreyStill } from '#renderer/ui/grey-still.tsx'
import { InstantInput } from '#renderer/ui/instant-input.tsx'
import type { Id } from '#shared/kernel/ids.ts'
import type { Still } from '#shared/presence/presence.model.ts'
import {
  type CameraSetup,
  PICTURE_LIGHTS,
  type PictureLight,
  pictureLightSchema,
  type Reference,
} from '#shared/presence/references.model.ts'
import { usualLightAt } from '#shared/presence/references.rules.ts'
import { useReferences } from '../use-references.ts'

type ReferencePanelProps = {
  readonly cameraId: Id
  /** The picture that the zones are drawn on; null: nothing was recorded. */
  readonly still: Still | null
  readonly mayManage: boolean
  /** Another moment is to be shown. */
  readonly onShow: (atMs: number) => void
}

/** The empty room by day and by night, as a person confirmed it; and what a moved camera asks for. */
export function ReferencePanel({ cameraId, still, mayManage, onShow }: ReferencePanelProps): ReactNode {
  const { t } = useTranslation()
  const { setup, confirm, askToWithdraw } = useReferences(cameraId)
  if (setup.data === undefined) return null
  const { references, movedSinceMs } = setup.data
  return (
    <section className="presence-references" aria-label={t('presence.reference.title')}>
      <strong>{t('presence.reference.title')}</strong>
      <p className="mc-quiet">{t('presence.reference.advice')}</p>
      <MovedAlert setup={setup.data} />
      <div className="presence-lights">
        {PICTURE_LIGHTS.map((light) => (
          <OneLight
            key={light}
            light={light}
            reference={references.find((each) => each.light === light)}
            {...(mayManage ? { onWithdraw: askToWithdraw } : {})}
          />
        ))}
      </div>
      {mayManage && (
        <ConfirmForm
          key={still?.atMs}
          still={still}
          saving={confirm.isPending}
          onShow={onShow}
          onConfirm={(atMs, light) =>
            confirm.mutate({
              cameraId,
              atMs,
              light,
              afterMove: movedSinceMs !== null && atMs >= movedSinceMs,
            })
          }
        />
      )}
    </section>
  )
}

function MovedAlert({ setup }: { readonly setup: CameraSetup }): ReactNode {
  const { t } = useTranslation()
  const { movedSinceMs, staleZoneIds } = setup
  if (movedSinceMs !== null)
    return (
      <Alert color="orange" title={t('presence.reference.moved', { at: formatDateTime(movedSinceMs) })}>
        {t('presence.reference.movedMeans')}
      </Alert>
    )
  if (staleZoneIds.length === 0) return null
  return (
    <Alert color="orange" title={t('presence.reference.stale', { count: staleZoneIds.length })}>
      {t('presence.reference.staleMeans')}
    </Alert>
  )
}

type OneLightProps = {
  readonly light: PictureLight
  readonly reference: Reference | undefined
  readonly onWithdraw?: (reference: Reference) => void
}

function OneLight({ light, reference, onWithdraw }: OneLightProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div>
      <GreyStill
        still={reference?.still ?? null}
        without={t('presence.reference.none', { light: t(`presence.reference.light.${light}`) })}
        label={t('presence.reference.of', { light: t(`presence.reference.light.${light}`) })}
      />
      <span className="mc-quiet">
        {t(`presence.reference.light.${light}`)}
        {reference !== undefined &&
          `: ${t('presence.reference.by', {
            at: formatDateTime(reference.still.atMs),
            by: actorName(t, reference.confirmedBy),
          })}`}
      </span>
      {reference !== undefined && onWithdraw !== undefined && (
        <Button size="compact-xs" variant="subtle" onClick={() => onWithdraw(reference)}>
          {t('presence.reference.withdraw')}
        </Button>
      )}
    </div>
  )
}

type ConfirmFormProps = {
  readonly still: Still | null
  readonly saving: boolean
  readonly onShow: (atMs: number) => void
  readonly onConfirm: (atMs: number, light: PictureLight) => void
}

function ConfirmForm({ still, saving, onShow, onConfirm }: ConfirmFormProps): ReactNode {
  const { t } = useTranslation()
  const [light, setLight] = useState<PictureLight>(still === null ? 'day' : usualLightAt(still.atMs))
  const [atMs, setAtMs] = useState<number | null>(still?.atMs ?? null)
  return (
    <Group gap="xs" align="flex-end" mt="xs">
      <InstantInput label={t('presence.reference.at')} initialMs={atMs} onChange={setAtMs} />
      <Button variant="default" disabled={atMs === null} onClick={() => atMs !== null && onShow(atMs)}>
        {t('presence.reference.show')}
      </Button>
      <SegmentedControl
        aria-label={t('presence.reference.lightLabel')}
        value={light}
        data={PICTURE_LIGHTS.map((value) => ({ value, label: t(`presence.reference.light.${value}`) }))}
        onChange={(value) => setLight(pictureLightSchema.catch('day').parse(value))}
      />
      <Button
        disabled={still === null}
        loading={saving}
        data-testid="reference-confirm"
        onClick={() => still !== null && onConfirm(still.atMs, light)}
      >
        {t('presence.reference.confirm')}
      </Button>
    </Group>
  )
}
