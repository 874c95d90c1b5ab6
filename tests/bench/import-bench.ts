/** Reading a large register in our worker beside reading its cells alone: `npm run bench -- import`. */
import ExcelJS from 'exceljs'
import { createImportReader } from '#main/adapters/spreadsheet/import-reader.ts'
import { importRequest } from '#tests/builders/import-requests.ts'
import { REGISTER_HEADERS, registerRow, xlsxBytes } from '#tests/builders/register-files.ts'
import type { BenchLine } from './bench-line.ts'

const ROWS = 100_000
const ROUNDS = 3
/** How often the calling thread should be free. */
const TICK_MS = 5

function registerOf(rows: number): Promise<Uint8Array> {
  const lines = Array.from({ length: rows }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, '0')
    const counter = String(1 + Math.floor(index / 28)).padStart(4, '0')
    return registerRow({
      number: `${index + 1}`,
      code: `H42.18-2611${day}-${counter}`,
      applicantName: `Nguyễn Văn ${index}`,
      receivedAt: `${day}/11/2026 09:15:22`,
    })
  })
  return xlsxBytes([[...REGISTER_HEADERS], ...lines])
}

/** Every cell touched once, as the library gives it. */
async function readCellsAlone(bytes: Uint8Array): Promise<number> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  let cells = 0
  workbook.worksheets[0]?.eachRow((row) => row.eachCell((cell) => (cells += cell.value === null ? 0 : 1)))
  return cells
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return (performance.now() - startedMs) / 1000
}

/** The longest that the calling thread could not answer a timer while `work` ran. */
async function longestHoldMs(work: () => Promise<unknown>): Promise<number> {
  let lastMs = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    const nowMs = performance.now()
    longest = Math.max(longest, nowMs - lastMs - TICK_MS)
    lastMs = nowMs
  }, TICK_MS)
  await work()
  clearInterval(timer)
  return longest
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export async function importBench(say: (message: string) => void): Promise<readonly BenchLine[]> {
  say(`a register of ${ROWS} rows is made`)
  const bytes = await registerOf(ROWS)
  const readImport = createImportReader()
  const request = importRequest('dossier-register')
  const ours: number[] = []
  const limit: number[] = []
  const holds: number[] = []
  const holdsOfLimit: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    say(`round ${round + 1} of ${ROUNDS}`)
    const readAlone = (): Promise<number> => readCellsAlone(bytes)
    limit.push(await secondsOf(async () => holdsOfLimit.push(await longestHoldMs(readAlone))))
    const read = async (): Promise<void> => {
      const { accepted } = await readImport({ fileName: 'so.xlsx', bytes }, request)
      if (accepted.length !== ROWS) throw new Error(`${accepted.length} rows of ${ROWS} were read`)
    }
    ours.push(await secondsOf(async () => holds.push(await longestHoldMs(read))))
  }
  const seconds = { unit: 's', ours: middle(ours), limit: middle(limit) }
  return [
    { name: 'read an XLSX of 100 000 rows, against its cells alone', ...seconds, wanted: 3 },
    {
      name: 'longest that the calling thread is held up by it',
      unit: 'ms',
      ours: middle(holds),
      limit: middle(holdsOfLimit),
      wanted: 0.1,
    },
  ]
}
