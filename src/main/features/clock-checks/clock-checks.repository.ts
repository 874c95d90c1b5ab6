import { type ClockCertificate, clockCertificateSchema } from '#shared/clock-checks/clock-checks.model.ts'
import type { Id } from '#shared/kernel/ids.ts'
import type { InstantMs } from '#shared/kernel/instant.ts'
import type { Db } from '#main/db/db.ts'
import type { ClockCertificatesTable, ClockChecksTable } from '#main/db/schema-clock-and-queue.ts'

export type StoredCheck = {
  readonly id: Id
  readonly cameraId: Id
  readonly codeTag: string
  readonly tokenSha256: string
  readonly keyCipher: string
  readonly keySha256: string
  readonly openedAtMs: InstantMs
  readonly openedBy: string
  readonly closesAtMs: InstantMs
}

const toCheck = (row: ClockChecksTable): StoredCheck => ({
  id: row.id,
  cameraId: row.camera_id,
  codeTag: row.code_tag,
  tokenSha256: row.token_sha256,
  keyCipher: row.key_cipher,
  keySha256: row.key_sha256,
  openedAtMs: row.opened_at_ms,
  openedBy: row.opened_by,
  closesAtMs: row.closes_at_ms,
})

export async function insertCheck(transaction: Db, check: StoredCheck): Promise<void> {
  await transaction
    .insertInto('clock_checks')
    .values({
      id: check.id,
      camera_id: check.cameraId,
      code_tag: check.codeTag,
      token_sha256: check.tokenSha256,
      key_cipher: check.keyCipher,
      key_sha256: check.keySha256,
      opened_at_ms: check.openedAtMs,
      opened_by: check.openedBy,
      closes_at_ms: check.closesAtMs,
    })
    .execute()
}

export async function findCheck(db: Db, id: Id): Promise<StoredCheck | null> {
  const row = await db.selectFrom('clock_checks').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCheck(row) : null
}

export async function findCheckOfToken(db: Db, tokenSha256: string): Promise<StoredCheck | null> {
  const row = await db
    .selectFrom('clock_checks')
    .selectAll()
    .where('token_sha256', '=', tokenSha256)
    .executeTakeFirst()
  return row ? toCheck(row) : null
}

/** Whether some check of this station ever had this tag. */
export async function isOurTag(db: Db, codeTag: string): Promise<boolean> {
  const row = await db
    .selectFrom('clock_checks')
    .select('id')
    .where('code_tag', '=', codeTag)
    .executeTakeFirst()
  return row !== undefined
}

/** Newest first. */
export async function listChecks(db: Db, cameraIds: readonly Id[], limit: number): Promise<StoredCheck[]> {
  if (cameraIds.length === 0) return []
  const rows = await db
    .selectFrom('clock_checks')
    .selectAll()
    .where('camera_id', 'in', cameraIds)
    .orderBy('opened_at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toCheck)
}

function toCertificate(row: ClockCertificatesTable, keySha256: string): ClockCertificate {
  const cameraClock: unknown = row.camera_clock_json === null ? null : JSON.parse(row.camera_clock_json)
  return clockCertificateSchema.parse({
    id: row.id,
    checkId: row.check_id,
    cameraId: row.camera_id,
    offsetMs: row.offset_ms,
    uncertaintyMs: row.uncertainty_ms,
    frameMs: row.frame_ms,
    pageUncertaintyMs: row.page_uncertainty_ms,
    sightings: row.sightings,
    codes: row.codes,
    firstFilmedMs: row.first_filmed_ms,
    lastFilmedMs: row.last_filmed_ms,
    firstRecordedMs: row.first_recorded_ms,
    lastRecordedMs: row.last_recorded_ms,
    refusedCodes: row.refused_codes,
    manufacturer: row.manufacturer,
    model: row.model,
    serialNumber: row.serial_number,
    cameraClock,
    keySha256,
    keyHex: row.key_hex,
    measuredAtMs: row.measured_at_ms,
    measuredBy: row.measured_by,
  })
}

export async function insertCertificate(transaction: Db, certificate: ClockCertificate): Promise<void> {
  const { cameraClock } = certificate
  await transaction
    .insertInto('clock_certificates')
    .values({
      id: certificate.id,
      check_id: certificate.checkId,
      camera_id: certificate.cameraId,
      offset_ms: certificate.offsetMs,
      uncertainty_ms: certificate.uncertaintyMs,
      frame_ms: certificate.frameMs,
      page_uncertainty_ms: certificate.pageUncertaintyMs,
      sightings: certificate.sightings,
      codes: certificate.codes,
      first_filmed_ms: certificate.firstFilmedMs,
      last_filmed_ms: certificate.lastFilmedMs,
      first_recorded_ms: certificate.firstRecordedMs,
      last_recorded_ms: certificate.lastRecordedMs,
      refused_codes: certificate.refusedCodes,
      manufacturer: certificate.manufacturer,
      model: certificate.model,
      serial_number: certificate.serialNumber,
      camera_clock_json: cameraClock === null ? null : JSON.stringify(cameraClock),
      key_hex: certificate.keyHex,
      measured_at_ms: certificate.measuredAtMs,
      measured_by: certificate.measuredBy,
    })
    .execute()
}

/** By check. */
export async function listCertificates(
  db: Db,
  checks: readonly Pick<StoredCheck, 'id' | 'keySha256'>[],
): Promise<Map<Id, ClockCertificate>> {
  if (checks.length === 0) return new Map()
  const rows = await db
    .selectFrom('clock_certificates')
    .selectAll()
    .where(
      'check_id',
      'in',
      checks.map(({ id }) => id),
    )
    .execute()
  const hashes = new Map(checks.map(({ id, keySha256 }) => [id, keySha256]))
  return new Map(rows.map((row) => [row.check_id, toCertificate(row, hashes.get(row.check_id) ?? '')]))
}
