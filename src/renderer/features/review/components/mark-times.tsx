import { TextInput } from '@mantine/core'
import { IconRepeat, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InstantMs } from '#shared/kernel/instant.ts'
import { formatLengthTenths, formatTenths } from '#renderer/timeline/time-of-day.ts'
import type { MarkEnd } from '#renderer/timeline/timeline-hit.ts'
import { formatRange } from '#renderer/ui/format.ts'
import { typedMark } from '../typed-mark.rules.ts'
import { useReview, useReviewState } from '../review-context.ts'
import { ModeButton, ToolButton } from './tool-buttons.tsx'

/** What was typed and cannot be a mark: why, by its key under `review.markRefused.` */
type Refusal = { readonly end: MarkEnd; readonly text: string; readonly why: string }

/** Both marks as times to the tenth of a second, to read and to type; how long it is between them, and playing it round. */
export function MarkTimes(): ReactNode {
  const { t } = useTranslation()
  const { store, session, commands } = useReview()
  const marks = useReviewState((state) => state.marks)
  const isLooping = useReviewState((state) => state.isLooping)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const errorId = useId()
  const { inMs, outMs } = marks
  const canLoop = inMs !== null && outMs !== null && inMs < outMs
  const type = (end: MarkEnd, text: string): boolean => {
    const state = store.getState()
    const result = typedMark({ text, end, marks: state.marks, atMs: state.atMs, bounds: session.bounds })
    setRefusal(result.kind === 'refused' ? { end, text, why: result.why } : null)
    if (result.kind === 'marks') store.setState({ marks: result.marks })
    return result.kind === 'marks'
  }
  const field = (end: MarkEnd, atMs: InstantMs | null): ReactNode => (
    <MarkField
      label={t(end === 'in' ? 'review.markInTime' : 'review.markOutTime')}
      letter={end === 'in' ? 'I' : 'O'}
      atMs={atMs}
      errorId={refusal?.end === end ? errorId : null}
      onType={(text) => type(end, text)}
      onGiveUp={() => setRefusal(null)}
    />
  )
  return (
    <>
      {refusal && (
        <span id={errorId} role="alert" className="review-mark-error" data-testid="mark-error">
          {t(`review.markRefused.${refusal.why}`, {
            text: refusal.text,
            range: formatRange({ ...session.bounds, toMs: session.bounds.toMs - 1 }),
          })}
        </span>
      )}
      {field('in', inMs)}
      {field('out', outMs)}
      <span className="review-mark-length" data-testid="marks-length">
        {inMs !== null && outMs !== null
          ? t('review.markLength', { length: formatLengthTenths(outMs - inMs) })
          : t('review.markNoLength')}
      </span>
      <ToolButton
        label={t('review.clearMarks')}
        keyName="X"
        isOff={inMs === null && outMs === null}
        onClick={() => commands.clearMarks()}
      >
        <IconX size={14} aria-hidden />
      </ToolButton>
      <ModeButton
        word={t('review.loopWord')}
        label={t(canLoop ? 'review.loop' : 'review.loopNeedsMarks')}
        keyName="R"
        isOn={isLooping}
        testId="loop"
        onClick={() => commands.toggleLoop()}
      >
        <IconRepeat size={15} aria-hidden />
      </ModeButton>
    </>
  )
}

type MarkFieldProps = {
  readonly label: string
  readonly letter: string
  readonly atMs: InstantMs | null
  /** Of the sentence that says what is wrong; null while nothing is. */
  readonly errorId: string | null
  /** @returns whether it was taken */
  readonly onType: (text: string) => boolean
  readonly onGiveUp: () => void
}

/** Enter and leaving take what was typed, Escape gives it up. */
function MarkField({ label, letter, atMs, errorId, onType, onGiveUp }: MarkFieldProps): ReactNode {
  const { t } = useTranslation()
  const shown = atMs === null ? '' : formatTenths(atMs)
  /** null while nobody types: then the mark itself is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const take = (): void => {
    if (typed === null || typed.trim() === shown) giveUp()
    else if (onType(typed)) setTyped(null)
  }
  const giveUp = (): void => {
    setTyped(null)
    onGiveUp()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') take()
    if (event.key === 'Escape') giveUp()
  }
  return (
    <TextInput
      size="xs"
      w="7rem"
      leftSection={<strong aria-hidden>{letter}</strong>}
      leftSectionWidth={24}
      aria-label={label}
      aria-describedby={errorId ?? undefined}
      error={errorId !== null}
      placeholder={t('review.markPlaceholder')}
      autoComplete="off"
      value={typed ?? shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={onKeyDown}
    />
  )
}
