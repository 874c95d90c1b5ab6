import {
  IconAlertTriangle,
  IconBookmark,
  IconFileText,
  IconFlag,
  IconListDetails,
  IconUser,
  IconWindow,
} from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDateTime, formatNumber } from '#renderer/ui/format.ts'
import { placeOf } from '#renderer/ui/place.ts'
import type { SearchHit, SearchKind } from '#shared/search/search.model.ts'
import type { UnitTree } from '#shared/units/units.model.ts'
import { MarkedText } from './marked-text.tsx'

const ICONS: Readonly<Record<SearchKind, typeof IconUser>> = {
  dossier: IconFileText,
  procedure: IconListDetails,
  officer: IconUser,
  counter: IconWindow,
  bookmark: IconBookmark,
  finding: IconAlertTriangle,
  incident: IconFlag,
}

type HitRowProps = {
  readonly hit: SearchHit
  readonly id: string
  readonly isActive: boolean
  readonly tree: UnitTree | undefined
  readonly onPoint: () => void
  readonly onPick: (withControl: boolean) => void
}

/** One result: what it is, what stands behind it, where and when. */
export function SearchHitRow({ hit, id, isActive, tree, onPoint, onPick }: HitRowProps): ReactNode {
  const { t } = useTranslation()
  const Icon = ICONS[hit.kind]
  return (
    // The keys are the field's: the list is never focused (combobox pattern).
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className="mc-search-row"
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => onPick(event.ctrlKey || event.metaKey)}
    >
      <Icon size={16} aria-hidden className="mc-fixed" />
      <span className="mc-search-text">
        <span className="mc-search-title">
          {hit.title.text === '' ? t('search.noNote') : <MarkedText marked={hit.title} />}
        </span>
        <span className="mc-search-subtitle">
          {hit.dossiers !== null && t('search.dossiers', { number: countOf(hit.dossiers) })}
          {hit.subtitle.map((part, index) => (
            <Fragment key={part.text}>
              {index > 0 && ' · '}
              <MarkedText marked={part} />
            </Fragment>
          ))}
        </span>
      </span>
      <span className="mc-search-where">
        {hit.atMs !== null && <span>{formatDateTime(hit.atMs)}</span>}
        {hit.roomId !== null && hit.kind !== 'counter' && <span>{placeOf(tree, hit.roomId)}</span>}
      </span>
    </div>
  )
}

function countOf({ count, isMore }: { readonly count: number; readonly isMore: boolean }): string {
  return isMore ? `> ${formatNumber(count)}` : formatNumber(count)
}
