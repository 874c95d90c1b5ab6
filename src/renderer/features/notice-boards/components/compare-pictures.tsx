import { Button, Group, SegmentedControl, Slider } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BoardPicture } from '#shared/notice-boards/notice-boards.model.ts'
import { boardsSearchSchema, type BoardsSearch } from '#renderer/api/boards-search.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { formatDateTime } from '#renderer/ui/format.ts'
import { canShow } from '../board-months.ts'

type ComparePicturesProps = {
  readonly left: BoardPicture | null
  readonly right: BoardPicture | null
  readonly view: 'beside' | 'over'
  readonly go: (next: BoardsSearch) => void
}

const addressOf = ({ id }: BoardPicture): string => `/media/boards/${id}.jpg`

/** The board at two times: beside each other, or one over the other with an edge that is drawn across. */
export function ComparePictures({ left, right, view, go }: ComparePicturesProps): ReactNode {
  const { t } = useTranslation()
  const both = left !== null && right !== null && canShow(left) && canShow(right)
  return (
    <>
      <Group gap="sm" mb="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('notice-boards.view')}
          value={both ? view : 'beside'}
          disabled={!both}
          data={(['beside', 'over'] as const).map((value) => ({ value, label: t(`notice-boards.${value}`) }))}
          onChange={(value) => go(boardsSearchSchema.pick({ view: true }).parse({ view: value }))}
        />
        {left && right && (
          <Button size="compact-sm" variant="default" onClick={() => go({ left: right.id, right: left.id })}>
            {t('notice-boards.swap')}
          </Button>
        )}
      </Group>
      {both && view === 'over' ? (
        <Over left={left} right={right} />
      ) : (
        <div className="board-beside">
          <OnePicture picture={left} />
          <OnePicture picture={right} />
        </div>
      )}
    </>
  )
}

function OnePicture({ picture }: { readonly picture: BoardPicture | null }): ReactNode {
  const { t } = useTranslation()
  if (!picture)
    return <EmptyState compact title={t('notice-boards.noOther')} advice={t('notice-boards.noOtherAdvice')} />
  if (!canShow(picture))
    return (
      <EmptyState compact title={formatDateTime(picture.dueAtMs)} advice={<WhyNone picture={picture} />} />
    )
  return (
    <figure className="board-picture">
      <img
        src={addressOf(picture)}
        alt={t('notice-boards.pictureOf', { at: formatDateTime(picture.dueAtMs) })}
      />
      <Caption picture={picture} />
    </figure>
  )
}

function Caption({ picture }: { readonly picture: BoardPicture }): ReactNode {
  const { t } = useTranslation()
  return (
    <figcaption>
      <strong>{formatDateTime(picture.takenAtMs ?? picture.dueAtMs)}</strong>
      <div className="mc-quiet board-hash">{t('notice-boards.hash', { hash: picture.sha256 })}</div>
    </figcaption>
  )
}

/** Why there is no picture, in words. */
export function WhyNone({ picture }: { readonly picture: BoardPicture }): ReactNode {
  const { t } = useTranslation()
  if (picture.deletedAtMs !== null)
    return t('notice-boards.deleted', { at: formatDateTime(picture.deletedAtMs) })
  const { cause } = picture
  if (cause === null || cause === 'unreadable' || cause === 'not-scheduled')
    return t(`notice-boards.cause.${cause ?? 'unreadable'}`)
  return t('notice-boards.causeOf', { cause: t(`ui.footage.${cause}`) })
}

type OverProps = { readonly left: BoardPicture; readonly right: BoardPicture }

function Over({ left, right }: OverProps): ReactNode {
  const { t } = useTranslation()
  const [share, setShare] = useState(50)
  return (
    <div>
      <div className="board-over">
        <img
          src={addressOf(right)}
          alt={t('notice-boards.pictureOf', { at: formatDateTime(right.dueAtMs) })}
        />
        <img
          src={addressOf(left)}
          alt={t('notice-boards.pictureOf', { at: formatDateTime(left.dueAtMs) })}
          style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}
        />
      </div>
      <Slider
        mt="xs"
        value={share}
        onChange={setShare}
        thumbLabel={t('notice-boards.edge')}
        label={(value) => `${value} %`}
      />
      <div className="board-beside">
        <Caption picture={left} />
        <Caption picture={right} />
      </div>
    </div>
  )
}
