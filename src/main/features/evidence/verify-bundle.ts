import { type Manifest, manifestSchema, type Verification } from '#shared/evidence/evidence.model.ts'
import { equalBytes } from '#shared/kernel/merkle.ts'
import { messageOf } from '#shared/kernel/app-error.ts'
import { HOW_TO_NAME, MANIFEST_NAME, readSums, SIGNATURE_NAME, SUMS_NAME, sumsText } from './bundle-names.ts'
import { crc32Of, sha256Hex } from './digests.ts'
import { verifyDetached } from './jws.ts'
import { canonicalBytes, manifestRange } from './manifest.ts'
import { firstNonCanonicalByte, readStoredZip, type ZipEntry } from './stored-zip.ts'
import { verifyClip } from './verify-clip.ts'

export type VerifyOptions = {
  /** RFC 7638 thumbprint that the station has published. Without it any key is believed, and named. */
  readonly expectedKeyThumbprint?: string
}

type Problem = Verification['problems'][number]
type Files = ReadonlyMap<string, Uint8Array>

const CONTAINER = '(zip)'

function problem(file: string, code: string, detail = ''): Problem {
  return { file, code, detail }
}

function contentsOf(zip: Uint8Array, entries: readonly ZipEntry[]): Files {
  return new Map(entries.map((entry) => [entry.name, zip.subarray(entry.offset, entry.offset + entry.size)]))
}

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('utf8')

function parseManifest(bytes: Uint8Array | undefined): Manifest | null {
  try {
    return manifestSchema.safeParse(JSON.parse(textOf(bytes))).data ?? null
  } catch {
    return null
  }
}

function isCanonical(bytes: Uint8Array): boolean {
  return equalBytes(canonicalBytes(JSON.parse(textOf(bytes))), bytes)
}

/** Names in the bundle against the names that there have to be. */
function nameProblems(files: Files, expected: readonly string[]): Problem[] {
  const missing = expected.filter((name) => !files.has(name)).map((name) => problem(name, 'file.missing'))
  const extra = [...files.keys()]
    .filter((name) => !expected.includes(name))
    .map((name) => problem(name, 'file.extra'))
  return [...missing, ...extra]
}

/** Contents against known digests; absent files are told of by {@link nameProblems}. */
function contentProblems(files: Files, digests: ReadonlyMap<string, string>): Problem[] {
  return [...digests].flatMap(([name, digest]) => {
    const bytes = files.get(name)
    return bytes && sha256Hex(bytes) !== digest ? [problem(name, 'file.altered')] : []
  })
}

const FIXED_NAMES = [HOW_TO_NAME, MANIFEST_NAME, SIGNATURE_NAME, SUMS_NAME]

/**
 * Without a signature that holds, the manifest can accuse nobody: SHA256SUMS tells which of the two was altered. Where it
 * agrees with both, they were exchanged together with it.
 */
function unsignedProblems(files: Files): Problem[] {
  const digests = readSums(textOf(files.get(SUMS_NAME)))
  const names = nameProblems(files, [...new Set([...FIXED_NAMES, ...digests.keys()])])
  const altered = contentProblems(files, digests)
  const explained = [...names, ...altered].some(
    ({ file }) => file === MANIFEST_NAME || file === SIGNATURE_NAME,
  )
  return [...names, ...altered, ...(explained ? [] : [problem(SIGNATURE_NAME, 'signature.invalid')])]
}

function sumsProblems(files: Files, manifest: Manifest): Problem[] {
  const sums = files.get(SUMS_NAME)
  if (!sums) return []
  const digests = new Map(manifest.files.map((file) => [file.name, file.sha256]))
  for (const name of [MANIFEST_NAME, SIGNATURE_NAME])
    digests.set(name, sha256Hex(files.get(name) ?? new Uint8Array()))
  return textOf(sums) === sumsText(digests) ? [] : [problem(SUMS_NAME, 'file.altered')]
}

function manifestProblems(bytes: Uint8Array, manifest: Manifest): Problem[] {
  const problems: Problem[] = []
  if (!isCanonical(bytes)) problems.push(problem(MANIFEST_NAME, 'manifest.not-canonical'))
  const requested = manifestRange(manifest.requested)
  if (requested.from !== manifest.requested.from || requested.to !== manifest.requested.to) {
    problems.push(problem(MANIFEST_NAME, 'range.requested', requested.from))
  }
  const clips = manifest.files.map((file) => file.name).filter((name) => name !== HOW_TO_NAME)
  const told = manifest.cameras.map((camera) => camera.file)
  const paired = clips.length === told.length && clips.every((name) => told.includes(name))
  if (!paired) problems.push(problem(MANIFEST_NAME, 'manifest.files', told.join(' ')))
  return problems
}

