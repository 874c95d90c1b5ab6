// `npm run kill-run`: kills what records with SIGKILL at random moments: the host, its ffmpegs, or both in turn (20 times
// unless told: `npm run kill-run -- 100`) and prints what each cost and how that is spread. Linux only: it looks for
// processes in /proc.
import { continueUnderNode24 } from './lib/node-runtime.mjs'

await continueUnderNode24()

const { KILL_CAMERAS, KILL_KEYFRAMES_MS, KILLS, runKillRounds } = await import(
  '../tests/builders/kill-rounds.ts'
)

const count = Number(process.argv[2] ?? 20)
const leastMs = 300
const mostMs = 3500
/** From the shutter through the camera's encoder to our file, on a busy computer. */
const deliveryMs = 1000

/** @param {readonly (string | number)[]} cells */
const row = (cells) => console.log(cells.map((cell) => String(cell).padStart(12)).join(''))

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

console.log(
  `${KILL_CAMERAS} cameras, keyframes every ${KILL_KEYFRAMES_MS} ms; times in ms; lost: from the newest whole group to the kill`,
)
row(['kill', 'what', 'recorded', 'worst lost', 'worst gap', 'ffmpeg gone', 'all back', 'check'])
const { rounds, finalCheckCode, finalCheckSaid } = await runKillRounds({
  rounds: count,
  kindOf: (index) => KILLS[index % KILLS.length] ?? 'both',
  recordMs: () => leastMs + Math.random() * (mostMs - leastMs),
  onRound: ({ kind, recordedMs, cameras, childrenGoneMs, backMs, problems }, index) => {
    const lost = Math.max(...cameras.map(({ lostMs }) => lostMs))
    const gap = Math.max(...cameras.map(({ gapMs }) => gapMs))
    const state = problems.length === 0 ? 'clean' : 'PROBLEMS'
    row([index + 1, kind, recordedMs, lost, gap, childrenGoneMs, backMs, state])
    for (const problem of problems) console.log(`  ${problem}`)
  },
})

console.log('')
row(['what', 'kills', 'lost p50', 'lost p95', 'lost worst', 'gap p50', 'gap p95', 'gap worst'])
for (const kind of KILLS) {
  const cameras = rounds.filter((round) => round.kind === kind).flatMap((round) => round.cameras)
  const lost = cameras.map(({ lostMs }) => lostMs)
  const gaps = cameras.map(({ gapMs }) => gapMs)
  row([
    kind,
    rounds.filter((round) => round.kind === kind).length,
    ...[0.5, 0.95, 1].map((share) => quantile(lost, share)),
    ...[0.5, 0.95, 1].map((share) => quantile(gaps, share)),
  ])
}
const causes = new Map()
for (const span of rounds.flatMap(({ cameras }) => cameras.flatMap(({ spans }) => spans))) {
  const cause = `${span.state} ${span.reason}`
  causes.set(cause, (causes.get(cause) ?? 0) + span.toMs - span.fromMs)
}
for (const [cause, lastedMs] of causes) console.log(`${cause}: ${(lastedMs / 1000).toFixed(1)} s`)
const worstMs = Math.max(0, ...rounds.flatMap(({ cameras }) => cameras.map(({ lostMs }) => lostMs)))
const allowedMs = KILL_KEYFRAMES_MS + deliveryMs
const isClean = finalCheckCode === 0 && rounds.every(({ problems }) => problems.length === 0)
if (finalCheckCode !== 0) console.log(finalCheckSaid)
console.log(
  `worst loss ${worstMs} ms (allowed ${allowedMs}); rows, files, hashes and causes ${isClean ? 'clean' : 'NOT CLEAN'}`,
)
process.exitCode = isClean && worstMs <= allowedMs ? 0 : 1
