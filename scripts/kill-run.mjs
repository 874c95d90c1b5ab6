// `npm run kill-run`: kills a recording station with SIGKILL at random moments (20 times unless told) and prints for
// each what it cost. `npm run kill-run -- 5` kills five times. Linux only: it looks for left processes in /proc.
import { continueUnderNode24 } from './lib/node-runtime.mjs'

await continueUnderNode24()

const { KILL_KEYFRAMES_MS, runKillRounds } = await import('../tests/builders/kill-rounds.ts')

const rounds = Number(process.argv[2] ?? 20)
const leastMs = 2000
const mostMs = 20_000
/** From the shutter through the camera's encoder to our file. */
const deliveryMs = 1000

/** @param {readonly (string | number)[]} cells */
const row = (cells) => console.log(cells.map((cell) => String(cell).padStart(14)).join(''))

console.log(
  `keyframes every ${KILL_KEYFRAMES_MS} ms; times in ms; lost: from the newest whole group to the kill`,
)
row(['kill', 'recorded', 'lost, camera 1', 'camera 2', 'ffmpeg gone', 'records again', 'check'])
const result = await runKillRounds({
  rounds,
  recordMs: () => leastMs + Math.random() * (mostMs - leastMs),
  onRound: ({ recordedMs, lostMs, childrenGoneMs, backMs, checkCode, checkSaid }, index) => {
    row([index + 1, recordedMs, ...lostMs, childrenGoneMs, backMs, checkCode === 0 ? 'clean' : 'PROBLEMS'])
    if (checkCode !== 0) console.log(checkSaid)
  },
})
const worstMs = Math.max(...result.rounds.flatMap(({ lostMs }) => lostMs))
const isClean = result.finalCheckCode === 0 && result.rounds.every(({ checkCode }) => checkCode === 0)
console.log(
  `worst loss ${worstMs} ms (allowed ${KILL_KEYFRAMES_MS + deliveryMs}); check --hash ${isClean ? 'clean' : 'NOT CLEAN'}`,
)
process.exitCode = isClean && worstMs <= KILL_KEYFRAMES_MS + deliveryMs ? 0 : 1
