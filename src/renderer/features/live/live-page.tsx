import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Camera } from '#shared/cameras/cameras.model.ts'
import { MAX_LIVE_CAMERAS } from '#shared/live/live.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { orpc } from '#renderer/api/client.ts'
import { useMay } from '#renderer/api/session.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatNumber } from '#renderer/ui/format.ts'
import { PageHeader } from '#renderer/ui/page-header.tsx'
import { placeOf } from '#renderer/ui/place.ts'
import { QueryView } from '#renderer/ui/query-view.tsx'
import { LiveWall } from './components/live-wall.tsx'
import { wallCameras } from './live-wall.rules.ts'
import '#renderer/player/player.css'
import './live.css'

/** The live wall: up to sixteen cameras of the rooms that are open to the person. */
export function LivePage(): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const search = useSearch({ from: '/frame/live' })
  const navigate = useNavigate()
  const cameras = useQuery(orpc.cameras.list.queryOptions())
  const tree = useQuery(orpc.units.tree.queryOptions({ input: {} }))
  const chosen = useMemo(() => search.cameras?.split(',') ?? null, [search.cameras])
  const shown = useMemo(() => wallCameras(cameras.data ?? [], chosen), [cameras.data, chosen])
  const large = shown.some(({ id }) => id === search.large) ? (search.large ?? null) : null

  return (
    <div className="live-page">
      <PageHeader
        title={t('live.title')}
        description={t('live.description')}
        action={
          <CameraChoice
            cameras={cameras.data ?? []}
            shown={shown}
            tree={tree.data}
            onChoose={(ids) => void navigate({ to: '/live', search: { cameras: ids.join(',') } })}
          />
        }
      />
      <QueryView query={cameras} rows={6}>
        {(list) =>
          list.length === 0 || shown.length === 0 ? (
            <EmptyState
              title={t(list.length === 0 ? 'live.none' : 'live.noneChosen')}
              advice={t(list.length === 0 ? 'live.noneAdvice' : 'live.noneChosenAdvice')}
              action={may('cameras.manage') && <Link to="/cameras/add">{t('cameras.add')}</Link>}
            />
          ) : (
            <LiveWall
              cameras={shown}
              tree={tree.data}
              large={large}
              onLarge={(id) =>
                void navigate({
                  to: '/live',
                  search: ({ large: _large, ...rest }) => (id === null ? rest : { ...rest, large: id }),
                  replace: true,
                })
              }
            />
          )
        }
      </QueryView>
    </div>
  )
}

type CameraChoiceProps = {
  readonly cameras: readonly Camera[]
  readonly shown: readonly Camera[]
  readonly tree: UnitTree | undefined
  readonly onChoose: (cameraIds: readonly string[]) => void
}

function CameraChoice({ cameras, shown, tree, onChoose }: CameraChoiceProps): ReactNode {
  const { t } = useTranslation()
  return (
    <MultiSelect
      size="xs"
      w={260}
      aria-label={t('live.choose')}
      placeholder={
        shown.length === 0 ? t('live.choose') : t('live.chosen', { shown: formatNumber(shown.length) })
      }
      searchable
      maxValues={MAX_LIVE_CAMERAS}
      maxDropdownHeight={360}
      data={cameras.map(({ id, name, roomId }) => ({
        value: id,
        label: `${placeOf(tree, roomId)} · ${name}`,
      }))}
      value={shown.map(({ id }) => id)}
      onChange={onChoose}
      classNames={{ pillsList: 'live-pills' }}
    />
  )
}
