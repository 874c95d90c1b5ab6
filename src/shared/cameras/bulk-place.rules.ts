import { foldWords } from '../kernel/fold-words.ts'
import type { Id } from '../kernel/ids.ts'
import type { Room, RoomKind } from '../units/units.model.ts'

/** A room as a list may name it. */
export type PlaceableRoom = Pick<Room, 'id' | 'name' | 'kind' | 'counters'> & { readonly communeName: string }

export type FoundRoom =
  | { readonly kind: 'found'; readonly room: PlaceableRoom }
  | { readonly kind: 'problem'; readonly code: 'room-unknown' | 'room-ambiguous' | 'commune-unknown' }

const KIND_NAMES: Readonly<Record<RoomKind, readonly string[]>> = {
  'one-stop-desk': ['mot cua', 'bo phan mot cua', 'bp mot cua', 'one stop desk', 'one stop'],
  'reception-room': ['tiep dan', 'tiep cong dan', 'phong tiep dan', 'phong tiep cong dan', 'reception room'],
}

/** `Xã An Bình`, `xã An Bình` and `An Bình` are one commune. */
const bareCommune = (folded: string): string => folded.replace(/^(?:xa|phuong|thi tran|tt|p|x) /, '')

function isNamed(room: PlaceableRoom, words: string): boolean {
  const name = foldWords(room.name)
  return name === words || `${foldWords(room.communeName)} ${name}` === words
}

/** The room of that name in that commune; without a commune, the only room of that name. */
export function findRoom(rooms: readonly PlaceableRoom[], commune: string, roomName: string): FoundRoom {
  const communeWords = bareCommune(foldWords(commune))
  const inCommune = rooms.filter(
    (room) => communeWords === '' || bareCommune(foldWords(room.communeName)) === communeWords,
  )
  if (inCommune.length === 0 && communeWords !== '') return { kind: 'problem', code: 'commune-unknown' }
  const words = foldWords(roomName)
  const byName = inCommune.filter((room) => isNamed(room, words))
  const named = byName.length > 0 ? byName : inCommune.filter((room) => KIND_NAMES[room.kind].includes(words))
  const [room, ...others] = named
  if (!room) return { kind: 'problem', code: 'room-unknown' }
  return others.length > 0 ? { kind: 'problem', code: 'room-ambiguous' } : { kind: 'found', room }
}

export type FoundCounters = { readonly ids: readonly Id[]; readonly unknown: readonly string[] }

const BETWEEN_COUNTERS = /[,;+/&|\n]|\s(?:và|and)\s/i

/** Spreadsheets turn `01` into 1. */
const bareCode = (text: string): string => foldWords(text).replace(/^0+(?=\d)/, '')

/** Counters of the room by code or by name: `01, 02`, `Quầy 1 và Quầy 2`. */
export function findCounters(room: PlaceableRoom, text: string): FoundCounters {
  const ids: Id[] = []
  const unknown: string[] = []
  for (const part of text.split(BETWEEN_COUNTERS)) {
    const named = part.trim()
    if (named === '') continue
    const counter =
      room.counters.find(({ code }) => code === named) ??
      room.counters.find(
        ({ code, name }) => bareCode(code) === bareCode(named) || foldWords(name) === foldWords(named),
      )
    if (counter) ids.push(counter.id)
    else unknown.push(named)
  }
  return { ids: [...new Set(ids)], unknown }
}
