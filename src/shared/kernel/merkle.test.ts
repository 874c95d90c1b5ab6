import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from './hex.ts'
import {
  inclusionPath,
  leafHash,
  merkleRoot,
  rootFromInclusionPath,
  type Sha256,
  verifyInclusion,
} from './merkle.ts'

const sha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest()

/** The leaves and roots of the Certificate Transparency reference implementation (merkle_tree_test.cc). */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(fromHex)
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
/** RFC 6962 audit paths of the same tests, as (leaf from 0, tree size, path). */
const PATHS: readonly (readonly [number, number, readonly string[]])[] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
]

describe('Merkle tree', () => {
  it('hashes no leaves to SHA-256 of nothing', () => {
    expect(toHex(merkleRoot([], sha256))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  it.each(ROOTS.map((root, index) => [index + 1, root] as const))(
    'has the known root over %i leaves',
    (count, root) => {
      expect(toHex(merkleRoot(LEAVES.slice(0, count), sha256))).toBe(root)
    },
  )

  it.each(PATHS)('has the known audit path of leaf %i in a tree of %i', (index, size, path) => {
    expect(inclusionPath(index, LEAVES.slice(0, size), sha256).map(toHex)).toEqual(path)
  })

  it('keeps leaves and nodes apart', () => {
    const [left, right] = [leafHash(fromHex('00'), sha256), leafHash(fromHex('01'), sha256)]
    const forged = new Uint8Array([...left, ...right])
    expect(toHex(merkleRoot([forged], sha256))).not.toBe(
      toHex(merkleRoot([fromHex('00'), fromHex('01')], sha256)),
    )
  })

  const trees = fc
    .array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 40 })
    .chain((leaves) => fc.record({ leaves: fc.constant(leaves), index: fc.nat({ max: leaves.length - 1 }) }))

  it('proves every leaf of every tree', () => {
    fc.assert(
      fc.property(trees, ({ leaves, index }) => {
        const proof = { index, treeSize: leaves.length, path: inclusionPath(index, leaves, sha256) }
        const root = merkleRoot(leaves, sha256)
        expect(verifyInclusion({ leaf: leaves[index] ?? new Uint8Array(), ...proof, root }, sha256)).toBe(
          true,
        )
      }),
    )
  })

  it('refuses another leaf, another place, a shortened or lengthened path', () => {
    fc.assert(
      fc.property(trees, fc.nat({ max: 45 }), ({ leaves, index }, otherIndex) => {
        const path = inclusionPath(index, leaves, sha256)
        const leaf = leaves[index] ?? new Uint8Array()
        const root = toHex(merkleRoot(leaves, sha256))
        const size = leaves.length
        const rootOf = (...given: Parameters<typeof rootFromInclusionPath>) => {
          const found = rootFromInclusionPath(...given)
          return found === null ? null : toHex(found)
        }
        expect(rootOf(new Uint8Array([...leaf, 1]), index, size, path, sha256)).not.toBe(root)
        expect(rootOf(leaf, index, size, [...path, new Uint8Array(32)], sha256)).toBeNull()
        if (path.length > 0) expect(rootOf(leaf, index, size, path.slice(1), sha256)).not.toBe(root)
        const same = leaves.every((other, place) => place === index || toHex(other) !== toHex(leaf))
        if (otherIndex !== index && same) expect(rootOf(leaf, otherIndex, size, path, sha256)).not.toBe(root)
      }),
    )
  })
})
