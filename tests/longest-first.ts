import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that wait for cameras and disks most of their time, longest first: two at a time leave the cores to others. */
const WAITING = [
  'cameras-ladder',
  'recordings',
  'cameras-simulator',
  'storage-full-disk',
  'onvif-stream-probe',
  'cameras-cli',
  'disk-full',
  'simulator-profiles',
  'recordings-streams',
  'recordings-stall',
]
const WAITING_AT_ONCE = 2
/** About as many others end while one of them waits. */
const OTHERS_BETWEEN = 5

/** Other files that take longest, longest first: one of them begun last would run on alone, on one core. */
const LONGEST = [
  'main-job',
  'accessibility',
  'kill',
  'cli',
  'simulator-stream',
  'backfill-files',
  'backfill-device',
  'replay-simulator',
  'recordings-faults',
  'recovery',
  'coverage-upkeep',
  'database',
  'backfill-crash',
  'simulator-card',
  'replay-odd-cameras',
  'presence-scenes',
  'live',
  'evidence-bundle',
  'retention-deletion',
  'presence',
  'ledger-cli',
  'backfill-cli',
  'clock-checks',
  'imports-kill',
  'recordings-schedule',
  'health',
]

function placeIn(names: readonly string[], { moduleId }: TestSpecification): number {
  const place = names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
  return place === -1 ? names.length : place
}

function arrange(files: readonly TestSpecification[]): TestSpecification[] {
  const sortedBy = (names: readonly string[]) =>
    files.toSorted((left, right) => placeIn(names, left) - placeIn(names, right))
  const isWaiting = (file: TestSpecification) => placeIn(WAITING, file) < WAITING.length
  const waiting = sortedBy(WAITING).filter(isWaiting)
  const others = sortedBy(LONGEST).filter((file) => !isWaiting(file))
  const arranged = waiting.splice(0, WAITING_AT_ONCE)
  for (const [index, file] of others.entries()) {
    arranged.push(file)
    if ((index + 1) % OTHERS_BETWEEN === 0) arranged.push(...waiting.splice(0, 1))
  }
  return [...arranged, ...waiting]
}

/** As vitest orders files, but within a project the known longest first, and those that wait beside those that work. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const byProject = new Map<string, TestSpecification[]>()
    for (const file of await super.sort(files)) {
      const { name } = file.project
      byProject.set(name, [...(byProject.get(name) ?? []), file])
    }
    return [...byProject.values()].flatMap(arrange)
  }
}
