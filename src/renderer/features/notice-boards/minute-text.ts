/** `08:30` as a minute of the day; null for what is no time. */
export function minuteOfText(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  return match && hour < 24 && minute < 60 ? hour * 60 + minute : null
}

export function textOfMinute(minuteOfDay: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`
}
