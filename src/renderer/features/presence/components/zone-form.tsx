import { Button, Group, Select, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Id } from '#shared/kernel/ids.ts'
import { ZONE_KINDS, type ZoneKind, type ZonePoint } from '#shared/presence/presence.model.ts'
import type { Counter } from '#shared/units/units.model.ts'
import { formatCorners, parseCorners } from '../zone-points.ts'

export type DrawnZone = {
  readonly kind: ZoneKind
  readonly name: string
  readonly counterId: Id | null
}

type ZoneFormProps = {
  readonly counters: readonly Counter[]
  readonly points: readonly ZonePoint[]
  readonly initial: DrawnZone
  readonly saving: boolean
  readonly onPoints: (points: ZonePoint[]) => void
  readonly onSave: (zone: DrawnZone) => void
  readonly onCancel: () => void
}

/** What the drawn polygon is; its corners can be typed instead of drawn. */
export function ZoneForm(props: ZoneFormProps): ReactNode {
  const { counters, points, initial, saving, onPoints, onSave, onCancel } = props
  const { t } = useTranslation()
  const [zone, setZone] = useState(initial)
  const [typed, setTyped] = useState<string | null>(null)
  const isWrong = typed !== null && parseCorners(typed) === null
  const ready = points.length >= 3 && !isWrong && zone.name.trim() !== ''
  return (
    <form
      className="presence-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSave({ ...zone, name: zone.name.trim() })
      }}
    >
      <Select
        label={t('presence.zone.kindLabel')}
        data={ZONE_KINDS.map((value) => ({ value, label: t(`presence.kind.${value}`) }))}
        value={zone.kind}
        allowDeselect={false}
        onChange={(value) =>
          setZone({ ...zone, kind: ZONE_KINDS.find((kind) => kind === value) ?? zone.kind })
        }
      />
      <Select
        label={t('presence.zone.counter')}
        placeholder={t('presence.zone.noCounter')}
        data={counters.map(({ id, name }) => ({ value: id, label: name }))}
        value={zone.counterId}
        clearable
        onChange={(counterId) => setZone({ ...zone, counterId })}
      />
      <TextInput
        label={t('presence.zone.name')}
        value={zone.name}
        maxLength={100}
        data-testid="zone-name"
        onChange={(event) => setZone({ ...zone, name: event.currentTarget.value })}
      />
      <TextInput
        label={t('presence.zone.corners')}
        description={t('presence.zone.cornersHelp')}
        value={typed ?? formatCorners(points)}
        error={isWrong ? t('presence.zone.cornersWrong') : undefined}
        data-testid="zone-corners"
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          const parsed = parseCorners(event.currentTarget.value)
          if (parsed) onPoints(parsed)
        }}
        onBlur={() => !isWrong && setTyped(null)}
      />
      <Group gap="xs" className="presence-form-acts">
        <Button type="submit" loading={saving} disabled={!ready} data-testid="zone-save">
          {t('ui.save')}
        </Button>
        <Button
          variant="default"
          onClick={() => onPoints(points.slice(0, -1))}
          disabled={points.length === 0}
        >
          {t('presence.zone.undoCorner')}
        </Button>
        <Button variant="subtle" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
        <span className="mc-quiet">{t('presence.zone.cornerCount', { count: points.length })}</span>
      </Group>
    </form>
  )
}
