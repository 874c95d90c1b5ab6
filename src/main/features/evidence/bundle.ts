import type { Manifest } from '#shared/evidence/evidence.model.ts'
import { HOW_TO_NAME, MANIFEST_NAME, SIGNATURE_NAME, SUMS_NAME, sumsText } from './bundle-names.ts'
import { sha256Hex, totalBytes } from './digests.ts'
import { HOW_TO_VERIFY } from './how-to-verify.ts'
import { canonicalBytes } from './manifest.ts'
import { storedZip, type ZipContent } from './stored-zip.ts'

export type BundleParts = {
  readonly clips: readonly ZipContent[]
  /** Makes the manifest, given what it has to say of the other files. */
  readonly manifestFor: (files: Manifest['files']) => Manifest
  /** Detached JWS over the manifest's bytes. */
  readonly sign: (manifestBytes: Uint8Array) => Promise<string>
}

export type Bundle = {
  /** The ZIP's bytes, in pieces that follow one another. */
  readonly pieces: readonly Uint8Array[]
  readonly sizeBytes: number
  readonly sha256: string
  readonly manifest: Manifest
}

const textContent = (name: string, text: string): ZipContent => ({
  name,
  pieces: [Buffer.from(text, 'utf8')],
})

/** @throws AppError `invalid evidence.too-large` at 4 GiB */
export async function makeBundle(parts: BundleParts): Promise<Bundle> {
  const described = [...parts.clips, textContent(HOW_TO_NAME, HOW_TO_VERIFY)]
  const files = described.map(({ name, pieces }) => ({
    name,
    bytes: totalBytes(pieces),
    sha256: sha256Hex(...pieces),
  }))
  const manifest = parts.manifestFor(files)
  const manifestBytes = canonicalBytes(manifest)
  const signature = textContent(SIGNATURE_NAME, await parts.sign(manifestBytes))
  const digests = new Map(files.map((file) => [file.name, file.sha256]))
  digests.set(MANIFEST_NAME, sha256Hex(manifestBytes))
  digests.set(SIGNATURE_NAME, sha256Hex(...signature.pieces))
  const pieces = storedZip([
    ...described,
    { name: MANIFEST_NAME, pieces: [manifestBytes] },
    signature,
    textContent(SUMS_NAME, sumsText(digests)),
  ])
  return { pieces, sizeBytes: totalBytes(pieces), sha256: sha256Hex(...pieces), manifest }
}
