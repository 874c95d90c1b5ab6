/** `npm run bench [-- NAME …] [--json]`: each figure beside the plain tool's, measured in the same run. */
import { type BenchLine, formatLine, ratioOf } from './bench-line.ts'
import { coverageBench } from './coverage-bench.ts'
import { importBench } from './import-bench.ts'
import { importStoreBench } from './import-store-bench.ts'
import { ledgerBench } from './ledger-bench.ts'
import { presenceBench } from './presence-bench.ts'
import { presenceLiveBench } from './presence-live-bench.ts'
import { presenceSpeedBench } from './presence-speed-bench.ts'
import { recordingBench } from './recording-bench.ts'
import { searchBench } from './search-bench.ts'
import { seekBench } from './seek-bench.ts'
import { thumbnailsBench } from './thumbnails-bench.ts'
import { timelineBench } from './timeline-bench.ts'

const say = (message: string): void => void process.stderr.write(`${message}\n`)

const BENCHES: Readonly<Record<string, () => Promise<readonly BenchLine[]>>> = {
  recording: () => recordingBench(),
  ledger: () => ledgerBench(say),
  presence: () => presenceBench(say),
  'presence-speed': () => presenceSpeedBench(),
  'presence-live': () => presenceLiveBench(say),
  coverage: () => coverageBench(say),
  import: () => importBench(say),
  'import-store': () => importStoreBench(),
  search: () => searchBench(say),
  timeline: () => timelineBench(say),
  seek: () => seekBench(say),
  'seek-quick': () => seekBench(say, { days: 2, seeks: 12, otherDays: 4 }),
  thumbnails: () => thumbnailsBench(say),
  'recording-quick': () => recordingBench({ sizes: [1, 4], measureMs: 20_000, settleMs: 15_000 }),
}
const USUAL = [
  'recording',
  'ledger',
  'coverage',
  'import',
  'import-store',
  'search',
  'presence',
  'timeline',
  'seek',
  'presence-speed',
  'presence-live',
  'thumbnails',
]

const args = process.argv.slice(2)
const asJson = args.includes('--json')
const names = args.filter((argument) => !argument.startsWith('--'))
const lines: BenchLine[] = []
for (const name of names.length > 0 ? names : USUAL) {
  const bench = BENCHES[name]
  if (!bench) {
    process.stderr.write(`no bench "${name}"; there are: ${Object.keys(BENCHES).join(', ')}\n`)
    process.exit(2)
  }
  for (const line of await bench()) {
    lines.push(line)
    if (!asJson) process.stdout.write(`${formatLine(line)}\n`)
  }
}
if (asJson)
  process.stdout.write(
    `${JSON.stringify(
      lines.map((line) => ({ ...line, ratio: ratioOf(line) })),
      null,
      2,
    )}\n`,
  )
