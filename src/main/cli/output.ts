/** People's text goes to stderr; stdout carries the one JSON object that `--json` asks for, and nothing else. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}
