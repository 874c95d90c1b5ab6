// `npm run soak -- --minutes 30 --cameras 8 --seed 7 --json`: a real station records virtual cameras in real time through
// random faults; at the end every scheduled second must have its cause. Linux only, as `kill-run` is.
import { parseArgs } from 'node:util'
import { continueUnderNode24 } from './lib/node-runtime.mjs'

await continueUnderNode24()

const { runSoak, SOAK_ALLOWED_LOSS_MS } = await import('../tests/builders/soak-run.ts')

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    cameras: { type: 'string', default: '8' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6))
const startedAtMs = Date.now()
/** @param {string} line */
const say = (line) =>
  console.error(`${((Date.now() - startedAtMs) / 1000).toFixed(0).padStart(6)} s  ${line}`)

say(`seed ${seed}: ${values.cameras} cameras for ${values.minutes} minutes`)
const report = await runSoak({ minutes: Number(values.minutes), cameras: Number(values.cameras), seed, say })

/** @param {number} ms */
const seconds = (ms) => (ms / 1000).toFixed(3)

function printTable() {
  const causes = [...new Set(report.cameras.flatMap((camera) => Object.keys(camera.byCause)))].sort()
  const width = Math.max(14, ...causes.map((cause) => cause.length + 2))
  /** @param {string} head @param {readonly string[]} cells */
  const row = (head, cells) =>
    console.log(head.padEnd(width) + cells.map((cell) => cell.padStart(13)).join(''))
  row(
    'seconds',
    report.cameras.map(({ name }) => name),
  )
  row(
    'scheduled',
    report.cameras.map(({ scheduledMs }) => seconds(scheduledMs)),
  )
  for (const cause of causes)
    row(
      cause,
      report.cameras.map(({ byCause }) => seconds(byCause[cause] ?? 0)),
    )
  row(
    'UNEXPLAINED',
    report.cameras.map(({ unexplainedMs }) => seconds(unexplainedMs)),
  )
  row(
    'worst loss',
    report.cameras.map(({ worstLossMs }) => seconds(worstLossMs)),
  )
  console.log('')
  console.log(
    Object.entries(report.happened)
      .map(([what, times]) => `${what} ${times}`)
      .join(' · '),
  )
  const memory = report.hostMemoryBytes.map((bytes) => `${Math.round(bytes / 1024 / 1024)} MiB`).join(' → ')
  console.log(
    `seed ${report.seed}; ${seconds(report.lastedMs)} s; host ${memory}; allowed loss ${SOAK_ALLOWED_LOSS_MS} ms`,
  )
  console.log(report.checkCode === 0 ? 'check --hash clean' : report.checkSaid)
  for (const failure of report.failures) console.log(`FAILED ${failure}`)
}

if (values.json) console.log(JSON.stringify({ ...report, ok: report.failures.length === 0 }))
else printTable()
process.exitCode = report.failures.length === 0 ? 0 : 1
