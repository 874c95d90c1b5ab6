/** What happens in front of one virtual camera, and what the one-stop software wrote down about it. */

export type RoomKind = 'one-stop-desk' | 'reception-room'

/** Half-open, station time, epoch milliseconds. */
export type ScriptRange = { readonly fromMs: number; readonly toMs: number }

export type VisitPerson = {
  readonly name: string
  readonly woman: boolean
  /** Decides clothes and hair; any integer. */
  readonly lookSeed: number
}

/** Station time throughout, `arriveMs < seatedMs < leaveMs`. */
export type Visit = {
  /** Counts from 1 within the script. */
  readonly id: number
  /** Comes through the door. */
  readonly arriveMs: number
  /** Sits down at the counter or table; until then walks, or waits on the bench. */
  readonly seatedMs: number
  /** Gets up; is out of the picture `walkMs` later. */
  readonly leaveMs: number
  readonly people: readonly [VisitPerson, ...VisitPerson[]]
  /** The dossier received during this visit, or null for a visit that leaves none (a question, a reception). */
  readonly dossierCode: string | null
}

export type ReceptionChannel = 'Trực tiếp' | 'Trực tuyến'

export type DossierStatus = 'Mới đăng ký' | 'Được tiếp nhận' | 'Đang xử lý' | 'Yêu cầu bổ sung giấy tờ'

/** A row of the one-stop software's register, with the truth beside it. */
export type TransactionRow = {
  readonly dossierCode: string
  readonly procedureCode: string
  readonly procedureName: string
  readonly field: string
  readonly applicantName: string
  /** LOG time: what the register shows, whole seconds; `savedAtMs` plus the software's clock offset. */
  readonly receivedAtMs: number
  /** STATION time at which the officer really clicked save. */
  readonly savedAtMs: number
  readonly dueAtMs: number
  readonly status: DossierStatus
  readonly channel: ReceptionChannel
  readonly officerName: string
  readonly counterName: string
  readonly unitName: string
  /** The visit during which it was received, or null when it came online. */
  readonly visitId: number | null
}

export type SceneScript = {
  readonly room: RoomKind
  readonly startMs: number
  readonly endMs: number
  /** How long the way between door and seat takes. */
  readonly walkMs: number
  /** By `arriveMs`. */
  readonly visits: readonly Visit[]
  /** When the officer (or the chair of the commune) sits at the desk. */
  readonly officerPresence: readonly ScriptRange[]
  /** By `receivedAtMs`; empty for a reception room. */
  readonly rows: readonly TransactionRow[]
}
