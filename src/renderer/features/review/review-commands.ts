import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { PlayerDeck } from '#renderer/player/player-deck.ts'
import type { TileZoom } from '#renderer/player/tile-zoom.ts'
import { rememberGaps } from './remembered-gaps.ts'
import {
  eventAt,
  eventKey,
  eventReached,
  filterEvents,
  LOCK_HALF_MS,
  loopTarget,
  markedRange,
  neighbourEvent,
  nextRate,
  startOfEvent,
} from './review.rules.ts'
import type { ReviewDialog, ReviewStore } from './review.store.ts'

/** A jump this long between two reports of the deck is a seek, not playing. */
const RUN_STEP_MS = 2500

/** Everything that a person can do on the workbench. Buttons, keys and the timeline all come here. */
export class ReviewCommands {
  readonly #store: ReviewStore
  readonly #deck: PlayerDeck
  readonly #bounds: TimeRange
  /** Cameras that have a tile. */
  readonly #cameraIds: readonly string[]
  readonly #zooms: ReadonlyMap<string, TileZoom>

  constructor(options: {
    readonly store: ReviewStore
    readonly deck: PlayerDeck
    readonly bounds: TimeRange
    readonly cameraIds: readonly string[]
    readonly zooms: ReadonlyMap<string, TileZoom>
  }) {
    this.#cameraIds = options.cameraIds
    this.#store = options.store
    this.#deck = options.deck
    this.#bounds = options.bounds
    this.#zooms = options.zooms
  }

