import { ActionIcon, Button, Group, Select, Tooltip } from '@mantine/core'
import {
  IconArrowBarToRight,
  IconArrowsSplit2,
  IconBookmark,
  IconCamera,
  IconChevronLeft,
  IconChevronRight,
  IconLock,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type InstantMs, SECOND_MS } from '#shared/kernel/instant.ts'
import { useMay } from '#renderer/api/session.ts'
import { formatNumber, formatTime } from '#renderer/ui/format.ts'
import { RATES } from '../review.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { ModeButton, ToolButton } from './tool-buttons.tsx'

const ICON_PX = 17

/** Play, step, speed, marks, bookmark and snapshot; each tells its key. */
export function TransportBar({ onSnapshot }: { readonly onSnapshot: () => void }): ReactNode {
  const { t } = useTranslation()
  const may = useMay()
  const { commands } = useReview()
  const isPlaying = useReviewState((state) => state.isPlaying)
  const isReverse = useReviewState((state) => state.isReverse)
  const hasEvents = useReviewState((state) => state.events.length > 0)
  return (
    <Group className="review-transport" gap={1} role="toolbar" aria-label={t('review.transport')}>
      <ToolButton
        label={t('review.previousEvent')}
        keyName="P"
        isOff={!hasEvents}
        onClick={() => commands.pickNeighbour(-1)}
      >
        <IconPlayerSkipBack size={ICON_PX} aria-hidden />
      </ToolButton>
      <ToolButton label={t('review.back5')} keyName="←" onClick={() => commands.move(-5 * SECOND_MS)}>
        <IconPlayerTrackPrev size={ICON_PX} aria-hidden />
      </ToolButton>
      <ToolButton label={t('review.frameBack')} keyName="," onClick={() => commands.step(-1)}>
        <IconChevronLeft size={ICON_PX} aria-hidden />
      </ToolButton>
      <ToolButton
        label={t('review.backwards')}
        keyName="J"
        isOn={isReverse}
        onClick={() => commands.backward()}
      >
        <IconPlayerPlayFilled size={14} className="review-reverse" aria-hidden />
      </ToolButton>
      <Tooltip label={`${isPlaying ? t('review.pause') : t('review.play')} (Space)`}>
        <ActionIcon
          size={32}
          data-testid="play-toggle"
          aria-label={isPlaying ? t('review.pause') : t('review.play')}
          onClick={() => commands.togglePlay()}
        >
          {isPlaying ? (
            <IconPlayerPauseFilled size={18} aria-hidden />
          ) : (
            <IconPlayerPlayFilled size={18} aria-hidden />
          )}
        </ActionIcon>
      </Tooltip>
      <ToolButton label={t('review.frameForward')} keyName="." onClick={() => commands.step(1)}>
        <IconChevronRight size={ICON_PX} aria-hidden />
      </ToolButton>
      <ToolButton label={t('review.forward5')} keyName="→" onClick={() => commands.move(5 * SECOND_MS)}>
        <IconPlayerTrackNext size={ICON_PX} aria-hidden />
      </ToolButton>
      <ToolButton
        label={t('review.nextEvent')}
        keyName="N"
        isOff={!hasEvents}
        onClick={() => commands.pickNeighbour(1)}
      >
        <IconPlayerSkipForward size={ICON_PX} aria-hidden />
      </ToolButton>
      <RateSelect />
      <MarkButtons />
      <ModeButtons />
      <Group gap={2} wrap="nowrap" ml="auto">
        <ToolButton label={t('review.snapshot')} keyName="S" onClick={onSnapshot}>
          <IconCamera size={ICON_PX} aria-hidden />
        </ToolButton>
        {may('recordings.lock') && (
          <ToolButton
            label={t('review.lock')}
            keyName="Shift B"
            testId="lock-range"
            onClick={() => commands.openLock()}
          >
            <IconLock size={ICON_PX} aria-hidden />
          </ToolButton>
        )}
        {may('review.bookmark') && (
          <Tooltip label={`${t('review.bookmarkHint')} (B)`}>
            <Button
              size="xs"
              px={9}
              data-testid="bookmark"
              leftSection={<IconBookmark size={15} aria-hidden />}
              onClick={() => commands.openBookmark()}
            >
              {t('review.bookmark')}
            </Button>
          </Tooltip>
        )}
      </Group>
    </Group>
  )
}

function RateSelect(): ReactNode {
  const { t } = useTranslation()
  const { commands } = useReview()
  const rate = useReviewState((state) => state.rate)
  return (
    <Tooltip label={`${t('review.speed')} (<, >)`}>
      <Select
        size="xs"
        w={66}
        mx={4}
        rightSectionWidth={22}
        aria-label={t('review.speed')}
        allowDeselect={false}
        data={RATES.map((value) => ({ value: String(value), label: `${formatNumber(value, 2)}×` }))}
        value={String(rate)}
        onChange={(value) => commands.setRate(Number(value ?? 1))}
      />
    </Tooltip>
  )
}

/** How playing goes: over or through gaps, all tiles on one clock or not. */
function ModeButtons(): ReactNode {
  const { t } = useTranslation()
  const { commands, session } = useReview()
  const gaps = useReviewState((state) => state.gaps)
  const isIndependent = useReviewState((state) => state.isIndependent)
  return (
    <Group gap={4} wrap="nowrap">
      <ModeButton
        word={t('review.gapsWord')}
        label={t(gaps === 'skip' ? 'review.gapsSkip' : 'review.gapsShow')}
        keyName="G"
        isOn={gaps === 'skip'}
        testId="gaps"
        onClick={() => commands.toggleGaps()}
      >
        <IconArrowBarToRight size={15} aria-hidden />
      </ModeButton>
      {session.cameras.length > 1 && (
        <ModeButton
          word={t('review.independentWord')}
          label={t(isIndependent ? 'review.notInSync' : 'review.inSync')}
          keyName="T"
          isOn={isIndependent}
          testId="independent"
          onClick={() => commands.toggleIndependent()}
        >
          <IconArrowsSplit2 size={15} aria-hidden />
        </ModeButton>
      )}
    </Group>
  )
}

function MarkButtons(): ReactNode {
  const { t } = useTranslation()
  const { commands } = useReview()
  const { inMs, outMs } = useReviewState((state) => state.marks)
  return (
    <Group gap={2} wrap="nowrap" className="review-marks">
      <MarkButton letter="I" label={t('review.markIn')} atMs={inMs} onClick={() => commands.setIn()} />
      <MarkButton letter="O" label={t('review.markOut')} atMs={outMs} onClick={() => commands.setOut()} />
    </Group>
  )
}

type MarkButtonProps = {
  readonly letter: 'I' | 'O'
  readonly label: string
  readonly atMs: InstantMs | null
  readonly onClick: () => void
}

/** Filled once the mark is set; the time of the mark is in its tip and on the timeline. */
function MarkButton({ letter, label, atMs, onClick }: MarkButtonProps): ReactNode {
  const text = atMs === null ? label : `${label}: ${formatTime(atMs)}`
  return (
    <Tooltip label={`${text} (${letter})`}>
      <Button
        size="compact-sm"
        variant="default"
        data-set={atMs !== null || undefined}
        aria-label={text}
        onClick={onClick}
      >
        {letter}
      </Button>
    </Tooltip>
  )
}
