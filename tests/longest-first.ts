import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, longest first: one of them begun last would run on alone, on one core. */
const LONGEST = [
  'main-job',
  'accessibility',
  'storage-full-disk',
  'cli',
  'backfill-files',
  'cameras-ladder',
  'cameras-simulator',
  'kill',
  'cameras-cli',
  'database',
  'recordings',
  'onvif-stream-probe',
  'disk-full',
  'recovery',
  'coverage-upkeep',
  'backfill-device',
  'simulator-stream',
  'evidence-bundle',
  'recordings-stall',
  'recordings-faults',
  'retention-deletion',
  'ledger-cli',
  'presence',
  'backfill-cli',
].map((name) => `/${name}.test.ts`)

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.findIndex((ending) => moduleId.endsWith(ending))
  return place === -1 ? LONGEST.length : place
}

/** As vitest orders files, but the known longest before the others of their project. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = new Map<string, TestSpecification[]>()
    for (const file of await super.sort(files)) {
      const { name } = file.project
      byProject.set(name, [...(byProject.get(name) ?? []), file])
    }
    return [...byProject.values()].flatMap((sorted) =>
      sorted.toSorted((left, right) => placeOf(left) - placeOf(right)),
    )
  }
}