  /** Copies the deck's position into the store and selects the event that it has reached. */
  followDeck(): void {
    const { atMs, isPlaying, isReverse, rate, gaps, isIndependent, state } = this.#deck.snapshot()
    const before = this.#store.getState()
    const { atMs: beforeMs, events } = before
    const hasRun = isPlaying && atMs > beforeMs && atMs - beforeMs < RUN_STEP_MS * Math.max(1, rate)
    const reached = hasRun ? eventReached(events, beforeMs, atMs) : null
    this.#store.setState({
      atMs,
      isPlaying,
      isReverse,
      rate,
      gaps,
      isIndependent,
      ...(reached ? { selectedKey: eventKey(reached) } : {}),
    })
    const hasEnded = state.name === 'ended' && before.isPlaying
    const loopMs = isPlaying || hasEnded ? loopTarget(this.#store.getState(), atMs, hasEnded) : null
    if (loopMs === null) return
    this.#deck.seekTo(loopMs)
    if (hasEnded) this.#deck.play()
  }

  seekTo(atMs: InstantMs): void {
    this.#deck.seekTo(atMs)
    const event = eventAt(this.#store.getState().events, this.#deck.snapshot().atMs)
    this.#store.setState({ selectedKey: event ? eventKey(event) : null })
  }

  /** Moves by so much; a move that stays in the chosen event's window does not choose another. */
  move(byMs: number): void {
    this.seekTo(this.#deck.nowMs() + byMs)
  }

  /** Chooses an event, goes to it and plays; stays with the gap where nothing was recorded. */
  pick(event: EventCoverage): void {
    const { mainCameraId } = this.#store.getState()
    this.#store.setState({ selectedKey: eventKey(event) })
    const looking = event.cameraIds.find((id) => this.#cameraIds.includes(id))
    if (looking !== undefined && (mainCameraId === null || !event.cameraIds.includes(mainCameraId)))
      this.setMain(looking)
    this.#deck.seekTo(startOfEvent(event))
    if (event.verdict !== 'missing') this.#deck.play()
  }

  pickByKey(key: string): void {
    const event = this.#store.getState().events.find((one) => eventKey(one) === key)
    if (event) this.pick(event)
  }

  /** The next or previous event that the list shows. */
  pickNeighbour(step: 1 | -1): void {
    const { events, filter, selectedKey, atMs } = this.#store.getState()
    const event = neighbourEvent(filterEvents(events, filter), selectedKey, atMs, step)
    if (event) this.pick(event)
  }

  togglePlay(): void {
    this.#deck.toggle()
  }

  step(frames: number): void {
    this.#deck.step(frames)
  }

  /** L: plays; once it plays, faster; backwards, slower until it turns. */
  forward(): void {
    const { isPlaying, isReverse, rate } = this.#store.getState()
    if (!isPlaying || (isReverse && rate <= 1)) this.#deck.play()
    else this.changeRate(isReverse ? -1 : 1)
  }

  /** J: the same the other way. */
  backward(): void {
    const { isPlaying, isReverse, rate } = this.#store.getState()
    if (isReverse) return this.changeRate(1)
    if (isPlaying && rate > 1) return this.changeRate(-1)
    if (rate < 1) this.#deck.setRate(1)
    this.#deck.playBackwards()
  }

  pause(): void {
    this.#deck.pause()
  }

  toPreviousFootage(): void {
    this.#deck.toPreviousFootage()
  }

  toNextFootage(): void {
    this.#deck.toNextFootage()
  }

  /** Over gaps or through them; the choice is remembered. */
  toggleGaps(): void {
    const gaps = this.#store.getState().gaps === 'skip' ? 'show' : 'skip'
    rememberGaps(gaps)
    this.#deck.setGaps(gaps)
  }

  /** Tiles of their own, or all on one clock again. */
  toggleIndependent(): void {
    this.#deck.setIndependent(!this.#store.getState().isIndependent)
  }

  toggleLoop(): void {
    this.#store.setState(({ isLooping }) => ({ isLooping: !isLooping }))
  }

  /** Lets one camera be heard, or none. */
  hear(cameraId: string | null): void {
    this.#store.setState({ heardCameraId: cameraId })
  }

  toggleSound(): void {
    const { mainCameraId, heardCameraId } = this.#store.getState()
    this.hear(heardCameraId === mainCameraId ? null : mainCameraId)
  }

  /** Of the main tile. */
  zoom(factor: number): void {
    this.#mainZoom()?.zoom(factor)
  }

  pan(shareX: number, shareY: number): void {
    this.#mainZoom()?.drag(shareX, shareY)
  }

  resetZoom(): void {
    this.#mainZoom()?.reset()
  }

  #mainZoom(): TileZoom | undefined {
    return this.#zooms.get(this.#store.getState().mainCameraId ?? '')
  }

  changeRate(step: 1 | -1): void {
    this.#deck.setRate(nextRate(this.#store.getState().rate, step))
  }

  setRate(rate: number): void {
    this.#deck.setRate(rate)
  }

  setMain(cameraId: string): void {
    this.#store.setState({ mainCameraId: cameraId })
    this.#deck.setMain(cameraId)
  }

  setIn(): void {
    this.#store.setState(({ marks }) => ({ marks: { ...marks, inMs: this.#deck.nowMs() } }))
  }

  setOut(): void {
    this.#store.setState(({ marks }) => ({ marks: { ...marks, outMs: this.#deck.nowMs() } }))
  }

  clearMarks(): void {
    this.#store.setState({ marks: { inMs: null, outMs: null } })
  }

  openBookmark(): void {
    this.#deck.pause()
    const range = markedRange(this.#store.getState().marks, this.#deck.nowMs(), this.#bounds)
    this.open({ kind: 'bookmark', range })
  }

  openLock(): void {
    this.#deck.pause()
    const { marks } = this.#store.getState()
    // What is still to be filmed cannot be locked.
    const past = { ...this.#bounds, toMs: Math.min(this.#bounds.toMs, Date.now()) }
    this.open({ kind: 'lock', range: markedRange(marks, this.#deck.nowMs(), past, LOCK_HALF_MS) })
  }

  open(dialog: ReviewDialog): void {
    this.#store.setState({ dialog })
  }

  close(): void {
    this.#store.setState({ dialog: { kind: 'none' } })
  }
}
