import type { EventCoverage } from '#shared/coverage/coverage.model.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { TimeRange } from '#shared/kernel/time-range.ts'
import type { PlayerDeck } from '#renderer/player/player-deck.ts'
import {
  eventAt,
  eventKey,
  eventReached,
  filterEvents,
  LOCK_HALF_MS,
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

  constructor(store: ReviewStore, deck: PlayerDeck, bounds: TimeRange, cameraIds: readonly string[]) {
    this.#cameraIds = cameraIds
    this.#store = store
    this.#deck = deck
    this.#bounds = bounds
  }

  /** Copies the deck's position into the store and selects the event that it has reached. */
  followDeck(): void {
    const { atMs, isPlaying, rate } = this.#deck.snapshot()
    const { atMs: beforeMs, events } = this.#store.getState()
    const hasRun = isPlaying && atMs > beforeMs && atMs - beforeMs < RUN_STEP_MS * Math.max(1, rate)
    const reached = hasRun ? eventReached(events, beforeMs, atMs) : null
    this.#store.setState({ atMs, isPlaying, rate, ...(reached ? { selectedKey: eventKey(reached) } : {}) })
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