type Counts = { readonly groups: number; readonly samples: number }

function clipProblems(
  files: Files,
  manifest: Manifest,
): { readonly problems: Problem[]; readonly counts: Counts } {
  const checks = manifest.cameras.flatMap((camera) => {
    const bytes = files.get(camera.file)
    return bytes ? [{ file: camera.file, ...verifyClip(bytes, camera) }] : []
  })
  return {
    problems: checks.flatMap((check) =>
      check.problems.map(({ code, detail }) => problem(check.file, code, detail)),
    ),
    counts: {
      groups: checks.reduce((sum, check) => sum + check.groups, 0),
      samples: checks.reduce((sum, check) => sum + check.samples, 0),
    },
  }
}

function signedProblems(files: Files, manifestBytes: Uint8Array, manifest: Manifest) {
  const digests = new Map(manifest.files.map((file) => [file.name, file.sha256]))
  const clips = clipProblems(files, manifest)
  const problems = [
    ...nameProblems(files, [...new Set([...FIXED_NAMES, ...digests.keys()])]),
    ...manifestProblems(manifestBytes, manifest),
    ...contentProblems(files, digests),
    ...sumsProblems(files, manifest),
    ...clips.problems,
  ]
  return { problems, counts: clips.counts }
}

/** The container byte for byte. A checksum that is off because its file was altered is that file's problem. */
function containerProblems(
  zip: Uint8Array,
  entries: readonly ZipEntry[],
  blamed: ReadonlySet<string>,
): Problem[] {
  const byte = firstNonCanonicalByte(zip, entries)
  if (byte !== null) return [problem(CONTAINER, 'zip.altered', `byte ${byte}`)]
  const files = contentsOf(zip, entries)
  return entries
    .filter(
      (entry) =>
        !blamed.has(entry.name) && crc32Of(files.get(entry.name) ?? new Uint8Array()) !== entry.crc32,
    )
    .map((entry) => problem(CONTAINER, 'zip.checksum', entry.name))
}

function keyProblems(thumbprint: string | null, options: VerifyOptions): Problem[] {
  const expected = options.expectedKeyThumbprint
  if (expected === undefined || thumbprint === null || thumbprint === expected) return []
  return [problem(SIGNATURE_NAME, 'signature.other-key', thumbprint)]
}

async function verifyEntries(
  zip: Uint8Array,
  entries: readonly ZipEntry[],
  options: VerifyOptions,
): Promise<Verification> {
  const files = contentsOf(zip, entries)
  const manifestBytes = files.get(MANIFEST_NAME) ?? new Uint8Array()
  const keyThumbprint = await verifyDetached(textOf(files.get(SIGNATURE_NAME)), manifestBytes)
  const manifest = keyThumbprint === null ? null : parseManifest(manifestBytes)
  const noCounts = { groups: 0, samples: 0 }
  const checked =
    keyThumbprint === null
      ? { problems: unsignedProblems(files), counts: noCounts }
      : manifest === null
        ? { problems: [problem(MANIFEST_NAME, 'manifest.unreadable')], counts: noCounts }
        : signedProblems(files, manifestBytes, manifest)
  const blamed = new Set(checked.problems.map(({ file }) => file))
  const problems = [
    ...containerProblems(zip, entries, blamed),
    ...checked.problems,
    ...keyProblems(keyThumbprint, options),
  ]
  const clipId = manifest?.clipId ?? null
  return {
    ok: problems.length === 0,
    problems,
    clipId,
    keyThumbprint,
    files: entries.length,
    ...checked.counts,
  }
}

/**
 * Checks a bundle by its bytes alone, as a stranger would: container, every file, manifest, signature, every coded
 * sample, the proofs up to the sealed segment roots. Never throws: garbage is a problem of `(zip)`.
 */
export async function verifyBundle(zip: Uint8Array, options: VerifyOptions = {}): Promise<Verification> {
  try {
    return await verifyEntries(zip, readStoredZip(zip), options)
  } catch (thrown) {
    const problems = [problem(CONTAINER, 'zip.unreadable', messageOf(thrown))]
    return { ok: false, problems, clipId: null, keyThumbprint: null, files: 0, groups: 0, samples: 0 }
  }
}
